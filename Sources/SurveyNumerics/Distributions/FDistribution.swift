private import Foundation

/// The F distribution.
///
/// ```
/// P(F <= f) = I(x; d1 / 2, d2 / 2),  x = d1 f / (d1 f + d2), the regularised incomplete beta function
/// ```
///
/// With infinite denominator degrees of freedom it is a chi-squared variable divided by its degrees of freedom.
/// R: `df`, `pf`, `qf`.
public struct FDistribution: ContinuousDistribution {
  /// The degrees of freedom of the numerator, any positive number.
  public let numeratorDegreesOfFreedom: Double
  /// The degrees of freedom of the denominator, any positive number or infinity.
  public let denominatorDegreesOfFreedom: Double
  private let kernel: Kernel

  private enum Kernel {
    case beta(IncompleteBeta)
    case gamma(IncompleteGamma)
  }

  /// Creates a distribution.
  public init(numeratorDegreesOfFreedom d1: Double, denominatorDegreesOfFreedom d2: Double) {
    precondition(d1 > 0 && d1 < .infinity && d2 > 0, "an F distribution with \(d1) and \(d2) degrees of freedom")
    numeratorDegreesOfFreedom = d1
    denominatorDegreesOfFreedom = d2
    kernel = d2 == .infinity ? .gamma(IncompleteGamma(a: d1 / 2)) : .beta(IncompleteBeta(a: d1 / 2, b: d2 / 2))
  }

  /// Returns the density at a point.
  public func density(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < 0 || x == .infinity { return 0 }
    if x == 0 { return numeratorDegreesOfFreedom < 2 ? .infinity : numeratorDegreesOfFreedom == 2 ? 1 : 0 }
    return (evaluate(x).logDensity - DoubleDouble.logarithm(of: x)).roundedExponential
  }

  /// Returns the probability of a value up to a point.
  public func cumulativeProbability(_ x: Double) -> Double {
    x.isNaN ? x : tails(x).lower.roundedExponential
  }

  /// Returns the probability of a value above a point.
  public func upperTailProbability(_ x: Double) -> Double {
    x.isNaN ? x : tails(x).upper.roundedExponential
  }

  /// Returns the point with a given probability below it.
  public func quantile(_ p: Double) -> Double {
    p >= 0 && p <= 1 ? quantile(QuantileSearch(lowerTail: p)) : .nan
  }

  /// Returns the point with a given probability above it.
  public func upperQuantile(_ p: Double) -> Double {
    p >= 0 && p <= 1 ? quantile(QuantileSearch(upperTail: p)) : .nan
  }

  private func quantile(_ search: QuantileSearch) -> Double {
    let start =
      switch kernel {
      case .gamma(let gamma): gamma.roughPoint(search) / gamma.a
      case .beta(let beta): exp(min(max(beta.roughLogOdds(search) + log(beta.b / beta.a), -700), 700))
      }
    return search.point(near: start, evaluate)
  }

  private func tails(_ x: Double) -> LogTails {
    if x <= 0 { return .below }
    if x == .infinity { return .above }
    return evaluate(x).tails
  }

  /// The tails at a positive point, and the logarithm of the density with respect to log x.
  private func evaluate(_ x: Double) -> (tails: LogTails, logDensity: DoubleDouble) {
    switch kernel {
    case .gamma(let gamma):
      let scaled = DoubleDouble(x) * gamma.a
      let log = DoubleDouble.logarithm(of: x) + DoubleDouble.logarithm(of: gamma.a)
      return (gamma.tails(at: scaled, log: log), gamma.logPower(scaled, log: log))
    case .beta(let beta):
      let logOdds =
        DoubleDouble.logarithm(of: x) + DoubleDouble.logarithm(of: beta.a) - DoubleDouble.logarithm(of: beta.b)
      let point = UnitPoint(logOdds: logOdds)
      return (beta.tails(at: point), beta.logPower(point))
    }
  }
}
