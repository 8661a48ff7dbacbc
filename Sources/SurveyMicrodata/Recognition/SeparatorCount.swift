/// The fields that a separator cuts the records of a file into.
struct SeparatorCount {
  /// The fields of the first record; 1 where the separator does not occur between fields.
  private(set) var fieldCount = 1
  /// The records after the first.
  private(set) var recordCount = 0
  /// The records that have another number of fields than the first, or cannot be cut.
  private(set) var otherCount = 0

  /// Counts the fields of the first record alone; nil where it cannot be cut.
  init?(ofFirstRecord bytes: Span<UInt8>, delimiter: UInt8) {
    var position = startsWithByteOrderMark(bytes) ? 3 : 0
    guard let count = fieldsOfRecord(bytes, at: &position, end: bytes.count, delimiter: delimiter) else { return nil }
    fieldCount = count
  }

  /// Counts the fields of all records.
  init(of bytes: Span<UInt8>, delimiter: UInt8) {
    var end = bytes.count
    while end > 0, bytes[end - 1] == CSVByte.lineFeed || bytes[end - 1] == CSVByte.carriageReturn { end -= 1 }
    var position = startsWithByteOrderMark(bytes) ? 3 : 0
    guard let count = fieldsOfRecord(bytes, at: &position, end: end, delimiter: delimiter) else {
      otherCount = 1
      return
    }
    fieldCount = count
    while position < end {
      recordCount += 1
      guard let count = fieldsOfRecord(bytes, at: &position, end: end, delimiter: delimiter) else {
        // What follows a record that cannot be cut has no beginning.
        otherCount += 1
        return
      }
      if count != fieldCount { otherCount += 1 }
    }
  }

  /// Whether every record has the fields of the first, at least two.
  var isConstant: Bool { fieldCount > 1 && otherCount == 0 }
}

/// Moves past a record and returns the number of its fields; nil where it cannot be cut.
private func fieldsOfRecord(_ bytes: Span<UInt8>, at position: inout Int, end: Int, delimiter: UInt8) -> Int? {
  var count = 0
  do throws(CSVFault) {
    repeat {
      _ = try scanField(bytes, at: &position, end: end, delimiter: delimiter)
      count += 1
    } while try passFieldEnd(bytes, at: &position, end: end, delimiter: delimiter) == .delimiter
  } catch {
    return nil
  }
  return count
}
