internal import Foundation

/// The regularised incomplete beta function and its complement.
///
/// ```
/// I(x; a, b) = 1 / B(a, b)  integral from 0 to x of t^(a-1) (1-t)^(b-1) dt
/// ```
///
/// The continued fraction of DiDonato and Morris (1992), ACM TOMS 18:360, on the side of the mean where it converges
/// fast, or a power series near the ends, with the prefactor from logarithms. The number of steps grows with the square
/// root of the larger parameter.
struct IncompleteBeta {
  let a: Double
  let b: Double
  private let logBeta: DoubleDouble

  init(a: Double, b: Double) {
    self.a = a
    self.b = b
    logBeta = DoubleDouble.logBeta(a, b)
  }

  /// The logarithms of I and of 1 - I.
  func tails(at point: UnitPoint) -> LogTails {
    // The fraction converges fast up to the mean, and loses digits beyond it. The series has positive terms only; close
    // to an end of the interval it needs few of them, beyond the mean too, where one minus the sum loses up to seven of
    // the thirty digits.
    let scale = a + b
    if point.x.high < 0.5 {
      if point.x.high * scale < 16 { return LogTails(lower: logPower(point) + series(a, point.x).logarithm) }
    } else if point.complement.high * scale < 16 {
      return LogTails(upper: logPower(point) + series(b, point.complement).logarithm)
    }
    if point.x.high <= (a + 1) / (scale + 2) {
      return LogTails(lower: logPower(point) - fraction(a, b, point.x).logarithm)
    }
    return LogTails(upper: logPower(point) - fraction(b, a, point.complement).logarithm)
  }

  /// The logarithm of the derivative with respect to log x / (1 - x), which is x^a (1 - x)^b / B.
  func logPower(_ point: UnitPoint) -> DoubleDouble {
    point.logX * a + point.logComplement * b - logBeta
  }

  /// The sum S of I = x^a (1-x)^b S / B (DLMF 8.17.8), for the first shape a.
  private func series(_ first: Double, _ x: DoubleDouble) -> DoubleDouble {
    let sum = DoubleDouble.sum(a, b)
    var term = DoubleDouble(1) / first
    var total = term
    var n = 1.0
    while true {
      let ratio = (sum + (n - 1)) * x / DoubleDouble.sum(first, n)
      term = term * ratio
      total = total + term
      if !(term.high > 1e-31 * total.high || ratio.high > 0.9) { return total }
      n += 1
    }
  }

  /// The denominator K of I = x^a (1-x)^b / (B K), by the modified Lentz method.
  private func fraction(_ a: Double, _ b: Double, _ x: DoubleDouble) -> DoubleDouble {
    let sum = DoubleDouble.sum(a, b)
    let lambda = DoubleDouble(a) - sum * x
    let square = x * x
    let two = -x + 2
    func denominator(_ n: Double) -> DoubleDouble {
      let odd = DoubleDouble.sum(a, 2 * n)
      var result = DoubleDouble.sum(a, n) * (lambda + 1 + two * n) / (odd + 1)
      if n > 0 { result = result + x * (DoubleDouble.sum(b, -n) * n) / (odd - 1) }
      return result + n
    }
    var value = denominator(0)
    var numeratorRatio = value
    var denominatorRatio = DoubleDouble(0)
    var n = 1.0
    while true {
      let odd = DoubleDouble.sum(a, 2 * n) - 1
      let numerator =
        DoubleDouble.sum(a, n - 1) * (sum + (n - 1)) * (DoubleDouble.sum(b, -n) * n) * square / (odd * odd)
      let term = denominator(n)
      denominatorRatio = DoubleDouble(1) / (term + numerator * denominatorRatio)
      numeratorRatio = term + numerator / numeratorRatio
      let change = numeratorRatio * denominatorRatio
      value = value * change
      if !(abs((change - 1).high) > 1e-29) { return value }
      n += 1
    }
  }

  /// A rough point, as log x / (1 - x), where a tail has a given value: the logit is nearly normal unless a parameter is
  /// small, and then the tail nearly is a power.
  func roughLogOdds(_ search: QuantileSearch) -> Double {
    let logTarget = log(search.target)
    let power =
      search.tail == .lower
      ? (logTarget + log(a) + logBeta.high) / a : -(logTarget + log(b) + logBeta.high) / b
    if search.tail == .lower ? power < -2 && a < 2 : power > 2 && b < 2 { return power }
    let z = NormalDistribution().quantile(search.target)
    return log(a / b) + (search.tail == .lower ? z : -z) * (1 / a + 1 / b).squareRoot()
  }
}
