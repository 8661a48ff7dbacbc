private import Foundation
public import SurveyEstimates
internal import SurveyNumerics

/// A comparison of two adjusted prevalences with its test.
public struct MarginComparison: Sendable {
  /// The ratio or the difference.
  public let value: Double
  /// Its standard error.
  public let standardError: Double
  /// The statistic: of a ratio its logarithm, of a difference itself, over the standard error of that.
  public let statistic: Double
  /// The degrees of freedom of the interval and the test.
  public let degreesOfFreedom: Int
  /// The two-sided probability of a larger statistic where the prevalences are equal.
  public let pValue: Double
  /// The interval; of a ratio symmetric on the log scale.
  public let confidenceInterval: ConfidenceInterval
}

extension PredictiveMargins {
  /// Returns the ratio of the adjusted prevalences of two levels.
  ///
  /// The variance of log(mₐ/m_b) is Vₐₐ/mₐ² + V_bb/m_b² − 2Vₐ_b/(mₐm_b) (Bieler, Brown, Williams and Brogan 2010).
  public func adjustedPrevalenceRatio(of level: String, to reference: String) throws(ModelError) -> MarginComparison {
    let (a, b) = (try position(of: level), try position(of: reference))
    let (first, second) = (self[a].value, self[b].value)
    let variance =
      covariance[a, a] / (first * first) + covariance[b, b] / (second * second)
      - 2 * covariance[a, b] / (first * second)
    let standardError = a == b ? 0 : Swift.max(0, variance).squareRoot()
    let logarithm = log(first / second)
    let half = interval.multiplier * standardError
    return comparison(
      first / second, standardError: first / second * standardError, logarithm / standardError,
      lower: exp(logarithm - half), upper: exp(logarithm + half))
  }

  /// Returns the difference of the adjusted prevalences of two levels, the first less the second.
  ///
  /// As a share: 0.05 is 5 percentage points.
  public func adjustedDifference(of level: String, minus reference: String) throws(ModelError) -> MarginComparison {
    let (a, b) = (try position(of: level), try position(of: reference))
    let difference = self[a].value - self[b].value
    let variance = covariance[a, a] + covariance[b, b] - 2 * covariance[a, b]
    let standardError = a == b ? 0 : Swift.max(0, variance).squareRoot()
    let half = interval.multiplier * standardError
    return comparison(
      difference, standardError: standardError, difference / standardError, lower: difference - half,
      upper: difference + half)
  }

  private var interval: StudentTInterval { StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level) }

  private func comparison(
    _ value: Double, standardError: Double, _ statistic: Double, lower: Double, upper: Double
  ) -> MarginComparison {
    let statistic = standardError > 0 ? statistic : .nan
    return MarginComparison(
      value: value, standardError: standardError, statistic: statistic, degreesOfFreedom: degreesOfFreedom,
      pValue: interval.pValue(statistic),
      confidenceInterval: ConfidenceInterval(method: .wald, level: level, lower: lower, upper: upper))
  }
}
