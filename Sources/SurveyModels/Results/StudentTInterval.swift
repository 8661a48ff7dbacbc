private import Foundation
internal import SurveyEstimates
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

  /// The interval of a probability that is symmetric on the logit scale.
  func logitInterval(_ value: Double, standardError: Double) -> ConfidenceInterval {
    guard value > 0, value < 1 else {
      return ConfidenceInterval(method: .logit, level: level, lower: value, upper: value)
    }
    let predictor = log(value / (1 - value))
    let half = multiplier * standardError / (value * (1 - value))
    return ConfidenceInterval(
      method: .logit, level: level, lower: 1 / (1 + exp(half - predictor)), upper: 1 / (1 + exp(-half - predictor)))
  }

  /// The interval of a mean: of a share symmetric on the logit scale, of a positive mean on the log scale.
  func interval(_ value: Double, standardError: Double, family: ResponseFamily) -> ConfidenceInterval {
    switch family {
    case .binomial: return logitInterval(value, standardError: standardError)
    case .gaussian:
      let half = multiplier * standardError
      return ConfidenceInterval(method: .wald, level: level, lower: value - half, upper: value + half)
    case .poisson, .gamma, .negativeBinomial:
      let factor = value > 0 ? exp(multiplier * standardError / value) : 1
      return ConfidenceInterval(method: .wald, level: level, lower: value / factor, upper: value * factor)
    }
  }
}
