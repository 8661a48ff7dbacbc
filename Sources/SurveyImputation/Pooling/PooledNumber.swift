package import SurveyEstimates
internal import SurveyModels
internal import SurveyNumerics

/// One pooled number with what its interval and its test need.
package struct PooledNumber {
  package let value: Double
  package internal(set) var standardError: Double
  package let information: MissingInformation

  package init(_ pooling: RubinPooling, at position: Int, completeDegreesOfFreedom: Int) {
    value = pooling.values[position]
    standardError = pooling.covariance[position, position].squareRoot()
    information = pooling.missingInformation(
      of: position, completeDegreesOfFreedom: Double(completeDegreesOfFreedom))
  }

  private var distribution: StudentTDistribution? {
    information.degreesOfFreedom > 0 ? StudentTDistribution(degreesOfFreedom: information.degreesOfFreedom) : nil
  }

  /// θ̄ ± t √T, or nil without degrees of freedom or a standard error.
  package func interval(level: Double) -> ConfidenceInterval? { interval(level: level, of: .gaussian) }

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
