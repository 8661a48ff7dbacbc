internal import SurveyDesigns
internal import SurveyMicrodata

/// The groups that variables divide the records into: every combination of their levels, in order.
struct DomainCells: Sendable {
  /// The covariance matrix has a row and a column for every group, with records or without.
  private static let groupLimit = 1000

  /// The group of each record, negative where a variable is missing; nil without variables.
  let groups: [Int32]?
  /// The levels of each group.
  let domains: [[DomainLevel]]
  /// The number of records of the design's domain that are in no group.
  let missingCount: Int

  init(by variables: [Categorical], of design: SurveyDesign) throws(EstimationError) {
    guard !variables.isEmpty else {
      groups = nil
      domains = [[]]
      missingCount = 0
      return
    }
    let data = design.data
    var codes = [Int32](repeating: 0, count: data.rowCount)
    var domains: [[DomainLevel]] = [[]]
    for variable in variables {
      let factor = try estimating { () throws(MicrodataError) in try data.factor(of: variable) }
      let count = Int32(factor.levels.count)
      guard domains.count * factor.levels.count <= DomainCells.groupLimit else {
        throw .tooManyGroups(limit: DomainCells.groupLimit)
      }
      for row in codes.indices {
        let code = factor.codes[row]
        codes[row] = codes[row] < 0 || code < 0 ? -1 : codes[row] * count + code
      }
      domains = domains.flatMap { domain in
        factor.levels.map { domain + [DomainLevel(variable: variable.name, level: $0)] }
      }
    }
    groups = codes
    self.domains = domains
    missingCount = codes.indices.count {
      codes[$0] < 0 && design.weights[$0] > 0 && design.domain?[$0] != false
    }
  }
}
