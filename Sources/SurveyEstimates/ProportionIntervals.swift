import Foundation
package import SurveyDesigns
internal import SurveyNumerics

/// Confidence intervals of a proportion p with standard error s and ν degrees of freedom, t = t_{ν,1−α/2}.
///
/// With L the logit and n* = p(1−p)/s² the effective count:
///
/// - logit: L(p) ± t·s/(p(1−p)), transformed back (R `svyciprop(method = "logit")`, and `"xlogit"` with the same ends);
///   from replicates L(p) ± t times the standard error of the logit over the replicates, as R `"logit"` has it, unless the
///   share is 0 or 1 in one of them; `xlogit` is the first form everywhere;
/// - arcsine: sin²(asin √p ± t·s/(2√(p(1−p)))), no further than 0 and 1 (R `"asin"`, which folds back there);
/// - Korn-Graubard: Clopper-Pearson on n* · (t_{n−1}/t_ν)² (Korn and Graubard 1998; R `"beta"` on the records with a
///   known value: R counts a record with a missing value in n only where `na.rm` drops it);
/// - Clopper-Pearson (1934) on n* as it is: the quantiles of Beta(n*p, n*(1−p)+1) and Beta(n*p+1, n*(1−p));
/// - Jeffreys on n*: the quantiles of Beta(n*p+½, n*(1−p)+½), 0 at p = 0 and 1 at p = 1 (Brown, Cai and DasGupta 2001);
/// - Wilson (1927): the score interval on n* with t (R 4.5 `"wilson"`);
/// - likelihood: where 2n*·(p log(p/q) + (1−p) log((1−p)/(1−q))) = t²·n/(n−1), solved (R `"likelihood"`, a spline
///   through the same curve that is off by about 1e-4: Rao and Scott's scaling, its dispersion found on n − 1);
/// - Wald: p ± t·s (R `"mean"`).
///
/// At p = 0 and p = 1 the standard error is 0 and says nothing. The methods that rest on it have no interval there; the
/// others take the number of records for n*.
package struct ProportionIntervals {
  package let proportion: Double
  let standardError: Double
  let degreesOfFreedom: Double
  /// The number of records with a known value.
  let unweightedCount: Int
  let conventions: Conventions
  /// The standard error of the logit over replicates, where it has one.
  let logitStandardError: Double?

  /// Describes an estimated proportion.
  package init(
    proportion: Double, standardError: Double, degreesOfFreedom: Double, unweightedCount: Int,
    conventions: Conventions = .r45, logitStandardError: Double? = nil
  ) {
    self.logitStandardError = logitStandardError
    self.proportion = proportion
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.unweightedCount = unweightedCount
    self.conventions = conventions
  }

  /// Returns the interval of a method, or the reason why there is none.
  package func interval(_ method: IntervalMethod, level: Double) -> Result<ConfidenceInterval, Reason> {
    guard !proportion.isNaN else { return .failure(Reason(.emptyDomain)) }
    guard degreesOfFreedom > 0 else { return .failure(Reason(.noDegreesOfFreedom)) }
    guard !standardError.isNaN else { return .failure(Reason(.noStandardError)) }
    let tail = (1 - level) / 2
    let t = StudentTDistribution(degreesOfFreedom: degreesOfFreedom).upperQuantile(tail)
    let ends: (Double, Double)
    switch method {
    case _ where ratioCount > Self.countOfNormalLimit:
      ends = (proportion - t * standardError, proportion + t * standardError)
    case .logit where isAtBoundary, .extendedLogit where isAtBoundary, .arcsine where isAtBoundary,
      .wald where isAtBoundary:
      return .failure(Reason(.shareAtBoundary(method)))
    case .logit: ends = logit(t, logitStandardError ?? standardErrorOfLogit)
    case .extendedLogit: ends = logit(t, standardErrorOfLogit)
    case .arcsine: ends = arcsine(t)
    case .wald: ends = (proportion - t * standardError, proportion + t * standardError)
    case .wilson: ends = wilson(t, tail: tail)
    case .likelihood: ends = (likelihoodEnd(t, towards: 0), likelihoodEnd(t, towards: 1))
    case .kornGraubard: ends = clopperPearson(countForDegreesOfFreedom(t, tail: tail), tail: tail)
    case .clopperPearson: ends = clopperPearson(effectiveCount, tail: tail)
    case .jeffreys: ends = jeffreys(tail: tail)
    case .woodruff, .woodruffLogit, .woodruffArcsine, .woodruffBeta, .score, .replicate, .log, .logLog,
      .penalizedProfile:
      preconditionFailure("the \(method.rawValue) interval is not of a share")
    }
    return .success(ConfidenceInterval(method: method, level: level, lower: ends.0, upper: ends.1))
  }

  /// Why there is no interval.
  package struct Reason: Error {
    /// The reason.
    package let diagnostic: Diagnostic
    /// Wraps a reason.
    package init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
  }

  private var isAtBoundary: Bool { proportion <= 0 || proportion >= 1 }

  /// n* = p(1−p)/s²; the number of records where the share is 0 or 1 and the standard error says nothing.
  private var effectiveCount: Double {
    isAtBoundary ? Double(unweightedCount) : capped(ratioCount)
  }

  /// p(1−p)/s², or the number of records where the share is 0 or 1.
  private var ratioCount: Double {
    isAtBoundary ? Double(unweightedCount) : proportion * (1 - proportion) / (standardError * standardError)
  }

  /// The effective count from which the ends p ± t·s of the normal limit are right to the last digit of p.
  ///
  /// No sample has as many: the share is known by design, in a census or from a calibration.
  private static let countOfNormalLimit = 1e15

  private var standardErrorOfLogit: Double { standardError / (proportion * (1 - proportion)) }

  private func logit(_ t: Double, _ standardErrorOfLogit: Double) -> (Double, Double) {
    let centre = log(proportion / (1 - proportion))
    let half = t * standardErrorOfLogit
    return (1 / (1 + exp(half - centre)), 1 / (1 + exp(-half - centre)))
  }

  private func arcsine(_ t: Double) -> (Double, Double) {
    let centre = asin(proportion.squareRoot())
    let half = t * standardError / (2 * (proportion * (1 - proportion)).squareRoot())
    let (lower, upper) = (sin(max(0, centre - half)), sin(min(.pi / 2, centre + half)))
    return (lower * lower, upper * upper)
  }

  private func wilson(_ quantile: Double, tail: Double) -> (Double, Double) {
    let isAdjusted = conventions.adjustsWilsonCount
    let n = isAdjusted ? countForDegreesOfFreedom(quantile, tail: tail) : effectiveCount
    let (t, p) = (isAdjusted ? NormalDistribution().upperQuantile(tail) : quantile, proportion)
    let centre = p + t * t / (2 * n)
    let half = t / (2 * n) * (4 * n * p * (1 - p) + t * t).squareRoot()
    let scale = 1 + t * t / n
    // At 0 and 1 the end is there; the formula comes within rounding of it.
    return (p <= 0 ? 0 : max(0, (centre - half) / scale), p >= 1 ? 1 : min(1, (centre + half) / scale))
  }

  private func countForDegreesOfFreedom(_ t: Double, tail: Double) -> Double {
    if isAtBoundary { return effectiveCount }
    let reference = StudentTDistribution(degreesOfFreedom: Double(max(unweightedCount - 1, 1))).upperQuantile(tail)
    return capped(ratioCount * (reference / t) * (reference / t))
  }

  /// No more than the number of records, where the conventions say so.
  private func capped(_ count: Double) -> Double {
    conventions.capsEffectiveCount ? min(count, Double(unweightedCount)) : count
  }

  private func clopperPearson(_ n: Double, tail: Double) -> (Double, Double) {
    let (hits, misses) = (n * proportion, n * (1 - proportion))
    return (
      proportion <= 0 ? 0 : BetaDistribution(alpha: hits, beta: misses + 1).quantile(tail),
      proportion >= 1 ? 1 : BetaDistribution(alpha: hits + 1, beta: misses).upperQuantile(tail)
    )
  }

  private func jeffreys(tail: Double) -> (Double, Double) {
    let posterior = BetaDistribution(
      alpha: effectiveCount * proportion + 0.5, beta: effectiveCount * (1 - proportion) + 0.5)
    return (proportion <= 0 ? 0 : posterior.quantile(tail), proportion >= 1 ? 1 : posterior.upperQuantile(tail))
  }

  /// The point between the proportion and a boundary where the deviance reaches its limit.
  private func likelihoodEnd(_ t: Double, towards boundary: Double) -> Double {
    if proportion == boundary { return boundary }
    let count = Double(unweightedCount)
    let limit = t * t / (2 * effectiveCount) * (count / (count - 1))
    func divergence(_ q: Double) -> Double {
      (proportion > 0 ? proportion * log(proportion / q) : 0)
        + (proportion < 1 ? (1 - proportion) * log((1 - proportion) / (1 - q)) : 0)
    }
    // The divergence grows from 0 at the proportion without end towards the boundary: halve until nothing is between.
    var (inside, outside) = (proportion, boundary)
    while true {
      let middle = inside + (outside - inside) / 2
      guard middle != inside, middle != outside else { return middle }
      if divergence(middle) < limit { inside = middle } else { outside = middle }
    }
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
      method: .wilson, level: level, lower: share <= 0 ? 0 : max(0, (centre - half) / scale),
      upper: share >= 1 ? 1 : min(1, (centre + half) / scale))
  }
}
