/// The characters that may separate fields where nobody says which does, the usual one first.
private let candidates: [UInt8] = [CSVByte.comma, CSVByte.semicolon, CSVByte.tab, CSVByte.pipe]

/// Finds the character between the fields of a file.
///
/// A separator stands in the header, so that a file with commas there and nothing else costs no look at its records.
/// Where several stand in the header, all records decide: it is the one that cuts each into as many fields.
func recognizedSeparator(_ bytes: Span<UInt8>) throws(CSVFault) -> UInt8 {
  var present: [UInt8] = []
  for candidate in candidates {
    if let count = SeparatorCount(ofFirstRecord: bytes, delimiter: candidate), count.fieldCount > 1 {
      present.append(candidate)
    }
  }
  switch present {
  case [], [CSVByte.comma]: return CSVByte.comma
  case [CSVByte.semicolon], [CSVByte.tab]: return present[0]
  default: break
  }
  var counts: [(separator: UInt8, count: SeparatorCount)] = []
  for candidate in present { counts.append((candidate, SeparatorCount(of: bytes, delimiter: candidate))) }
  let constant = counts.filter(\.count.isConstant)
  guard constant.count < 2 else {
    let readings = constant.map { separator, count in
      SeparatorReading(
        separator: Character(UnicodeScalar(separator)), fieldCount: count.fieldCount, recordCount: count.recordCount)
    }
    throw CSVFault(offset: 0, problem: .undecidedSeparator(readings))
  }
  if let found = constant.first { return found.separator }
  // None fits: a comma where there is one, as if nothing else were known, and the first record that differs is named.
  if present.contains(CSVByte.comma) || present == [CSVByte.pipe] { return CSVByte.comma }
  return counts.min { $0.count.otherCount < $1.count.otherCount }?.separator ?? CSVByte.comma
}

/// What one separator makes of a file.
public struct SeparatorReading: Sendable, Equatable {
  /// The separator.
  public let separator: Character
  /// The fields of each record.
  public let fieldCount: Int
  /// The records after the header.
  public let recordCount: Int

  /// Creates a reading.
  public init(separator: Character, fieldCount: Int, recordCount: Int) {
    self.separator = separator
    self.fieldCount = fieldCount
    self.recordCount = recordCount
  }
}

extension SeparatorReading {
  /// The reading in words.
  var words: String {
    "\(TextForm.name(of: separator)) make \(fieldCount) fields of the header and of all \(recordCount) records"
  }
}
