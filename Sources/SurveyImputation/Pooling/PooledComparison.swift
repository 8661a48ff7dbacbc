private import Foundation
public import SurveyEstimates
public import SurveyModels
internal import SurveyNumerics

/// A number that follows from adjusted means, such as a difference or a ratio of two, pooled over completed datasets.
public struct PooledComparison: Sendable {
  /// The pooled number; of ratios their geometric mean.
  public let value: Double
  /// Its standard error.
  public let standardError: Double
  /// The statistic: of a ratio its logarithm, of a difference itself, over the standard error of that.
  public let statistic: Double
  /// The degrees of freedom of the interval and the test, not a whole number in general.
  public let degreesOfFreedom: Double
  /// The two-sided probability of a larger statistic where the means are equal.
  public let pValue: Double
  /// The interval, of a ratio symmetric on the log scale; nil without degrees of freedom.
  public let confidenceInterval: ConfidenceInterval?
  /// What missing values took from what is known; of a ratio on the log scale.
  public let missingInformation: MissingInformation

  /// Pools a difference, a marginal effect or another number that is symmetric about its value.
  ///
  /// - Throws: `ImputationError.tooFewImputations`.
  public init(differences: [MarginComparison]) throws(ImputationError) {
    let (number, level) = try Self.pooled(differences.map { ($0.value, $0.standardError) }, of: differences)
    self.init(number, value: number.value, scale: 1, interval: number.interval(level: level))
  }

  /// Pools a ratio by its logarithm, whose standard error is that of the ratio divided by it.
  ///
  /// - Throws: `ImputationError.tooFewImputations`.
  public init(ratios: [MarginComparison]) throws(ImputationError) {
    let (number, level) = try Self.pooled(
      ratios.map { (log($0.value), $0.standardError / $0.value) }, of: ratios)
    let value = exp(number.value)
    self.init(
      number, value: value, scale: value,
      interval: number.interval(level: level).map {
        ConfidenceInterval(method: $0.method, level: $0.level, lower: exp($0.lower), upper: exp($0.upper))
      })
  }

  /// Pools an attributable fraction by the logarithm of what is left without the exposure.
  ///
  /// - Throws: `ImputationError.tooFewImputations`.
  public init(fractions: [MarginComparison]) throws(ImputationError) {
    let (number, level) = try Self.pooled(
      fractions.map { (log(1 - $0.value), $0.standardError / (1 - $0.value)) }, of: fractions)
    let left = exp(number.value)
    self.init(
      number, value: 1 - left, scale: left,
      interval: number.interval(level: level).map {
        ConfidenceInterval(method: $0.method, level: $0.level, lower: 1 - exp($0.upper), upper: 1 - exp($0.lower))
      }, sign: -1)
  }

  private init(
    _ number: PooledNumber, value: Double, scale: Double, interval: ConfidenceInterval?, sign: Double = 1
  ) {
    self.value = value
    standardError = scale * number.standardError
    statistic = sign * number.statistic
    degreesOfFreedom = number.information.degreesOfFreedom
    pValue = number.pValue
    confidenceInterval = interval
    missingInformation = number.information
  }

  private static func pooled(
    _ numbers: [(value: Double, standardError: Double)], of comparisons: [MarginComparison]
  ) throws(ImputationError) -> (number: PooledNumber, level: Double) {
    let pooling = try RubinPooling(
      values: numbers.map { [$0.value] },
      covariances: numbers.map { Matrix(rows: [[$0.standardError * $0.standardError]]) })
    let complete = comparisons.map(\.degreesOfFreedom).min() ?? 0
    return (
      PooledNumber(pooling, at: 0, completeDegreesOfFreedom: complete), comparisons[0].confidenceInterval.level
    )
  }
}
