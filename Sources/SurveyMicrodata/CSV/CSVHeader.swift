/// The first record of a CSV file: the names of its columns, and where the records begin.
struct CSVHeader {
  let names: [String]
  /// The first byte after the last name.
  let namesEnd: Int
  /// The first byte after the header's line.
  let recordsStart: Int
  /// The end of the last record: empty lines at the end of the file stand for nothing.
  let recordsEnd: Int

  init(_ bytes: Span<UInt8>, delimiter: UInt8) throws(CSVFault) {
    var position = startsWithByteOrderMark(bytes) ? 3 : 0
    var names: [String] = []
    var firstField: [String: Int] = [:]
    var namesEnd = position
    repeat {
      let offset = position
      do throws(CSVFault) {
        let field = try scanField(bytes, at: &position, end: bytes.count, delimiter: delimiter)
        let name = try field.string(in: bytes)
        guard !name.isEmpty else { throw CSVFault(offset: offset, problem: .emptyName) }
        if let first = firstField.updateValue(names.count, forKey: name) {
          throw CSVFault(offset: offset, problem: .duplicateName(firstField: first + 1))
        }
        names.append(name)
        namesEnd = position
      } catch {
        throw CSVFault(offset: error.offset, field: names.count, problem: error.problem)
      }
    } while try passFieldEnd(bytes, at: &position, end: bytes.count, delimiter: delimiter) == .delimiter

    var end = bytes.count
    // In a file of one column an empty line is a record whose only field is missing.
    if names.count > 1 {
      while end > position, bytes[end - 1] == CSVByte.lineFeed {
        end -= end > position + 1 && bytes[end - 2] == CSVByte.carriageReturn ? 2 : 1
      }
    }
    guard position < end else { throw CSVFault(offset: 0, problem: .noRecords) }
    self.names = names
    self.namesEnd = namesEnd
    recordsStart = position
    recordsEnd = end
  }
}
