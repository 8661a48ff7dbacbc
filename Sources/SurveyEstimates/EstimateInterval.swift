internal import Foundation
internal import SurveyDesigns
internal import SurveyNumerics

/// The interval of an estimate of any statistic from its value, standard error and degrees of freedom.
struct EstimateInterval {
  let statistic: Statistic
  let value: Double
  let standardError: Double
  let degreesOfFreedom: Int
  let unweightedCount: Int
  var conventions = Conventions.r45
  /// Whether the standard error says how far the estimate may be off.
  var hasKnownVariance = true
  /// The standard error of the logit of a share over replicates, where it has one.
  var logitStandardError: Double?

  /// Returns the interval, or the reason why there is none.
  func interval(
    _ method: IntervalMethod, level: Double
  ) -> Result<ConfidenceInterval, ProportionIntervals.Reason> {
    if statistic.isShare {
      return ProportionIntervals(
        // Of a share of none or all the rounding is known; replicates that tell nothing leave any other share as it is.
        proportion: hasKnownVariance || abs(value - value.rounded()) > 1e-9 ? value : value.rounded(),
        standardError: standardError,
        degreesOfFreedom: Double(degreesOfFreedom),
        unweightedCount: unweightedCount, conventions: conventions, logitStandardError: logitStandardError
      ).interval(method, level: level)
    }
    guard !value.isNaN else {
      return .failure(ProportionIntervals.Reason(unweightedCount > 0 ? reasonForNoValue : .emptyDomain))
    }
    guard degreesOfFreedom > 0 else { return .failure(ProportionIntervals.Reason(.noDegreesOfFreedom)) }
    guard !standardError.isNaN else { return .failure(ProportionIntervals.Reason(.noStandardError)) }
    let t = StudentTDistribution(degreesOfFreedom: Double(degreesOfFreedom)).upperQuantile((1 - level) / 2)
    if method == .log {
      guard value > 0 else { return .failure(ProportionIntervals.Reason(.rateOfZero)) }
      guard hasKnownVariance else { return .failure(ProportionIntervals.Reason(.unknownVariance)) }
      let factor = exp(t * standardError / value)
      return .success(ConfidenceInterval(method: .log, level: level, lower: value / factor, upper: value * factor))
    }
    guard hasKnownVariance else { return .failure(ProportionIntervals.Reason(.unknownVariance)) }
    return .success(
      ConfidenceInterval(
        method: .wald, level: level, lower: value - t * standardError, upper: value + t * standardError))
  }

  private var reasonForNoValue: Diagnostic {
    switch statistic {
    case .ratio, .gini, .quintileShareRatio: .zeroDenominator
    case .variance, .covariance, .correlation, .alpha, .kappa: .noVariation
    default: .noStandardError
    }
  }
}

extension Result where Success == ConfidenceInterval, Failure == ProportionIntervals.Reason {
  /// Why there is no interval; nothing where there is one.
  var reasons: [Diagnostic] {
    if case .failure(let reason) = self { [reason.diagnostic] } else { [] }
  }
}
