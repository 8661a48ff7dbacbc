internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyImputation

/// A number with the way it is written, so that the same number of other analyses can stand beside it and those of
/// completed records can be pooled.
struct Figure: Measured {
  let number: MeasuredNumber
  /// The probability with which its interval covers.
  let level: Double
  /// The number of records that it rests on.
  let unweightedCount: Int
  /// How the number and its interval are written, in a sentence and in a table.
  let form: NumberFormat
  /// How a difference of two such numbers is written.
  let differenceForm: NumberFormat

  init(
    _ number: MeasuredNumber, level: Double? = nil, unweightedCount: Int, form: NumberFormat,
    differenceForm: NumberFormat? = nil
  ) {
    self.number = number
    self.level = level ?? number.confidenceInterval?.level ?? 0.95
    self.unweightedCount = unweightedCount
    self.form = form
    self.differenceForm = differenceForm ?? form.ofDifference
  }
}

extension Figure {
  var interval: ConfidenceInterval? { number.confidenceInterval }
  var degreesOfFreedom: Double { number.degreesOfFreedom }
  /// The part of what could be known that missing answers took; nil for an analysis of the answers as they came.
  var missingInformation: Double? { number.missingInformation?.fraction }

  /// Pools the same number of completed records by Rubin's rules.
  init(pooling figures: [Figure]) throws(ImputationError) {
    let first = figures[0]
    let count = Int((figures.reduce(0) { $0 + Double($1.unweightedCount) } / Double(figures.count)).rounded())
    self.init(
      try MeasuredNumber(pooling: figures.map(\.number), unweightedCount: count, level: first.level),
      level: first.level, unweightedCount: count, form: first.form, differenceForm: first.differenceForm)
  }
}

extension NumberFormat {
  /// How a difference of two numbers of this format is written where nothing else is said.
  fileprivate var ofDifference: NumberFormat {
    guard case .percentage(let decimals) = style else { return signed }
    return NumberFormat.percentagePoints(decimals: decimals).signed
  }
}
