internal import Foundation
internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyImputation
internal import SurveyNumerics

/// A number with what its interval is made of, so that the same number of other analyses can stand beside it and those of
/// completed records can be pooled.
struct Figure: Sendable {
  /// The scale on which the number is pooled and its interval is symmetric.
  enum Scale: Sendable {
    case number
    /// A share, pooled as it is, with an interval by a method of its own.
    case share(IntervalMethod)
    /// A ratio of means, by its logarithm.
    case ratio
    /// An attributable fraction, by the logarithm of what is left.
    case fraction
  }

  let value: Double
  let standardError: Double
  let degreesOfFreedom: Double
  let interval: ConfidenceInterval?
  let level: Double
  /// The number of records that it rests on.
  let unweightedCount: Int
  let scale: Scale
  /// How the number and its interval are written, in a sentence and in a table.
  let form: NumberFormat
  /// How a difference of two such numbers is written.
  let differenceForm: NumberFormat
  /// The part of what could be known that missing answers took; nil for an analysis of the answers as they came.
  let missingInformation: Double?

  init(
    _ value: Double, standardError: Double, degreesOfFreedom: Double, interval: ConfidenceInterval?, level: Double,
    unweightedCount: Int, scale: Scale = .number, form: NumberFormat, differenceForm: NumberFormat? = nil,
    missingInformation: Double? = nil
  ) {
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.interval = interval
    self.level = level
    self.unweightedCount = unweightedCount
    self.scale = scale
    self.form = form
    self.differenceForm = differenceForm ?? form.ofDifference
    self.missingInformation = missingInformation
  }
}

extension Figure {
  /// Pools the same number of completed records by Rubin's rules.
  init(pooling figures: [Figure]) throws(ImputationError) {
    let first = figures[0]
    let pooling = try RubinPooling(
      values: figures.map { [$0.onScale.value] },
      covariances: figures.map { figure in
        let standardError = figure.onScale.standardError
        return Matrix(rowCount: 1, columnCount: 1, repeating: standardError * standardError)
      })
    // The fewest that completed records have: where a domain is imputed they may differ.
    let complete = figures.map(\.degreesOfFreedom).min() ?? 0
    let number = PooledNumber(pooling, at: 0, completeDegreesOfFreedom: Int(complete))
    let count = Int((figures.reduce(0) { $0 + Double($1.unweightedCount) } / Double(figures.count)).rounded())
    let value = first.scale.number(number.value)
    let interval: ConfidenceInterval?
    switch first.scale {
    // Where nothing was missing the interval is that of the records, which for a quantile is not symmetric.
    case _ where number.information.relativeIncrease == 0 && figures.allSatisfy({ $0.interval == first.interval }):
      interval = first.interval
    case .share(let method):
      interval = try? ProportionIntervals(
        proportion: value, standardError: number.standardError,
        degreesOfFreedom: number.information.degreesOfFreedom, unweightedCount: count
      ).interval(method, level: first.level).get()
    default:
      interval = number.interval(level: first.level).map { interval in
        let ends = [first.scale.number(interval.lower), first.scale.number(interval.upper)]
        return ConfidenceInterval(
          method: interval.method, level: interval.level, lower: min(ends[0], ends[1]), upper: max(ends[0], ends[1]))
      }
    }
    self.init(
      value, standardError: number.standardError * first.scale.slope(at: value),
      degreesOfFreedom: number.information.degreesOfFreedom, interval: interval, level: first.level,
      unweightedCount: count, scale: first.scale, form: first.form, differenceForm: first.differenceForm,
      missingInformation: number.information.fraction)
  }

  /// The number and its standard error on the scale of pooling.
  private var onScale: (value: Double, standardError: Double) {
    switch scale {
    case .number, .share: (value, standardError)
    case .ratio: (log(value), standardError / value)
    case .fraction: (log(1 - value), standardError / (1 - value))
    }
  }
}

extension Figure.Scale {
  /// The number that stands at a point of the scale.
  fileprivate func number(_ point: Double) -> Double {
    switch self {
    case .number, .share: point
    case .ratio: exp(point)
    case .fraction: 1 - exp(point)
    }
  }

  /// The size of the change of the number by that of the point.
  fileprivate func slope(at number: Double) -> Double {
    switch self {
    case .number, .share: 1
    case .ratio: number
    case .fraction: 1 - number
    }
  }
}

extension NumberFormat {
  /// How a difference of two numbers of this format is written where nothing else is said.
  fileprivate var ofDifference: NumberFormat {
    guard case .percentage(let decimals) = style else { return signed }
    return NumberFormat.percentagePoints(decimals: decimals).signed
  }
}
