internal import SurveyMicrodata
internal import SurveyModels

/// A variable to impute: its answers as numbers, and which records lack one.
struct ImputationTarget: Sendable {
  let name: String
  let method: ImputationMethod
  let condition: Condition?
  /// The names of its levels; nil for a number.
  let levels: [String]?
  /// The number or the position of the level of each record; not a number where missing.
  let values: [Double]
  /// The records with an answer.
  private(set) var observed: [Int]
  /// The records whose answer is refused, not known or blank.
  private(set) var missing: [Int]
  /// The number of records that were not asked.
  let notAskedCount: Int

  /// Whether a record can have no value once all others have one.
  var canBeNotAsked: Bool { notAskedCount > 0 || condition != nil }

  init(_ variable: ImputedVariable, in data: Microdata) throws(ImputationError) {
    let column = try reading { () throws(MicrodataError) in try data.column(variable.name) }
    switch column {
    case .numbers(let numbers):
      let infinite = numbers.count { $0.isInfinite }
      guard infinite == 0 else { throw .model(.infiniteNumbers(column: variable.name, count: infinite)) }
      guard variable.method != .logistic else { throw .logisticNumber(variable.name) }
      levels = nil
      values = numbers
      method = .predictiveMeanMatching
    case .factor(let factor):
      levels = factor.levels
      values = factor.codes.map { $0 < 0 ? .nan : Double($0) }
      method = variable.method ?? .logistic
    }
    name = variable.name
    condition = variable.condition
    let kinds = values.indices.map { column.missingKind(at: $0) }
    observed = kinds.indices.filter { kinds[$0] == nil }
    missing = kinds.indices.filter { kinds[$0] != nil && kinds[$0] != .notAsked }
    notAskedCount = kinds.count { $0 == .notAsked }
  }

  /// Returns the target with its records in the order of their places.
  func inOrder(of places: [Int]) -> ImputationTarget {
    var copy = self
    copy.observed.sort { places[$0] < places[$1] }
    copy.missing.sort { places[$0] < places[$1] }
    return copy
  }

  /// Returns the column with imputed values, which are not numbers where the record turned out not to be asked.
  func completed(_ column: Column, with completed: [Double]) -> Column {
    switch column {
    case .numbers(var numbers):
      for row in missing { numbers[row] = completed[row].isNaN ? MissingKind.notAsked.number : completed[row] }
      return .numbers(numbers)
    case .factor(var factor):
      for row in missing {
        factor.codes[row] = completed[row].isNaN ? MissingKind.notAsked.code : Int32(completed[row])
      }
      return .factor(factor)
    }
  }
}
