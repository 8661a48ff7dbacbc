/// The shortest decimal number that reads back as a given floating-point number, digit by digit.
///
/// Rounding these digits, not the binary value, is what a reader expects: 0.285 rounds to 0.29 although the binary
/// number nearest to 0.285 lies below it. Percentages move the point by two places, so no multiplication can add
/// an error of its own.
struct ShortestDecimal {
  /// Whether the number is below zero.
  let isNegative: Bool
  /// The significant digits, most significant first; empty for zero.
  let digits: [UInt8]
  /// The place of the decimal point: the number is 0.d₁d₂d₃… times ten to this power.
  let exponent: Int

  /// Reads the digits of a finite number.
  init(_ value: Double) {
    precondition(value.isFinite, "A decimal text was asked of \(value).")
    var digits: [UInt8] = []
    var integerDigits: Int?
    var power = 0
    let parts = "\(value.magnitude)".utf8.split(separator: UInt8(ascii: "e"))
    for byte in parts[0] {
      if byte == UInt8(ascii: ".") {
        integerDigits = digits.count
      } else {
        digits.append(byte - UInt8(ascii: "0"))
      }
    }
    if parts.count > 1 { power = Int(String(Substring(parts[1]))) ?? 0 }
    let leadingZeros = digits.prefix { $0 == 0 }.count
    self.isNegative = value < 0
    self.exponent = (integerDigits ?? digits.count) - leadingZeros + power
    self.digits = Array(digits.dropFirst(leadingZeros))
  }

  /// Rounds half away from zero, after moving the point to the right.
  ///
  /// The sign is false when every digit that is left is zero, so that no "-0" can be printed.
  func rounded(decimals: Int, movingPointBy places: Int = 0) -> (isNegative: Bool, whole: [UInt8], fraction: [UInt8]) {
    precondition(decimals >= 0, "A number of decimals is zero or more, not \(decimals).")
    let kept = exponent + places + decimals
    var result: [UInt8] = []
    if kept > 0 {
      result = Array(digits.prefix(kept)) + [UInt8](repeating: 0, count: max(0, kept - digits.count))
    }
    if kept >= 0, kept < digits.count, digits[kept] >= 5 {
      var place = result.count - 1
      while place >= 0, result[place] == 9 {
        result[place] = 0
        place -= 1
      }
      if place >= 0 { result[place] += 1 } else { result.insert(1, at: 0) }
    }
    let padding = max(0, decimals + 1 - result.count)
    result.insert(contentsOf: [UInt8](repeating: 0, count: padding), at: 0)
    let isZero = result.allSatisfy { $0 == 0 }
    return (
      isNegative && !isZero, Array(result.dropLast(decimals).isEmpty ? [0] : result.dropLast(decimals)),
      Array(result.suffix(decimals))
    )
  }
}
