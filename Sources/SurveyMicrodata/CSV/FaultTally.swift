/// Something that the values of a column are counted for: most are outside what the column may hold.
enum ColumnFault: Int, CaseIterable {
  case text
  case unusableNumber
  case notInteger
  case belowMinimum
  case aboveMaximum
  case unknownLevel
  case requiredMissing
  /// A whole number that a double cannot tell from its neighbours: the column is read as texts.
  case longWhole
  /// The missing mark of Stata and SAS in a column without a codebook: a point, or a point and a letter.
  case missingMark
  /// An unquoted NA in a column without a codebook.
  case notAvailable
}

/// How often each fault occurs in a column, and the first record that has it.
struct FaultTally {
  private(set) var counts = [Int](repeating: 0, count: ColumnFault.allCases.count)
  private(set) var firstOffsets = [Int](repeating: Int.max, count: ColumnFault.allCases.count)

  var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }

  /// How often a fault occurs.
  func count(_ fault: ColumnFault) -> Int { counts[fault.rawValue] }

  /// The byte at which the first record with a fault begins.
  func firstOffset(_ fault: ColumnFault) -> Int { firstOffsets[fault.rawValue] }

  mutating func add(_ fault: ColumnFault, at offset: Int) {
    counts[fault.rawValue] += 1
    firstOffsets[fault.rawValue] = min(firstOffsets[fault.rawValue], offset)
  }

  mutating func add(_ other: FaultTally) {
    for fault in counts.indices {
      counts[fault] += other.counts[fault]
      firstOffsets[fault] = min(firstOffsets[fault], other.firstOffsets[fault])
    }
  }
}
