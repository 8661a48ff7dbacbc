private import Foundation

/// Student's t distribution.
///
/// ```
/// P(|T| <= t) = I(x; 1 / 2, df / 2),  x = t^2 / (df + t^2), the regularised incomplete beta function
/// ```
///
/// With infinite degrees of freedom it is the standard normal distribution. R: `dt`, `pt`, `qt`.
public struct StudentTDistribution: ContinuousDistribution {
  /// The degrees of freedom, any positive number or infinity.
  public let degreesOfFreedom: Double
  private let beta: IncompleteBeta?

  /// From here on the first correction of the normal distribution is right to 1e-18, and lgamma(df / 2) runs out of
  /// digits.
  private static let nearlyNormal = 1e15

  /// Creates a distribution.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "a t distribution with \(degreesOfFreedom) degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
    beta = degreesOfFreedom < Self.nearlyNormal ? IncompleteBeta(a: 0.5, b: degreesOfFreedom / 2) : nil
  }

  /// Returns the density at a point.
  public func density(_ x: Double) -> Double {
    if x.isNaN { return x }
    let t = abs(x)
    if t == .infinity { return 0 }
    guard let beta else {
      let square = t * t
      let correction = (square * square - 2 * square - 1) / (4 * degreesOfFreedom)
      return t > 40 ? 0 : NormalDistribution().density(t) * (1 + correction)
    }
    // At zero, and so near to it that the square vanishes, the density is that at the top.
    let log = DoubleDouble.logarithm(of: max(t, 1e-100))
    return (beta.logPower(point(log)) - log).roundedExponential
  }

  /// Returns the probability of a value up to a point.
  public func cumulativeProbability(_ x: Double) -> Double { upperTailProbability(-x) }

  /// Returns the probability of a value above a point.
  public func upperTailProbability(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x == 0 { return 0.5 }
    let t = abs(x)
    if t == .infinity { return x > 0 ? 0 : 1 }
    guard let beta else {
      let normal = NormalDistribution()
      let correction = t > 40 ? 0 : normal.density(t) * (t * t * t + t) / (4 * degreesOfFreedom)
      return x > 0 ? normal.upperTailProbability(t) + correction : normal.cumulativeProbability(t) - correction
    }
    let tails = beta.tails(at: point(DoubleDouble.logarithm(of: t)))
    if x > 0 { return tails.upper.roundedExponential / 2 }
    return 0.5 + tails.lower.roundedExponential / 2
  }

  /// Returns the point with a given probability below it.
  public func quantile(_ p: Double) -> Double { p == 0.5 ? 0 : -upperQuantile(p) }

  /// Returns the point with a given probability above it.
  public func upperQuantile(_ p: Double) -> Double {
    if !(p >= 0 && p <= 1) { return .nan }
    if p == 0.5 { return 0 }
    // Both 1 - p and 0.5 - p are exact where they are used.
    if p > 0.5 { return -upperQuantile(1 - p) }
    if p == 0 { return .infinity }
    let z = NormalDistribution().upperQuantile(p)
    guard let beta else { return z + (z * z * z + z) / (4 * degreesOfFreedom) }
    // The search is for |T|: through its upper tail 2 p, or through the probability of being nearer to zero.
    let search =
      p < 0.25 ? QuantileSearch(tail: .upper, target: 2 * p) : QuantileSearch(tail: .lower, target: 1 - 2 * p)
    return search.point(near: roughQuantile(z, p)) { t in
      let point = point(DoubleDouble.logarithm(of: t))
      return (beta.tails(at: point), beta.logPower(point) + DoubleDouble.logarithmOfTwo)
    }
  }

  /// Wallace's normal approximation (1959), solved for t; far out the tail is nearly a power of t.
  private func roughQuantile(_ z: Double, _ p: Double) -> Double {
    let df = degreesOfFreedom
    let root = z * (8 * df + 3) / (8 * df + 1)
    let exponent = root * root / df
    if exponent > 20, let beta {
      return exp(min(log(df) / 2 + beta.roughLogOdds(QuantileSearch(tail: .upper, target: 2 * p)) / 2, 700))
    }
    return (df * expm1(exponent)).squareRoot()
  }

  private func point(_ log: DoubleDouble) -> UnitPoint {
    UnitPoint(logOdds: log.scaled(by: 2) - DoubleDouble.logarithm(of: degreesOfFreedom))
  }
}
