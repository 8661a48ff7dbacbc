/// Texts of cells on their way to fields of CSV.
enum CellText {
  static let comma: UInt8 = 0x2C
  static let quote: UInt8 = 0x22
  static let lineFeed: UInt8 = 0x0A

  /// Appends a text as a field: in quotes where it needs them.
  static func append(_ text: [UInt8], to fields: inout [UInt8]) {
    guard text.contains(where: { $0 == comma || $0 == quote || $0 == lineFeed || $0 == 0x0D }) else {
      fields.append(contentsOf: text)
      return
    }
    fields.append(quote)
    for byte in text {
      if byte == quote { fields.append(quote) }
      fields.append(byte)
    }
    fields.append(quote)
  }

  /// Whether a text is a decimal number.
  static func isNumber(_ text: [UInt8], decimalMark: UInt8 = 0x2E) -> Bool {
    var index = 0
    func digits() -> Int {
      let start = index
      while index < text.count, text[index] &- 0x30 < 10 { index += 1 }
      return index - start
    }
    if index < text.count, text[index] == 0x2D || text[index] == 0x2B { index += 1 }
    var count = digits()
    if index < text.count, text[index] == decimalMark {
      index += 1
      count += digits()
    }
    if count > 0, index < text.count, text[index] | 0x20 == 0x65 {
      index += 1
      if index < text.count, text[index] == 0x2D || text[index] == 0x2B { index += 1 }
      count = digits()
    }
    return count > 0 && index == text.count
  }

  /// A text with the characters that XML has no place for, which workbooks write as `_x000D_`.
  static func unescaped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(0x5F) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if index + 7 <= text.count, text[index] == 0x5F, text[index + 1] == 0x78, text[index + 6] == 0x5F,
        let scalar = UInt32(String(decoding: text[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
          .flatMap(Unicode.Scalar.init), scalar.value != 0
      {
        result.append(contentsOf: Array(String(Character(scalar)).utf8))
        index += 7
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }
}
