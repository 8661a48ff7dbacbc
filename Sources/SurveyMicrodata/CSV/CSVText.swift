/// Where a field's text stands: in the file, or apart where doubled quotes had to be undone.
struct FieldText {
  /// The place of the text in the file.
  var start: Int
  var count: Int
  /// The text where it differs from the bytes in the file.
  var unescaped: [UInt8]?
  /// Whether the field was written in quotes.
  var isQuoted: Bool
}

/// The bytes that have a meaning in CSV.
enum CSVByte {
  static let quote: UInt8 = 0x22
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let comma: UInt8 = 0x2C
  static let semicolon: UInt8 = 0x3B
  static let tab: UInt8 = 0x09
  static let pipe: UInt8 = 0x7C
  static let point: UInt8 = 0x2E
  static let zero: UInt8 = 0x30
}

/// Reads the field that begins at `position` and moves to the delimiter or line end that closes it.
@inline(__always)
func scanField(
  _ bytes: Span<UInt8>, at position: inout Int, end: Int, delimiter: UInt8
) throws(CSVFault) -> FieldText {
  let start = position
  if start < end, bytes[start] == CSVByte.quote {
    return try scanQuotedField(bytes, at: &position, end: end, delimiter: delimiter)
  }
  var index = start
  while index < end {
    let byte = bytes[index]
    if byte == delimiter || byte == CSVByte.lineFeed || byte == CSVByte.carriageReturn { break }
    if byte == CSVByte.quote { throw CSVFault(offset: index, problem: .quoteInsideField) }
    index += 1
  }
  position = index
  return FieldText(start: start, count: index - start, unescaped: nil, isQuoted: false)
}

@inline(never)
private func scanQuotedField(
  _ bytes: Span<UInt8>, at position: inout Int, end: Int, delimiter: UInt8
) throws(CSVFault) -> FieldText {
  let start = position + 1
  var index = start
  var unescaped: [UInt8]?
  while true {
    guard index < end else { throw CSVFault(offset: position, problem: .unclosedQuote) }
    let byte = bytes[index]
    if byte == CSVByte.quote {
      guard index + 1 < end, bytes[index + 1] == CSVByte.quote else { break }
      if unescaped == nil {
        unescaped = []
        for earlier in start..<index { unescaped?.append(bytes[earlier]) }
      }
      unescaped?.append(CSVByte.quote)
      index += 2
    } else {
      unescaped?.append(byte)
      index += 1
    }
  }
  let text = FieldText(start: start, count: index - start, unescaped: unescaped, isQuoted: true)
  index += 1
  if index < end {
    let next = bytes[index]
    guard next == delimiter || next == CSVByte.lineFeed || next == CSVByte.carriageReturn else {
      throw CSVFault(offset: index, problem: .textAfterQuote)
    }
  }
  position = index
  return text
}

/// What ends a field.
enum FieldEnd {
  case delimiter
  case record
}

/// Moves past the delimiter or line end at `position`.
@inline(__always)
func passFieldEnd(
  _ bytes: Span<UInt8>, at position: inout Int, end: Int, delimiter: UInt8
) throws(CSVFault) -> FieldEnd {
  guard position < end else { return .record }
  let byte = bytes[position]
  if byte == delimiter {
    position += 1
    return .delimiter
  }
  if byte == CSVByte.lineFeed {
    position += 1
    return .record
  }
  guard position + 1 < end, bytes[position + 1] == CSVByte.lineFeed else {
    throw CSVFault(offset: position, problem: .loneCarriageReturn)
  }
  position += 2
  return .record
}

/// Moves past all fields of a record and its line end; returns where its last field ends.
@discardableResult
func passRecord(
  _ bytes: Span<UInt8>, at position: inout Int, end: Int, delimiter: UInt8
) throws(CSVFault) -> Int {
  while true {
    _ = try scanField(bytes, at: &position, end: end, delimiter: delimiter)
    let fieldEnd = position
    if try passFieldEnd(bytes, at: &position, end: end, delimiter: delimiter) == .record { return fieldEnd }
  }
}

extension FieldText {
  /// The field as a string, or the fault that its bytes are not text.
  func string(in bytes: Span<UInt8>) throws(CSVFault) -> String {
    if let unescaped { return try text(unescaped.span, from: 0, count: unescaped.count, offset: start) }
    return try text(bytes, from: start, count: count, offset: start)
  }
}

/// Returns bytes as a string, or the fault that they are not text; `offset` is where the field stands in the file.
func text(_ bytes: Span<UInt8>, from start: Int, count: Int, offset: Int) throws(CSVFault) -> String {
  for index in start..<(start + count) where bytes[index] == 0 {
    throw CSVFault(offset: offset + index - start, problem: .nulByte)
  }
  guard let text = validatedText(bytes, from: start, count: count) else {
    throw CSVFault(offset: offset, problem: .invalidUTF8)
  }
  return text
}
