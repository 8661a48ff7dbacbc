private import Foundation
public import SurveyEstimates
internal import SurveyNumerics

/// The same number of each completed dataset, pooled by Rubin's rules on its own scale.
extension MeasuredNumber {
  /// Pools a number of completed datasets: a ratio by its logarithm, an attributable fraction by that of what is left.
  ///
  /// The complete-data degrees of freedom are the fewest that a dataset has: where a domain is imputed they may differ.
  ///
  /// - Parameters:
  ///   - numbers: the number of each dataset, on one scale.
  ///   - unweightedCount: the number of records behind it, which some intervals of shares use.
  ///   - level: the probability with which the interval covers.
  /// - Throws: `ImputationError.tooFewImputations`.
  public init(pooling numbers: [MeasuredNumber], unweightedCount: Int, level: Double) throws(ImputationError) {
    guard let first = numbers.first else { throw .tooFewImputations(0) }
    let scale = first.scale
    let pooling = try RubinPooling(
      values: numbers.map { [scale.point(of: $0.value)] },
      covariances: numbers.map { number in
        let standardError = number.standardError / scale.slope(at: number.value)
        return Matrix(rowCount: 1, columnCount: 1, repeating: standardError * standardError)
      })
    let complete = numbers.map(\.degreesOfFreedom).min() ?? 0
    let pooled = PooledNumber(pooling, at: 0, completeDegreesOfFreedom: complete.isNaN ? 0 : Int(complete))
    let value = scale.number(at: pooled.value)
    let interval: ConfidenceInterval?
    switch scale {
    // Where nothing was missing the interval is that of the records, which for a quantile is not symmetric.
    case _
    where pooled.information.relativeIncrease == 0
      && numbers.allSatisfy({ $0.confidenceInterval == first.confidenceInterval }):
      interval = first.confidenceInterval
    case .share(let method):
      interval = try? ProportionIntervals(
        proportion: value, standardError: pooled.standardError,
        degreesOfFreedom: pooled.information.degreesOfFreedom, unweightedCount: unweightedCount
      ).interval(method, level: level).get()
    case .number, .ratio, .fraction:
      interval = pooled.interval(level: level).map { interval in
        let ends = [scale.number(at: interval.lower), scale.number(at: interval.upper)]
        return ConfidenceInterval(
          method: interval.method, level: interval.level, lower: min(ends[0], ends[1]), upper: max(ends[0], ends[1]))
      }
    }
    // Less is left where the fraction is larger.
    let sign = scale == .fraction ? -1.0 : 1
    self.init(
      value, standardError: pooled.standardError * scale.slope(at: value),
      degreesOfFreedom: pooled.information.degreesOfFreedom, confidenceInterval: interval, scale: scale,
      test: first.test.map { _ in Test(statistic: sign * pooled.statistic, pValue: pooled.pValue) },
      missingInformation: pooled.information)
  }
}

extension MeasuredNumber.Scale {
  /// The point of the scale that a number stands at.
  fileprivate func point(of number: Double) -> Double {
    switch self {
    case .number, .share: number
    case .ratio: log(number)
    case .fraction: log(1 - number)
    }
  }

  /// The number that stands at a point of the scale.
  fileprivate func number(at point: Double) -> Double {
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
