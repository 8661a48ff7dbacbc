private import Foundation
public import SurveyEstimates
internal import SurveyNumerics

/// A number that follows from adjusted means, such as a difference or a ratio of two, with its test.
public struct MarginComparison: Sendable {
  /// The number.
  public let value: Double
  /// Its standard error.
  public let standardError: Double
  /// The statistic: of a ratio its logarithm, of a difference itself, over the standard error of that.
  public let statistic: Double
  /// The degrees of freedom of the interval and the test.
  public let degreesOfFreedom: Int
  /// The two-sided probability of a larger statistic where the means are equal.
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
    return interval.ratio(
      first / second, logarithmicVariance: a == b ? 0 : variance(of: a, times: 1 / first, minus: b, times: 1 / second))
  }

  /// Returns the difference of the adjusted prevalences of two levels, the first less the second.
  ///
  /// As a share: 0.05 is 5 percentage points.
  public func adjustedDifference(of level: String, minus reference: String) throws(ModelError) -> MarginComparison {
    let (a, b) = (try position(of: level), try position(of: reference))
    return interval.comparison(
      self[a].value - self[b].value, variance: a == b ? 0 : variance(of: a, times: 1, minus: b, times: 1))
  }

  private func variance(of a: Int, times first: Double, minus b: Int, times second: Double) -> Double {
    covariance.submatrix(rows: [a, b], columns: [a, b]).variance(along: [first, -second])
  }

  private var interval: StudentTInterval { StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level) }
}

extension StudentTInterval {
  /// A ratio with its test against 1, and an interval that is symmetric on the log scale.
  func ratio(_ value: Double, logarithmicVariance: Double) -> MarginComparison {
    let standardError = logarithmicVariance.squareRoot()
    let factor = exp(multiplier * standardError)
    let statistic = standardError > 0 ? log(value) / standardError : .nan
    return MarginComparison(
      value: value, standardError: abs(value) * standardError, statistic: statistic,
      degreesOfFreedom: degreesOfFreedom, pValue: pValue(statistic),
      confidenceInterval: ConfidenceInterval(
        method: .wald, level: level, lower: value / factor, upper: value * factor))
  }
}
