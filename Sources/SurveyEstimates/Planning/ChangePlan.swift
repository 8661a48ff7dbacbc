internal import SurveyNumerics

/// What the next wave must be to show a change of a share, or what change it can show.
///
/// A wave of n invited has n·a·b/deff effective answers in a domain of share b at response a. The change is tested
/// two-sidedly on
///
///     s² = p(1 − p)/m₁ + q(1 − q)/m₂ − 2ρ √(p(1 − p)q(1 − q)/(m₁m₂))
///
/// with m₁ and m₂ the effective counts and ρ the correlation of the two estimates, which units in both waves give. The
/// power is exact for an estimate that is normal around the change q − p and a test that takes s as known, or with
/// degrees of freedom, for one that estimates it: P(|T| > t), T noncentral t with q − p over s.
public struct ChangePlan: Sendable {
  /// The share at the earlier wave.
  public let share: Double
  /// The effective count behind it, `Estimate.effectiveCount`; infinite for a known share.
  public let earlierEffectiveCount: Double
  /// The design effect of the next wave.
  public let designEffect: Double
  /// The share of the invited who will answer.
  public let responseRate: Double
  /// The share of the domain among them.
  public let domainShare: Double
  /// The correlation of the estimates of the two waves.
  public let correlation: Double
  /// The level of the two-sided test.
  public let significance: Double
  /// The degrees of freedom of the test; infinite for a normal test.
  public let degreesOfFreedom: Double

  /// States a plan.
  public init(
    share: Double, earlierEffectiveCount: Double, designEffect: Double = 1, responseRate: Double = 1,
    domainShare: Double = 1, correlation: Double = 0, significance: Double = 0.05,
    degreesOfFreedom: Double = .infinity
  ) {
    precondition(share > 0 && share < 1, "a share of \(share)")
    precondition(earlierEffectiveCount > 0, "an effective count of \(earlierEffectiveCount)")
    precondition(designEffect > 0 && degreesOfFreedom > 0, "a design effect of \(designEffect) on \(degreesOfFreedom)")
    precondition(
      responseRate > 0 && responseRate <= 1 && domainShare > 0 && domainShare <= 1,
      "a response of \(responseRate) and a domain of \(domainShare)")
    precondition(correlation >= 0 && correlation < 1, "a correlation of \(correlation)")
    precondition(significance > 0 && significance < 1, "a level of \(significance)")
    self.share = share
    self.earlierEffectiveCount = earlierEffectiveCount
    self.designEffect = designEffect
    self.responseRate = responseRate
    self.domainShare = domainShare
    self.correlation = correlation
    self.significance = significance
    self.degreesOfFreedom = degreesOfFreedom
  }
}

extension ChangePlan {
  /// Returns the standard error of the difference with the earlier wave, if the share changes by so much.
  public func standardError(ofChange change: Double, sampleSize: Double) -> Double {
    let later = share + change
    precondition(later > 0 && later < 1, "a share of \(later)")
    precondition(sampleSize > 0, "a sample of \(sampleSize)")
    let effective = sampleSize * responseRate * domainShare / designEffect
    let (before, after) = (share * (1 - share) / earlierEffectiveCount, later * (1 - later) / effective)
    return (before + after - 2 * correlation * (before * after).squareRoot()).squareRoot()
  }

  /// Returns the probability that a change is found.
  public func power(toDetect change: Double, sampleSize: Double) -> Double {
    let distance = abs(change) / standardError(ofChange: change, sampleSize: sampleSize)
    guard degreesOfFreedom.isFinite else {
      let normal = NormalDistribution()
      let limit = normal.upperQuantile(significance / 2)
      return normal.upperTailProbability(limit - distance) + normal.upperTailProbability(limit + distance)
    }
    let limit = StudentTDistribution(degreesOfFreedom: degreesOfFreedom).upperQuantile(significance / 2)
    let t = NoncentralStudentT(degreesOfFreedom: degreesOfFreedom)
    return t.upperTailProbability(limit, noncentrality: distance)
      + t.upperTailProbability(limit, noncentrality: -distance)
  }

  /// Returns the smallest number of people to invite that finds a change with a power; nil where none does, because the
  /// earlier wave is too small.
  public func sampleSize(toDetect change: Double, power wanted: Double = 0.8) -> Int? {
    precondition(wanted > significance && wanted < 1, "a power of \(wanted)")
    let largest = largestUsefulSize(change)
    guard largest >= 1, power(toDetect: change, sampleSize: Double(largest)) >= wanted else { return nil }
    var (below, above) = (0, largest)
    while above - below > 1 {
      let middle = (below + above) / 2
      if power(toDetect: change, sampleSize: Double(middle)) >= wanted { above = middle } else { below = middle }
    }
    return above
  }

  /// The number of invited beyond which s grows again, because a correlation of ρ no longer fits waves of such unequal
  /// size: where √v₂ = ρ√v₁.
  private func largestUsefulSize(_ change: Double) -> Int {
    let later = share + change
    let effective =
      earlierEffectiveCount * later * (1 - later) / (share * (1 - share) * correlation * correlation)
    return Int(min(effective * designEffect / (responseRate * domainShare), 0x1p40))
  }

  /// Returns the smallest change that a sample finds with a power, above 0 for a rise and below it for a fall; nil where
  /// no share is far enough.
  public func minimumDetectableChange(sampleSize: Double, power wanted: Double = 0.8, isRise: Bool = true) -> Double? {
    precondition(wanted > significance && wanted < 1, "a power of \(wanted)")
    let furthest = (isRise ? 1 - share : share) * (1 - 1e-9)
    let isFound = { (size: Double) in power(toDetect: isRise ? size : -size, sampleSize: sampleSize) >= wanted }
    guard isFound(furthest) else { return nil }
    var (below, above) = (0.0, furthest)
    for _ in 0..<60 {
      let middle = (below + above) / 2
      if isFound(middle) { above = middle } else { below = middle }
    }
    return isRise ? above : -above
  }
}
