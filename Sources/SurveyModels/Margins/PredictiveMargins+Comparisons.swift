private import Foundation
public import SurveyEstimates
internal import SurveyNumerics

/// A number that follows from adjusted means, such as a difference or a ratio of two, with its test.
public struct MarginComparison: Measured {
  /// The number with its test: the statistic is of a ratio its logarithm, of a difference itself, over the standard error
  /// of that.
  public let number: MeasuredNumber
  /// The degrees of freedom of the interval and the test.
  public var degreesOfFreedom: Int { Int(number.degreesOfFreedom) }
  /// The interval; of a ratio symmetric on the log scale.
  public var confidenceInterval: ConfidenceInterval { number.intervalOfFit }
}

extension MeasuredNumber {
  /// The interval of a number of a fit, which has one always; its ends are no numbers where the standard error is none.
  var intervalOfFit: ConfidenceInterval {
    confidenceInterval ?? ConfidenceInterval(method: .wald, level: .nan, lower: .nan, upper: .nan)
  }
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
      number: MeasuredNumber(
        value, standardError: abs(value) * standardError, degreesOfFreedom: Double(degreesOfFreedom),
        confidenceInterval: ConfidenceInterval(
          method: .wald, level: level, lower: value / factor, upper: value * factor),
        scale: .ratio, test: MeasuredNumber.Test(statistic: statistic, pValue: pValue(statistic))))
  }
}
