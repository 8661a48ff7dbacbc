/// The chi-squared distribution.
///
/// ```
/// P(X <= x) = P(k / 2, x / 2), the regularised incomplete gamma function
/// ```
///
/// R: `dchisq`, `pchisq`, `qchisq`.
public struct ChiSquaredDistribution: ContinuousDistribution {
  /// The degrees of freedom, any positive number.
  public let degreesOfFreedom: Double
  private let gamma: IncompleteGamma

  /// Creates a distribution.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom < .infinity,
      "a chi-squared distribution with \(degreesOfFreedom) degrees")
    self.degreesOfFreedom = degreesOfFreedom
    gamma = IncompleteGamma(a: degreesOfFreedom / 2)
  }

  /// Returns the density at a point.
  public func density(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < 0 || x == .infinity { return 0 }
    if x == 0 { return degreesOfFreedom < 2 ? .infinity : degreesOfFreedom == 2 ? 0.5 : 0 }
    let (half, log) = halved(x)
    return (gamma.logPower(half, log: log) - log - DoubleDouble.logarithmOfTwo).roundedExponential
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
    search.point(near: 2 * gamma.roughPoint(search)) { x in
      let (half, log) = halved(x)
      return (gamma.tails(at: half, log: log), gamma.logPower(half, log: log))
    }
  }

  private func tails(_ x: Double) -> LogTails {
    if x <= 0 { return .below }
    if x == .infinity { return .above }
    let (half, log) = halved(x)
    return gamma.tails(at: half, log: log)
  }

  /// Half of a positive number and the logarithm of the half, which is finite even if the half is too small for a double.
  private func halved(_ x: Double) -> (half: DoubleDouble, log: DoubleDouble) {
    (DoubleDouble(x).scaled(by: 0.5), DoubleDouble.logarithm(of: x) - DoubleDouble.logarithmOfTwo)
  }
}
