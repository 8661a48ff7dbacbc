package import SurveyMicrodata

/// What becomes of records without a weight, as a file of a subsample has them.
public enum MissingWeightRule: String, Sendable, CaseIterable {
  /// They are an error that counts them.
  case refuse
  /// They are left out, as if they were not in the file: they are no part of the design.
  case exclude
  /// They weigh 0: they stay in the design as units without a part in any total.
  case zero
}

extension Microdata {
  /// Leaves out the records without a weight or gives them the weight 0, and tells how many there were.
  package func treatingMissingWeights(
    in column: String, by rule: MissingWeightRule
  ) throws(MicrodataError) -> (data: Microdata, count: Int) {
    guard rule != .refuse else { return (self, 0) }
    let isMissing = try numbers(of: Number(column)).map(\.isNaN)
    let count = isMissing.count { $0 }
    guard count > 0 else { return (self, 0) }
    if rule == .exclude { return (try collecting(only: isMissing.map { !$0 }), count) }
    return (try adding(column, .numbers(try numbers(of: Number(column)).map { $0.isNaN ? 0 : $0 })), count)
  }
}
