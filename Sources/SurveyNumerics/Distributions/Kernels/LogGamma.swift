/// The logarithm of the gamma function with twice the digits.
extension DoubleDouble {
  /// Numerators and denominators of B(2k) / (2k (2k - 1)), the coefficients of Stirling's series.
  private static let stirling: [DoubleDouble] = [
    (1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510), (43_867, 798),
    (-174_611, 330), (854_513, 138), (-236_364_091, 2730), (8_553_103, 6), (-23_749_461_029, 870),
    (8_615_841_276_005, 14_322),
  ].enumerated().map { index, bernoulli in
    let twoK = Double(2 * index + 2)
    return DoubleDouble(bernoulli.0) / (bernoulli.1 * twoK * (twoK - 1))
  }

  /// The logarithm of the gamma function of a positive number, within 1e-31 of its own size or of one.
  ///
  /// Stirling's series from 30 on, and the recurrence below.
  var logGamma: DoubleDouble {
    var z = self
    var product = DoubleDouble(1)
    while z.high < 30 {
      product = product * z
      z = z + 1
    }
    let reciprocal = DoubleDouble(1) / z
    let square = reciprocal * reciprocal
    var series = DoubleDouble(0)
    for coefficient in Self.stirling.reversed() { series = series * square + coefficient }
    let logarithm = z.logarithm
    let main = (z - 0.5) * logarithm - z + Self.halfLogarithmOfTwoPi + series * reciprocal
    return product.high == 1 ? main : main - product.logarithm
  }

  /// The logarithm of the beta function of two positive numbers.
  static func logBeta(_ a: Double, _ b: Double) -> DoubleDouble {
    DoubleDouble(a).logGamma + DoubleDouble(b).logGamma - sum(a, b).logGamma
  }
}
