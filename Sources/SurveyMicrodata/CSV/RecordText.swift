package import FoundationEssentials

/// The text of records as it was read, so that it can be written again with one column more.
///
/// Every other cell keeps its bytes: quotes, zeros, long digits, blanks and line ends.
package struct RecordText: Sendable {
  private let original: FileBytes
  private let decoded: FileBytes
  private let header: CSVHeader
  private let delimiter: UInt8
  private let encoding: TextEncoding
  private let decimalMark: UInt8

  /// Keeps the text of a file whose records were read by some rules.
  init(_ reading: CSVReading, rules: [ColumnRule]) {
    original = reading.original
    decoded = reading.file
    header = reading.header
    delimiter = reading.delimiter
    encoding = reading.encoding
    let marks = rules.compactMap { rule -> UInt8? in
      guard case .numbers(let number) = rule.kind, !number.isInteger else { return nil }
      return number.decimalMark
    }
    decimalMark = Set(marks) == [CSVByte.comma] ? CSVByte.comma : CSVByte.point
  }

  /// The text with a column of numbers after the others, as the bytes of a file; a number that is none is empty.
  package func adding(_ column: String, _ values: [Double]) throws(MicrodataError) -> Data {
    let bytes = decoded.contents.span
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + 20 * values.count)
    text.append(contentsOf: decoded.contents[..<header.namesEnd])
    text.append(delimiter)
    text += quotedWhereNeeded(column)
    // A header without a line end has no records after it.
    let lineEnd = decoded.contents[header.namesEnd..<header.recordsStart]
    text.append(contentsOf: lineEnd)
    var position = header.recordsStart
    for value in values {
      let start = position
      let end: Int
      do throws(CSVFault) {
        end = try passRecord(bytes, at: &position, end: header.recordsEnd, delimiter: delimiter)
      } catch {
        preconditionFailure("records that were read are malformed")
      }
      precondition(position > start || header.names.count == 1, "\(values.count) values for fewer records")
      text.append(contentsOf: decoded.contents[start..<end])
      text.append(delimiter)
      text += quotedWhereNeeded(number(value))
      text.append(contentsOf: position > end ? decoded.contents[end..<position] : lineEnd)
    }
    precondition(position == header.recordsEnd, "\(values.count) values for more records")
    guard let encoded = encoding.encoded(text, like: original.contents.span) else {
      throw .notWritable(column: column, encoding)
    }
    return Data(encoded)
  }

  /// The shortest decimal that reads back as the same value, whole numbers without a fraction.
  private func number(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    let text = Int(exactly: value).map { "\($0)" } ?? "\(value)"
    return decimalMark == CSVByte.point ? text : String(text.map { $0 == "." ? "," : $0 })
  }

  private func quotedWhereNeeded(_ field: String) -> [UInt8] {
    let bytes = Array(field.utf8)
    let special = [delimiter, CSVByte.quote, CSVByte.lineFeed, CSVByte.carriageReturn]
    guard bytes.contains(where: special.contains) else { return bytes }
    return [CSVByte.quote] + bytes.flatMap { $0 == CSVByte.quote ? [$0, $0] : [$0] } + [CSVByte.quote]
  }
}
