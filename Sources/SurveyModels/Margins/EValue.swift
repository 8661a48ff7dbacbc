public import SurveyEstimates

/// How strong something unmeasured would have to be to explain an adjusted ratio away: the E-value.
///
///     E = R + √(R(R − 1)),   R = RR, or 1/RR where RR < 1
///
/// The smallest prevalence ratio that a confounder must have with both exposure and outcome, given the covariates
/// (VanderWeele and Ding 2017); R `EValue::evalues.RR`.
public struct EValue: Sendable, Equatable {
  /// Of the ratio.
  public let estimate: Double
  /// Of the limit of its interval nearest 1; 1 where the interval has 1 in it.
  public let limit: Double

  /// Works out the E-value of a ratio with its interval; nil where the ratio is not a number above 0 or has no interval.
  public init?(ofRatio ratio: MarginComparison) {
    self.init(ofRatio: ratio.value, interval: ratio.confidenceInterval)
  }

  /// Works out the E-value of a ratio with its interval; nil where the ratio is not a number above 0 or has no interval.
  public init?(ofRatio ratio: Double, interval: ConfidenceInterval) {
    guard ratio > 0, ratio.isFinite, !interval.lower.isNaN else { return nil }
    estimate = Self.value(of: ratio)
    let nearest = ratio < 1 ? interval.upper : interval.lower
    limit = interval.lower <= 1 && interval.upper >= 1 ? 1 : Self.value(of: nearest)
  }

  private static func value(of ratio: Double) -> Double {
    let strength = ratio < 1 ? 1 / ratio : ratio
    return strength + (strength * (strength - 1)).squareRoot()
  }
}
