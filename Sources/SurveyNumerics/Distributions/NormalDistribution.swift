private import Foundation

/// The normal distribution.
///
/// ```
/// f(x) = exp(-z^2 / 2) / (s sqrt(2 pi)),  z = (x - mean) / s
/// ```
///
/// R: `dnorm`, `pnorm`, `qnorm`. The probability of an interval around the mean loses digits when x is close to a mean
/// that is not zero, because x - mean does.
public struct NormalDistribution: ContinuousDistribution, Hashable {
  /// The mean.
  public let mean: Double
  /// The standard deviation, above zero.
  public let standardDeviation: Double

  /// Creates a distribution, by default the standard one.
  public init(mean: Double = 0, standardDeviation: Double = 1) {
    precondition(standardDeviation > 0 && standardDeviation < .infinity, "a standard deviation of \(standardDeviation)")
    precondition(mean.isFinite, "a mean of \(mean)")
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Returns the density at a point.
  public func density(_ x: Double) -> Double {
    let z = standardized(x)
    return Self.standardDensity(z) / standardDeviation
  }

  /// Returns the probability of a value up to a point.
  public func cumulativeProbability(_ x: Double) -> Double { Self.upperTail(-standardized(x)) }

  /// Returns the probability of a value above a point.
  public func upperTailProbability(_ x: Double) -> Double { Self.upperTail(standardized(x)) }

  /// Returns the point with a given probability below it.
  public func quantile(_ p: Double) -> Double { mean + standardDeviation * Self.standardQuantile(p) }

  /// Returns the point with a given probability above it.
  public func upperQuantile(_ p: Double) -> Double { mean - standardDeviation * Self.standardQuantile(p) }

  private func standardized(_ x: Double) -> DoubleDouble {
    if mean == 0 && standardDeviation == 1 || !x.isFinite { return DoubleDouble(x) }
    return DoubleDouble.sum(x, -mean) / standardDeviation
  }

  private static func standardDensity(_ z: DoubleDouble) -> Double {
    if abs(z.high) > 40 { return 0 }
    let square = z * z
    // The rounding error of the square is up to 1e-13 of the result far out.
    return exp(-square.high / 2) * (1 - square.low / 2) * 0.398942280401432677939946059934
  }

  /// The upper tail from erfc, corrected for the rounding of z / sqrt(2), which erfc amplifies by z^2.
  private static func upperTail(_ z: DoubleDouble) -> Double {
    if !(abs(z.high) < 40) { return z.high.isNaN ? .nan : z.high > 0 ? 0 : 1 }
    let scaled = z * DoubleDouble(0x1.6a09e667f3bcdp-1, -0x1.bdd3413b26456p-55)
    let tail = erfc(scaled.high)
    let slope = 1.1283791670955126 * exp(-scaled.high * scaled.high)
    return (tail - slope * scaled.low) / 2
  }

  /// Wichura's rational approximations (1988), Applied Statistics 37:477, AS 241, right to 1e-16.
  private static func standardQuantile(_ p: Double) -> Double {
    if !(p >= 0 && p <= 1) { return .nan }
    let q = p - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q * ratio(r, central)
    }
    let tail = q < 0 ? p : 1 - p
    if tail == 0 { return q < 0 ? -.infinity : .infinity }
    // Not the system's logarithm, whose last bit differs between machines: random normal numbers come from here.
    let r = (-DoubleDouble.logarithm(of: tail).high).squareRoot()
    let size = r <= 5 ? ratio(r - 1.6, middle) : ratio(r - 5, far)
    return q < 0 ? -size : size
  }

  private static func ratio(_ r: Double, _ coefficients: [(Double, Double)]) -> Double {
    var numerator = 0.0
    var denominator = 0.0
    for (a, b) in coefficients {
      numerator = numerator * r + a
      denominator = denominator * r + b
    }
    return numerator / denominator
  }

  /// Coefficients of numerator and denominator, highest power first.
  private static let central: [(Double, Double)] = [
    (2509.0809287301226727, 5226.4952788528545610), (33430.575583588128105, 28729.085735721942674),
    (67265.770927008700853, 39307.895800092710610), (45921.953931549871457, 21213.794301586595867),
    (13731.693765509461125, 5394.1960214247511077), (1971.5909503065514427, 687.18700749205790830),
    (133.14166789178437745, 42.313330701600911252), (3.3871328727963666080, 1),
  ]
  private static let middle: [(Double, Double)] = [
    (7.74545014278341407640e-4, 1.05075007164441684324e-9), (2.27238449892691845833e-2, 5.47593808499534494600e-4),
    (2.41780725177450611770e-1, 1.51986665636164571966e-2), (1.27045825245236838258, 1.48103976427480074590e-1),
    (3.64784832476320460504, 6.89767334985100004550e-1), (5.76949722146069140550, 1.67638483018380384940),
    (4.63033784615654529590, 2.05319162663775882187), (1.42343711074968357734, 1),
  ]
  private static let far: [(Double, Double)] = [
    (2.01033439929228813265e-7, 2.04426310338993978564e-15), (2.71155556874348757815e-5, 1.42151175831644588870e-7),
    (1.24266094738807843860e-3, 1.84631831751005468180e-5), (2.65321895265761230930e-2, 7.86869131145613259100e-4),
    (2.96560571828504891230e-1, 1.48753612908506148525e-2), (1.78482653991729133580, 1.36929880922735805310e-1),
    (5.46378491116411436990, 5.99832206555887937690e-1), (6.65790464350110377720, 1),
  ]
}
