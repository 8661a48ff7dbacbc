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
  /// Whether a codebook says what the column holds.
  ///
  /// It then also says what is missing. A column without is one of numbers until a text shows otherwise.
  var isDeclared = true
  /// The reason that an empty field stands for.
  var emptyReason = MissingReason(.blank)
  /// Whether a missing value is outside the codebook.
  var isRequired = false
  /// The texts that the column has beforehand where its numbers turn out to be texts: the missing codes of its codebook.
  var textsIfTurned = LevelTable()
  /// The decimal mark of the file, for a column without a codebook.
  var decimalMark = CSVByte.point
  /// Whether the levels that are known beforehand stand in an order that means something.
  var levelsAreOrdered = true
  /// The faults of a codebook's column that was read as numbers before it was read as texts.
  var faultsAsNumbers: FaultTally?

  var isRead: Bool {
    if case .unread = kind { false } else { true }
  }
}

/// What is said beforehand of a numeric column.
struct NumberRule: Sendable {
  var missingNumbers: [(value: Double, reason: MissingReason)] = []
  var missingTexts: [(text: [UInt8], reason: MissingReason)] = []
  var minimum = -Double.infinity
  var maximum = Double.infinity
  var isInteger = false
  var decimalMark = CSVByte.point

  /// Whether a number must be looked at after it was read.
  var hasChecks: Bool { !missingNumbers.isEmpty || minimum > -.infinity || maximum < .infinity || isInteger }
}
