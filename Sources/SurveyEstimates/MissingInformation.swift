/// How much less is known about a number because values were imputed, and the degrees of freedom that are left.
///
/// With Ū the mean variance within m completed datasets, B the variance between their estimates and ν the degrees of
/// freedom that complete records would have:
///
/// ```
/// T = Ū + (1 + 1/m) B      r = (1 + 1/m) B / Ū      λ = (1 + 1/m) B / T
/// 1/df = λ²/(m − 1) + (ν + 3)/(ν (ν + 1) (1 − λ))      γ = (r + 2/(df + 3))/(r + 1)
/// ```
///
/// (Rubin 1987, chapter 3; Barnard and Rubin 1999.) R `mice::pool.scalar`. Without any variance between, nothing is
/// missing that the number depends on: df is ν and γ is 0, where the formulas would leave fewer degrees of freedom.
public struct MissingInformation: Sendable, Hashable {
  /// The relative increase of the variance because of missing values, r.
  public let relativeIncrease: Double
  /// The fraction of missing information, γ.
  public let fraction: Double
  /// The degrees of freedom of intervals and tests, not a whole number in general.
  public let degreesOfFreedom: Double

  /// Nothing is missing: the degrees of freedom are those of complete records.
  package init(nothingOf completeDegreesOfFreedom: Double) {
    self.init(relativeIncrease: 0, fraction: 0, degreesOfFreedom: completeDegreesOfFreedom)
  }

  package init(within: Double, between: Double, imputationCount: Int, completeDegreesOfFreedom: Double) {
    guard between != 0 else {
      self.init(nothingOf: completeDegreesOfFreedom)
      return
    }
    let m = Double(imputationCount)
    let added = (1 + 1 / m) * between
    let share = added / (within + added)
    let nu = completeDegreesOfFreedom
    let ofImputation = share * share / (m - 1)
    let ofObservation = nu.isInfinite ? 0 : (nu + 3) / (nu * (nu + 1) * (1 - share))
    let relativeIncrease = added / within
    let degreesOfFreedom = 1 / (ofImputation + ofObservation)
    self.init(
      relativeIncrease: relativeIncrease,
      fraction: relativeIncrease.isInfinite
        ? 1 : (relativeIncrease + 2 / (degreesOfFreedom + 3)) / (relativeIncrease + 1),
      degreesOfFreedom: degreesOfFreedom)
  }

  private init(relativeIncrease: Double, fraction: Double, degreesOfFreedom: Double) {
    self.relativeIncrease = relativeIncrease
    self.fraction = fraction
    self.degreesOfFreedom = degreesOfFreedom
  }
}
