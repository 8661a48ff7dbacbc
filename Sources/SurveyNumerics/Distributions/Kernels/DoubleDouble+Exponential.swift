internal import Foundation

/// Exponentials with twice the digits.
extension DoubleDouble {
  static let logarithmOfTwo = DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56)
  static let halfLogarithmOfTwoPi = DoubleDouble(0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55)

  /// exp(x) - 1 for |x| up to one, with all its digits for small x too.
  ///
  /// The Taylor series at x / 512, doubled nine times by expm1(2 r) = 2 expm1(r) + expm1(r)^2.
  private static func smallExponentialMinusOne(_ x: DoubleDouble) -> DoubleDouble {
    let r = x.scaled(by: 0x1p-9)
    // Terms beyond the fifth power are below 1e-20 of the first, so their coefficients need one double.
    let tail = r.high * (1.0 / 720 + r.high * (1.0 / 5040 + r.high * (1.0 / 40320 + r.high * (1.0 / 362_880))))
    var p = DoubleDouble(1.0 / 120, 0x1.1111111111111p-63) + tail
    p = p * r + DoubleDouble(1.0 / 24, 0x1.5555555555555p-59)
    p = p * r + DoubleDouble(1.0 / 6, 0x1.5555555555555p-57)
    p = p * r + 0.5
    p = p * r * r + r
    for _ in 0..<9 { p = p.scaled(by: 2) + p * p }
    return p
  }

  /// The exponential as a fraction and a power of two.
  private func exponentialParts() -> (fraction: DoubleDouble, exponent: Int) {
    let k = (high / DoubleDouble.logarithmOfTwo.high).rounded()
    let fraction = Self.smallExponentialMinusOne(self - DoubleDouble.logarithmOfTwo * k) + 1
    return (fraction, Int(k))
  }

  /// exp(x), for results that are normal numbers.
  var exponential: DoubleDouble {
    let parts = exponentialParts()
    return parts.fraction.scaled(by: Double(sign: .plus, exponent: parts.exponent, significand: 1))
  }

  /// exp(x) rounded to a double, over the whole range of doubles.
  var roundedExponential: Double {
    if high < -800 { return 0 }
    if high > 800 { return .infinity }
    let parts = exponentialParts()
    return scalbn(parts.fraction.high, parts.exponent)
  }

  /// log(1 - exp(x)) for negative x.
  var logOneMinusExponential: DoubleDouble {
    if high < -800 { return DoubleDouble(0) }
    if high > -0.5 { return (-Self.smallExponentialMinusOne(self)).logarithm }
    return (-exponential + 1).logarithm
  }

  /// The natural logarithm of a positive number.
  ///
  /// One correction of the double's logarithm: y + d - d^2 / 2 with d = x exp(-y) - 1.
  var logarithm: DoubleDouble {
    if !(high > 0 && high < .infinity) { return DoubleDouble(log(high)) }
    var power = Int(high.exponent)
    if high.significand > 1.4142135623730951 { power += 1 }
    let fraction = DoubleDouble(scalbn(high, -power), scalbn(low, -power))
    let approximate = log(fraction.high)
    let d = fraction * DoubleDouble(-approximate).exponential - 1
    let correction = d - d.high * d.high / 2
    return Self.logarithmOfTwo * Double(power) + correction + approximate
  }

  /// The logarithm of a double.
  static func logarithm(of x: Double) -> DoubleDouble { DoubleDouble(x).logarithm }
}
