/// A column of a table.
public struct TableColumn: Sendable, Hashable {
  /// What a column holds.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Names the row; a label of two levels takes two columns, both filled in every row.
    case label
    /// An estimate.
    case estimate
    /// The lower bound of an interval.
    case lower
    /// The upper bound of an interval.
    case upper
    /// A number of records.
    case count
    /// A test statistic, or its probability.
    case test
    /// Shorthand about the row.
    case flag
    /// Anything else in words.
    case text
  }

  /// On which side the cells line up.
  public enum Alignment: String, Sendable, Hashable, CaseIterable {
    /// At the start of the line.
    case leading
    /// In the middle.
    case center
    /// At the end of the line, so that decimals stand under each other.
    case trailing
  }

  /// The name in machine-readable files.
  public let key: String
  /// The words above the column, plain text.
  public let header: String
  /// What the column holds.
  public let role: Role
  /// On which side the cells line up.
  public let alignment: Alignment
  /// The unit of the numbers, for the metadata.
  public let unit: String?
  /// The identifiers of the notes that the header refers to.
  public let notes: [String]

  /// Creates a column; without an alignment, words line up at the start and numbers at the end.
  public init(
    _ key: String, header: String, role: Role, alignment: Alignment? = nil, unit: String? = nil, notes: [String] = []
  ) {
    self.key = key
    self.header = header
    self.role = role
    self.alignment = alignment ?? ([.label, .flag, .text].contains(role) ? .leading : .trailing)
    self.unit = unit
    self.notes = notes
  }
}
