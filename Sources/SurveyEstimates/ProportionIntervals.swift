import Foundation
internal import SurveyNumerics

/// Confidence intervals of a proportion p with standard error s and ν degrees of freedom.
///
/// - logit: logit(p) ± t·s/(p(1−p)), transformed back (R `svyciprop(method = "logit")`);
/// - Korn-Graubard: Clopper-Pearson on n* = p(1−p)/s² · (t_{n−1}/t_ν)² (R `method = "beta"` on
///   the records with a known value: R counts a record with a missing value in n only where `na.rm` drops it);
/// - Wilson: the score interval on n* = p(1−p)/s² with t_ν (R 4.5 `method = "wilson"`);
/// - Wald: p ± t·s (R `method = "mean"`).
struct ProportionIntervals {
  let proportion: Double
  let standardError: Double
  let degreesOfFreedom: Int
  /// The number of records with a known value.
  let unweightedCount: Int

  func interval(_ method: IntervalMethod, level: Double) -> Result<ConfidenceInterval, Reason> {
    guard !proportion.isNaN else { return .failure(Reason(.emptyDomain)) }
    guard degreesOfFreedom > 0 else { return .failure(Reason(.noDegreesOfFreedom)) }
    guard !standardError.isNaN else { return .failure(Reason(.noStandardError)) }
    let t = StudentTDistribution(degreesOfFreedom: Double(degreesOfFreedom)).upperQuantile((1 - level) / 2)
    let isAtBoundary = proportion <= 0 || proportion >= 1
    let ends: (Double, Double)
    switch method {
    case .logit where isAtBoundary, .wald where isAtBoundary, .woodruff:
      return .failure(Reason(.shareAtBoundary(method)))
    case .logit: ends = logit(t)
    case .wald: ends = (proportion - t * standardError, proportion + t * standardError)
    case .wilson: ends = wilson(t)
    case .kornGraubard: ends = kornGraubard(t, level: level)
    }
    return .success(ConfidenceInterval(method: method, level: level, lower: ends.0, upper: ends.1))
  }

  /// Why there is no interval.
  struct Reason: Error {
    let diagnostic: Diagnostic
    init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
  }

  /// n* = p(1−p)/s²; the number of records where the share is 0 or 1 and the standard error says nothing.
  ///
  /// Infinite where the standard error is 0: the share is known by design, in a census or from a calibration.
  private var effectiveCount: Double {
    let spread = proportion * (1 - proportion)
    return spread > 0 ? spread / (standardError * standardError) : Double(unweightedCount)
  }

  /// The effective count from which the ends p ± k·s of the normal limit are right to the last digit of p.
  private static let countOfNormalLimit = 1e15

  private func logit(_ t: Double) -> (Double, Double) {
    let centre = log(proportion / (1 - proportion))
    let half = t * standardError / (proportion * (1 - proportion))
    return (1 / (1 + exp(half - centre)), 1 / (1 + exp(-half - centre)))
  }

  private func wilson(_ t: Double) -> (Double, Double) {
    let (n, p) = (effectiveCount, proportion)
    if n > Self.countOfNormalLimit { return (p - t * standardError, p + t * standardError) }
    let centre = p + t * t / (2 * n)
    let half = t / (2 * n) * (4 * n * p * (1 - p) + t * t).squareRoot()
    let scale = 1 + t * t / n
    return (max(0, (centre - half) / scale), min(1, (centre + half) / scale))
  }

  private func kornGraubard(_ t: Double, level: Double) -> (Double, Double) {
    let tail = (1 - level) / 2
    let reference = StudentTDistribution(degreesOfFreedom: Double(max(unweightedCount - 1, 1))).upperQuantile(tail)
    let isAtBoundary = proportion <= 0 || proportion >= 1
    if effectiveCount > Self.countOfNormalLimit {
      let half = NormalDistribution().upperQuantile(tail) * standardError * t / reference
      return (proportion - half, proportion + half)
    }
    let n = isAtBoundary ? effectiveCount : effectiveCount * (reference / t) * (reference / t)
    let (hits, misses) = (n * proportion, n * (1 - proportion))
    return (
      proportion <= 0 ? 0 : BetaDistribution(alpha: hits, beta: misses + 1).quantile(tail),
      proportion >= 1 ? 1 : BetaDistribution(alpha: hits + 1, beta: misses).upperQuantile(tail)
    )
  }
}

extension ConfidenceInterval {
  /// Wilson's interval of a share in a simple random sample (Wilson 1927), for counts that come without records.
  public static func wilson(share: Double, count: Double, level: Double = 0.95) -> ConfidenceInterval {
    precondition(count > 0 && share >= 0 && share <= 1, "a share of \(share) among \(count)")
    let z = NormalDistribution().upperQuantile((1 - level) / 2)
    let centre = share + z * z / (2 * count)
    let half = z / (2 * count) * (4 * count * share * (1 - share) + z * z).squareRoot()
    let scale = 1 + z * z / count
    return ConfidenceInterval(
      method: .wilson, level: level, lower: max(0, (centre - half) / scale), upper: min(1, (centre + half) / scale))
  }
}
