private import Foundation

/// The beta distribution.
///
/// ```
/// f(x) = x^(alpha - 1) (1 - x)^(beta - 1) / B(alpha, beta),  0 < x < 1
/// ```
///
/// R: `dbeta`, `pbeta`, `qbeta`.
public struct BetaDistribution: ContinuousDistribution {
  /// The first shape, any positive number.
  public let alpha: Double
  /// The second shape, any positive number.
  public let beta: Double
  private let function: IncompleteBeta

  /// Creates a distribution.
  public init(alpha: Double, beta: Double) {
    precondition(
      alpha > 0 && beta > 0 && alpha < .infinity && beta < .infinity, "a beta distribution of \(alpha) and \(beta)")
    self.alpha = alpha
    self.beta = beta
    function = IncompleteBeta(a: alpha, b: beta)
  }

  /// Returns the density at a point.
  public func density(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < 0 || x > 1 { return 0 }
    if x == 0 { return alpha < 1 ? .infinity : alpha == 1 ? beta : 0 }
    if x == 1 { return beta < 1 ? .infinity : beta == 1 ? alpha : 0 }
    let point = UnitPoint(x)
    return (function.logPower(point) - point.logX - point.logComplement).roundedExponential
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

  /// Searches for x, or for 1 - x if that is the smaller: near one x itself has no relative digits left to search in.
  private func quantile(_ search: QuantileSearch) -> Double {
    if search.target == 0 { return search.tail == .lower ? 0 : 1 }
    let tails = function.tails(at: UnitPoint(0.5))
    let atHalf = search.tail == .lower ? tails.lower : tails.upper
    let isAbove = (atHalf.high < log(search.target)) == (search.tail == .lower)
    let rough = function.roughLogOdds(search)
    if isAbove { return 1 - smallQuantile(search.reversed, IncompleteBeta(a: beta, b: alpha), -rough) }
    return smallQuantile(search, function, rough)
  }

  /// The quantile where it is at most one half.
  private func smallQuantile(_ search: QuantileSearch, _ function: IncompleteBeta, _ rough: Double) -> Double {
    search.point(near: rough < -1 ? exp(rough) : 0.3) { x in
      // The search may step beyond one, where its bracket sends it back.
      if x >= 1 { return (.above, DoubleDouble(-.infinity)) }
      let point = UnitPoint(x)
      return (function.tails(at: point), function.logPower(point) - point.logComplement)
    }
  }

  private func tails(_ x: Double) -> LogTails {
    if x <= 0 { return .below }
    if x >= 1 { return .above }
    return function.tails(at: UnitPoint(x))
  }
}
