/// What the text of a numeric field turned out to be.
enum DecimalNumber: Equatable {
  /// A finite number, the double nearest to the decimal.
  case finite(Double)
  /// A decimal whose whole part is above 2^53, where doubles no longer tell whole numbers apart.
  case longWhole(Double)
  /// Infinity, not-a-number, a hexadecimal number, or a decimal beyond the range of a double.
  case unusable
  /// Not a number.
  case text

  /// The largest number up to which a double holds every whole number.
  static let largestWhole: UInt64 = 1 << 53

  /// Reads a decimal or exponent notation: an optional sign, digits with an optional decimal mark, an optional exponent.
  init(_ text: [UInt8], decimalMark: UInt8 = CSVByte.point) {
    guard !text.isEmpty else {
      self = .text
      return
    }
    var scanner = DigitScanner(text: text)
    scanner.skipSign()
    let wholeStart = scanner.index
    let whole = scanner.skipDigits()
    let wholeDigits = text[wholeStart..<scanner.index].drop { $0 == CSVByte.zero }
    let fraction = scanner.skip(decimalMark) ? scanner.skipDigits() : 0
    var isDecimal = whole + fraction > 0
    var isLong = wholeDigits.count > 16
    if wholeDigits.count == 16 {
      isLong = wholeDigits.reduce(0) { $0 * 10 + UInt64($1 - CSVByte.zero) } > DecimalNumber.largestWhole
    }
    if isDecimal, scanner.skip(0x65) || scanner.skip(0x45) {
      isLong = false
      scanner.skipSign()
      isDecimal = scanner.skipDigits() > 0
    }
    guard isDecimal, scanner.isAtEnd else {
      self = isUnusableSpelling(text) ? .unusable : .text
      return
    }
    // The parser of the standard library rounds correctly and knows no locale.
    let pointed = decimalMark == CSVByte.point ? text : text.map { $0 == decimalMark ? CSVByte.point : $0 }
    let value = Double(String(decoding: pointed, as: UTF8.self)) ?? .infinity
    if isLong {
      self = .longWhole(min(max(value, -.greatestFiniteMagnitude), .greatestFiniteMagnitude))
    } else {
      self = value.isFinite ? .finite(value) : .unusable
    }
  }

  /// The nearest double, where there is a number.
  var value: Double? {
    switch self {
    case .finite(let value), .longWhole(let value): value
    case .unusable, .text: nil
    }
  }
}

private struct DigitScanner {
  let text: [UInt8]
  var index = 0

  var isAtEnd: Bool { index == text.count }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard index < text.count, text[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func skipSign() {
    if !skip(0x2D) { _ = skip(0x2B) }
  }

  mutating func skipDigits() -> Int {
    let start = index
    while index < text.count, text[index] &- 0x30 < 10 { index += 1 }
    return index - start
  }
}

/// Whether a text is how programs write infinity, not-a-number or a hexadecimal number.
private func isUnusableSpelling(_ text: [UInt8]) -> Bool {
  guard text.count < 64 else { return false }
  var word = String(decoding: text, as: UTF8.self).lowercased()
  if word.hasPrefix("-") || word.hasPrefix("+") { word.removeFirst() }
  if ["inf", "infinity", "nan"].contains(word) { return true }
  let digits = word.dropFirst(2)
  return word.hasPrefix("0x") && !digits.isEmpty && digits.allSatisfy(\.isHexDigit)
}

/// Reads digits with an optional minus sign and decimal mark, where the result is exact; returns nil otherwise, unmoved.
///
/// A whole number that begins with needless zeros is left to the caller, unless it takes them: 007 may be another
/// thing than 7.
///
/// Up to 2^53 the digits are a double without error, and so is 10^k up to k = 22: their quotient is then the double
/// nearest to the decimal (Clinger 1990, "How to read floating point numbers accurately").
@inline(__always)
func exactDecimal(
  _ bytes: Span<UInt8>, at position: inout Int, end: Int, delimiter: UInt8, decimalMark: UInt8,
  takesPadding: Bool = false
) -> Double? {
  var index = position
  guard index < end else { return nil }
  let isNegative = bytes[index] == 0x2D
  if isNegative { index += 1 }
  let digitsStart = index
  var mantissa: UInt64 = 0
  var digit: UInt8 = 0
  while index < end {
    digit = bytes[index] &- 0x30
    if digit > 9 { break }
    mantissa = mantissa &* 10 &+ UInt64(digit)
    index += 1
  }
  var digitCount = index - digitsStart
  if digitCount > 1, bytes[digitsStart] == CSVByte.zero, !takesPadding { return nil }
  var fractionCount = 0
  if index < end, digit == decimalMark &- 0x30 {
    index += 1
    let fractionStart = index
    while index < end {
      digit = bytes[index] &- 0x30
      if digit > 9 { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      index += 1
    }
    fractionCount = index - fractionStart
    digitCount += fractionCount
  }
  guard digitCount > 0, digitCount <= 18, mantissa <= DecimalNumber.largestWhole else { return nil }
  if index < end {
    let byte = bytes[index]
    guard byte == delimiter || byte == CSVByte.lineFeed || byte == CSVByte.carriageReturn else { return nil }
  }
  position = index
  let magnitude = fractionCount == 0 ? Double(mantissa) : Double(mantissa) / powersOfTen[fractionCount]
  return isNegative ? -magnitude : magnitude
}

private let powersOfTen: InlineArray<19, Double> = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
]
