internal import SurveyMicrodata

/// The outcome of a model as its values stand for each record, of whatever kind.
enum OutcomeValues: Sendable {
  /// 1 where a statement holds, 0 where it does not, negative where missing.
  case binary([Int32])
  /// Numbers, not-a-number where missing.
  case numbers([Double])

  init(_ outcome: ModelOutcome, in data: Microdata) throws(ModelError) {
    switch outcome {
    case .binary(let binary):
      self = .binary(try reading { () throws(MicrodataError) in try data.indicator(of: binary) })
    case .number(let number):
      self = .numbers(try reading { () throws(MicrodataError) in try data.numbers(of: number) })
    }
  }

  /// Marks records without an outcome as incomplete.
  func exclude(from isComplete: inout [Bool]) {
    switch self {
    case .binary(let codes):
      for row in isComplete.indices where codes[row] < 0 { isComplete[row] = false }
    case .numbers(let values):
      for row in isComplete.indices where values[row].isNaN { isComplete[row] = false }
    }
  }
}
