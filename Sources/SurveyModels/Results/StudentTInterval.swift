private import Foundation
package import SurveyEstimates
internal import SurveyNumerics

/// The factor and the tail of Student's distribution that an interval and a test use.
struct StudentTInterval: Sendable {
  let degreesOfFreedom: Int
  let level: Double
  let multiplier: Double

  init(degreesOfFreedom: Int, level: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    self.level = level
    multiplier = StudentTDistribution(degreesOfFreedom: Double(degreesOfFreedom)).upperQuantile((1 - level) / 2)
  }

  /// The two-sided probability of a larger |t|.
  func pValue(_ statistic: Double) -> Double {
    guard !statistic.isNaN else { return .nan }
    let t = StudentTDistribution(degreesOfFreedom: Double(degreesOfFreedom))
    return min(1, 2 * t.upperTailProbability(abs(statistic)))
  }

  /// A mean of an outcome of some family, with its interval.
  func number(_ value: Double, standardError: Double, family: ResponseFamily) -> MeasuredNumber {
    MeasuredNumber(
      value, standardError: standardError, degreesOfFreedom: Double(degreesOfFreedom),
      confidenceInterval: interval(value, standardError: standardError, family: family),
      scale: family == .binomial ? .share(.logit) : .number)
  }

  /// The interval of a mean: of a share symmetric on the logit scale, of a positive mean on the log scale.
  func interval(_ value: Double, standardError: Double, family: ResponseFamily) -> ConfidenceInterval {
    family.interval(ofMean: value, reach: multiplier * standardError, level: level)
  }
}

extension ResponseFamily {
  /// The interval of a mean: of a share symmetric on the logit scale, of a positive mean on the log scale.
  ///
  /// The reach is the multiple of the standard error that it would have to each side on the natural scale. A share of 0 or
  /// 1 and a mean of 0 stand at the end of that scale, where neither end is a number.
  package func interval(ofMean value: Double, reach: Double, level: Double) -> ConfidenceInterval {
    switch self {
    case .binomial:
      guard value > 0, value < 1 else {
        return ConfidenceInterval(method: .logit, level: level, lower: .nan, upper: .nan)
      }
      let predictor = log(value / (1 - value))
      let half = reach / (value * (1 - value))
      return ConfidenceInterval(
        method: .logit, level: level, lower: 1 / (1 + exp(half - predictor)), upper: 1 / (1 + exp(-half - predictor)))
    case .gaussian:
      return ConfidenceInterval(method: .wald, level: level, lower: value - reach, upper: value + reach)
    case .poisson, .gamma, .negativeBinomial:
      let factor = value > 0 ? exp(reach / value) : .nan
      return ConfidenceInterval(method: .wald, level: level, lower: value / factor, upper: value * factor)
    }
  }
}
