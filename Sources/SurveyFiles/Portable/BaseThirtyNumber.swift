/// A number of a portable file, N x 30^e with whole N and e, as the one double that is nearest to it.
///
/// Readers that add up digit by digit round at each of them: PSPP and R's foreign read 1/3 a unit in the last place too
/// large. Here the number is a ratio of whole numbers until it is rounded once.
struct BaseThirtyNumber {
  private var digits = WholeNumber()
  private var exponent = 0

  /// Adds a digit after the others.
  mutating func append(_ digit: UInt32, afterPoint: Bool) {
    digits.multiply(by: 30, adding: digit)
    if afterPoint { exponent -= 1 }
  }

  /// Moves the point.
  mutating func scale(by power: Int) { exponent += power }

  /// The nearest double, nil beyond the largest; ties go to the even one.
  var nearestDouble: Double? {
    if digits.isZero { return 0 }
    if let small = digits.exactDouble, (-10...0).contains(exponent) {
      // Both are exact, so that the division rounds once.
      return small / Double(power(30, -exponent))
    }
    var numerator = digits
    var denominator = WholeNumber(1)
    for _ in 0..<max(0, exponent) { numerator.multiply(by: 30, adding: 0) }
    for _ in 0..<max(0, -exponent) { denominator.multiply(by: 30, adding: 0) }
    // The quotient is to have 66 bits: more than a double with a bit to round by, whatever the remainder.
    let shift = 66 - (numerator.bitWidth - denominator.bitWidth)
    if shift > 0 { numerator.shiftLeft(shift) } else { denominator.shiftLeft(-shift) }
    var quotient: UInt64 = 0
    var hasRemainder = false
    var bits = 0
    // Long division: as many bits as fit into 63, and whether anything is left.
    var power = 67
    while power >= 0, bits < 63 {
      var part = denominator
      part.shiftLeft(power)
      let fits = !(numerator < part)
      if fits { numerator.subtract(part) }
      if bits > 0 || fits {
        quotient = quotient << 1 | (fits ? 1 : 0)
        bits += 1
      }
      power -= 1
    }
    hasRemainder = !numerator.isZero
    // The last bit tells that more follows, so that the one rounding below sees it.
    let value = Double(sign: .plus, exponent: 0, significand: rounded(quotient, hasRemainder))
    let result = Double(sign: .plus, exponent: power + 1 - shift, significand: value)
    return result.isFinite ? result : nil
  }

  private func rounded(_ quotient: UInt64, _ hasRemainder: Bool) -> Double {
    Double(hasRemainder ? quotient | 1 : quotient)
  }

  private func power(_ base: UInt64, _ exponent: Int) -> UInt64 {
    (0..<exponent).reduce(1) { value, _ in value * base }
  }
}

/// A whole number of any length, its parts of 32 bits from the lowest.
struct WholeNumber {
  private var parts: [UInt32] = []

  init(_ value: UInt32 = 0) { if value > 0 { parts = [value] } }

  var isZero: Bool { parts.isEmpty }

  /// The number of bits up to the highest that is set.
  var bitWidth: Int { parts.isEmpty ? 0 : parts.count * 32 - parts[parts.count - 1].leadingZeroBitCount }

  /// The number as a double, where it is below 2^53.
  var exactDouble: Double? {
    guard bitWidth <= 53 else { return nil }
    return Double(parts.reversed().reduce(UInt64(0)) { $0 << 32 | UInt64($1) })
  }

  mutating func multiply(by factor: UInt32, adding addend: UInt32) {
    var carry = UInt64(addend)
    for index in parts.indices {
      let product = UInt64(parts[index]) * UInt64(factor) + carry
      parts[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { parts.append(UInt32(carry)) }
  }

  mutating func shiftLeft(_ count: Int) {
    guard count > 0, !isZero else { return }
    let rest = UInt32(count % 32)
    if rest > 0 {
      var carry: UInt32 = 0
      for index in parts.indices {
        let part = parts[index]
        parts[index] = part << rest | carry
        carry = part >> (32 - rest)
      }
      if carry > 0 { parts.append(carry) }
    }
    parts.insert(contentsOf: Array(repeating: 0, count: count / 32), at: 0)
  }

  /// Takes away a number that is no larger.
  mutating func subtract(_ other: WholeNumber) {
    var borrow: Int64 = 0
    for index in parts.indices {
      let difference =
        Int64(parts[index]) - (index < other.parts.count ? Int64(other.parts[index]) : 0) - borrow
      borrow = difference < 0 ? 1 : 0
      parts[index] = UInt32(truncatingIfNeeded: difference)
    }
    while parts.last == 0 { parts.removeLast() }
  }

  static func < (one: WholeNumber, other: WholeNumber) -> Bool {
    guard one.parts.count == other.parts.count else { return one.parts.count < other.parts.count }
    return one.parts.reversed().lexicographicallyPrecedes(other.parts.reversed())
  }
}
