internal import Foundation

/// The regularised incomplete gamma function and its complement.
///
/// ```
/// P(a, x) = 1 / Gamma(a)  integral from 0 to x of t^(a-1) exp(-t) dt
/// ```
///
/// The power series (DLMF 8.11.4) below the mean and the continued fraction (DLMF 8.9.2) above it. The number of steps
/// grows with the square root of a.
struct IncompleteGamma {
  let a: Double
  private let logGamma: DoubleDouble

  init(a: Double) {
    self.a = a
    logGamma = DoubleDouble(a).logGamma
  }

  /// The logarithms of P and of 1 - P at x, given with its logarithm.
  func tails(at x: DoubleDouble, log: DoubleDouble) -> LogTails {
    let power = logPower(x, log: log)
    // For small x the fraction is slow, and one minus the series loses a few of the thirty digits only.
    if x.high <= max(a, 16) { return LogTails(lower: power + series(x).logarithm) }
    return LogTails(upper: power - fraction(x).logarithm)
  }

  /// The logarithm of the derivative with respect to log x, which is x^a exp(-x) / Gamma(a).
  func logPower(_ x: DoubleDouble, log: DoubleDouble) -> DoubleDouble {
    log * a - x - logGamma
  }

  /// The sum over n of x^n / (a (a + 1) up to (a + n)).
  private func series(_ x: DoubleDouble) -> DoubleDouble {
    var term = DoubleDouble(1) / a
    var sum = term
    var n = 1.0
    while term.high > 1e-31 * sum.high {
      term = term * x / DoubleDouble.sum(a, n)
      sum = sum + term
      n += 1
    }
    return sum
  }

  /// The denominator of x^a exp(-x) / Gamma(a) / (x + 1 - a - 1 (1-a) / (x + 3 - a - ...)), by the modified Lentz method.
  private func fraction(_ x: DoubleDouble) -> DoubleDouble {
    var term = x + 1 - a
    // Beyond this the later terms do not count, and reciprocals would lose their low parts to underflow.
    if x.high > 1e40 && x.high > 1e20 * a { return term }
    var value = term
    var numeratorRatio = value
    var denominatorRatio = DoubleDouble(0)
    var n = 1.0
    while true {
      let numerator = DoubleDouble.sum(a, -n) * n
      term = term + 2
      denominatorRatio = DoubleDouble(1) / (term + numerator * denominatorRatio)
      numeratorRatio = term + numerator / numeratorRatio
      let change = numeratorRatio * denominatorRatio
      value = value * change
      if !(abs((change - 1).high) > 1e-29) { return value }
      n += 1
    }
  }

  /// A rough point where a tail has a given value: the first term of the series where that is small, otherwise the
  /// normal approximation of the cube root (Wilson and Hilferty).
  func roughPoint(_ search: QuantileSearch) -> Double {
    let logTarget = log(search.target)
    if search.tail == .lower {
      let power = (logTarget + log(a) + logGamma.high) / a
      if power < log(a) - 1 { return exp(power) }
    }
    let z = NormalDistribution().quantile(search.target) * (search.tail == .lower ? 1 : -1)
    let root = 1 - 1 / (9 * a) + z / (3 * a.squareRoot())
    if root > 0.2 { return a * root * root * root }
    return search.tail == .lower ? a / 100 : max(a, -logTarget)
  }
}
