package import FoundationEssentials

/// A CSV file whose fields are kept as they are written, so that it can be written again with some of them changed.
package struct WrittenTable: Sendable {
  /// The name of the file, as messages give it.
  package let name: String
  /// The names of the columns.
  package let columns: [String]
  /// The fields of each record.
  package var rows: [[String]]
  /// The file as it stands on disk.
  package let source: DataSource
  private let delimiter: UInt8

  /// Reads a file.
  package init(_ file: FileBytes, format: TextFormat = .asStated) throws(MicrodataError) {
    let reading = try CSVReading(file, delimiter: nil, format: format)
    name = file.name
    columns = reading.header.names
    source = file.source
    delimiter = reading.delimiter
    rows = try reading.fields()
  }

  /// Returns the position of a column.
  package func position(of column: String) throws(MicrodataError) -> Int {
    guard let position = columns.firstIndex(of: column) else {
      throw .unknownColumn(column, nearest: nearestColumn(to: column, among: columns))
    }
    return position
  }

  /// The bytes of a file of these records with further columns after the others, in UTF-8.
  package func written(adding added: [(name: String, fields: [String])] = []) -> Data {
    var text: [UInt8] = []
    append(columns + added.map(\.name), to: &text)
    for (index, row) in rows.enumerated() { append(row + added.map { $0.fields[index] }, to: &text) }
    return Data(text)
  }

  private func append(_ fields: [String], to text: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { text.append(delimiter) }
      let bytes = Array(field.utf8)
      let special = [delimiter, CSVByte.quote, CSVByte.lineFeed, CSVByte.carriageReturn]
      guard bytes.contains(where: special.contains) else {
        text += bytes
        continue
      }
      text.append(CSVByte.quote)
      for byte in bytes { text += byte == CSVByte.quote ? [byte, byte] : [byte] }
      text.append(CSVByte.quote)
    }
    text.append(CSVByte.lineFeed)
  }
}

extension CSVReading {
  /// The fields of all records as texts.
  func fields() throws(MicrodataError) -> [[String]] {
    let bytes = file.contents.span
    var rows: [[String]] = []
    var position = header.recordsStart
    do throws(CSVFault) {
      while position < header.recordsEnd {
        let start = position
        var row: [String] = []
        row.reserveCapacity(header.names.count)
        repeat {
          row.append(
            try scanField(bytes, at: &position, end: header.recordsEnd, delimiter: delimiter).string(in: bytes))
        } while try passFieldEnd(bytes, at: &position, end: header.recordsEnd, delimiter: delimiter) == .delimiter
        guard row.count == header.names.count else {
          throw CSVFault(offset: start, problem: .raggedRecord(expected: header.names.count, found: row.count))
        }
        rows.append(row)
      }
    } catch {
      throw malformed(error, in: file, names: header.names)
    }
    return rows
  }
}
