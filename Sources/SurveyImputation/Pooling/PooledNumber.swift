public import SurveyEstimates
internal import SurveyModels
internal import SurveyNumerics

/// One pooled number with what its interval and its test need.
struct PooledNumber {
  let value: Double
  private let variance: Double
  let information: MissingInformation

  /// Takes a number out of a pooling, whose variance may be unknown in the datasets.
  init(
    _ pooling: RubinPooling, at position: Int, completeDegreesOfFreedom: Int, hasKnownVariance: Bool = true
  ) {
    value = pooling.values[position]
    variance = hasKnownVariance ? pooling.covariance[position, position] : .nan
    information = pooling.missingInformation(
      of: position, completeDegreesOfFreedom: Double(completeDegreesOfFreedom))
  }

  var standardError: Double { variance.squareRoot() }

  private var distribution: StudentTDistribution? {
    information.degreesOfFreedom > 0 ? StudentTDistribution(degreesOfFreedom: information.degreesOfFreedom) : nil
  }

  /// θ̄ ± t √T, or nil without degrees of freedom or a standard error.
  func interval(level: Double) -> ConfidenceInterval? { interval(level: level, of: .gaussian) }

  /// The interval of the mean of an outcome of some family, on the scale that it is symmetric on.
  func interval(level: Double, of family: ResponseFamily) -> ConfidenceInterval? {
    guard let distribution, !value.isNaN, !standardError.isNaN else { return nil }
    let reach = distribution.upperQuantile((1 - level) / 2) * standardError
    return family.interval(ofMean: value, reach: reach, level: level)
  }

  /// t = θ̄/√T.
  var statistic: Double { standardError > 0 ? value / standardError : .nan }

  /// The two-sided probability of a larger |t| where the true value is 0.
  var pValue: Double {
    guard let distribution, !statistic.isNaN else { return .nan }
    return min(1, 2 * distribution.upperTailProbability(abs(statistic)))
  }
}

extension PooledNumber {
  /// The record of the number, with an interval of some kind and the test that it is 0 where it has one.
  func measured(
    interval: ConfidenceInterval?, isTested: Bool, scale: MeasuredNumber.Scale = .number
  ) -> MeasuredNumber {
    MeasuredNumber(
      value, standardError: standardError, degreesOfFreedom: information.degreesOfFreedom,
      confidenceInterval: interval, scale: scale,
      test: isTested ? MeasuredNumber.Test(statistic: statistic, pValue: pValue) : nil,
      missingInformation: information)
  }
}

/// What rests on a number that was pooled over completed datasets.
public protocol PooledMeasured: Measured {}

extension PooledMeasured {
  /// The degrees of freedom of intervals and tests, not a whole number in general.
  public var degreesOfFreedom: Double { number.degreesOfFreedom }
  /// What missing values took from what is known.
  public var missingInformation: MissingInformation {
    number.missingInformation ?? MissingInformation(nothingOf: number.degreesOfFreedom)
  }
}
