/// How the fields of one column become values.
struct ColumnRule: Sendable {
  /// What the column holds.
  enum Kind: Sendable {
    /// The column is passed over.
    case unread
    /// Numbers.
    case numbers(NumberRule)
    /// Levels and missing codes that are known beforehand; another text is outside the codebook.
    case levels(LevelTable, names: [String])
    /// Whatever texts occur, and the missing codes among them.
    case texts(LevelTable)
  }

  var name: String
  var kind: Kind
  /// Whether an unquoted NA stands for a missing value.
  var readsNA = true
  /// The reason that an empty field stands for.
  var emptyReason = MissingReason(.blank)
  /// Whether a missing value is outside the codebook.
  var isRequired = false
  /// Whether a text among the numbers makes the column one of texts: so it is where no codebook gives the type.
  var mayTurnToText = false

  var isRead: Bool {
    if case .unread = kind { false } else { true }
  }
}

/// What a codebook says of a numeric column.
struct NumberRule: Sendable {
  var missingNumbers: [(value: Double, reason: MissingReason)] = []
  var missingTexts: [(text: [UInt8], reason: MissingReason)] = []
  var minimum = -Double.infinity
  var maximum = Double.infinity
  var isInteger = false

  /// Whether a number must be looked at after it was read.
  var hasChecks: Bool { !missingNumbers.isEmpty || minimum > -.infinity || maximum < .infinity || isInteger }
}

/// A way in which a value falls outside what its column may hold.
enum ColumnFault: Int, CaseIterable {
  case text
  case unusableNumber
  case notInteger
  case belowMinimum
  case aboveMaximum
  case unknownLevel
  case requiredMissing
}

/// How often each fault occurs in a column, and the first record that has it.
struct FaultTally {
  private(set) var counts = [Int](repeating: 0, count: ColumnFault.allCases.count)
  private(set) var firstOffsets = [Int](repeating: Int.max, count: ColumnFault.allCases.count)

  var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }

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
