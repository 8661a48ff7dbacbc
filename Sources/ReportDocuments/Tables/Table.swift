/// A table with one header row, whose cells are numbers until a renderer writes them.
///
/// Every row fills every column: nothing is merged, split or blank. A number that is missing says why.
public struct Table: Sendable, Equatable {
  /// The number or code of the table, such as "T3"; also names its files.
  public let identifier: String
  /// The title with population and period, as Markdown.
  public let caption: String
  /// The columns.
  public let columns: [TableColumn]
  /// The rows.
  public let rows: [TableRow]
  /// The notes under the table.
  public let notes: [Note]
  /// Where the numbers come from, as Markdown.
  public let source: String?

  /// The keys that the long file uses itself, so that a label column cannot.
  package static let reservedKeys = ["measure", "value", "status", "text"]

  /// Creates a table, or throws what is wrong with it.
  public init(
    _ identifier: String, caption: String, columns: [TableColumn], rows: [TableRow], notes: [Note] = [],
    source: String? = nil
  ) throws(DocumentError) {
    self.identifier = identifier
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.notes = notes
    self.source = source
    try validateColumns()
    try validateNotes()
    try validateRows()
  }

  /// The shorthand that the table shows.
  public var shorthand: Set<Shorthand> { Set(rows.flatMap { $0.cells.flatMap(\.shorthand) }) }

  /// The identifiers of the notes that a header or a cell refers to.
  private var noteReferences: [String] {
    let inCells = rows.flatMap(\.cells).flatMap { cell in
      guard case .text(_, let notes) = cell else { return [String]() }
      return notes
    }
    return columns.flatMap(\.notes) + inCells
  }

  /// The numbers of the notes that are referred to, from 1, in the order of the list.
  public var noteNumbers: [String: Int] {
    let referenced = Set(noteReferences)
    let identifiers = notes.map(\.identifier).filter(referenced.contains)
    return Dictionary(uniqueKeysWithValues: zip(identifiers, 1...))
  }
}

extension Table {
  private func validateColumns() throws(DocumentError) {
    let isPlain = identifier.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains(scalar))
    }
    guard isPlain, let first = identifier.first, first.isLetter || first.isNumber else {
      throw .invalidIdentifier(identifier)
    }
    guard !columns.isEmpty else { throw .noColumns(table: identifier) }
    var keys: Set<String> = []
    for column in columns {
      guard keys.insert(column.key).inserted else { throw .duplicateColumn(table: identifier, column: column.key) }
      guard !MarkdownText.isBlank(column.header) else { throw .emptyHeader(table: identifier, column: column.key) }
      if column.role == .label, Table.reservedKeys.contains(column.key) {
        throw .reservedKey(table: identifier, column: column.key, reserved: Table.reservedKeys)
      }
    }
  }

  private func validateNotes() throws(DocumentError) {
    var known: Set<String> = []
    for note in notes where !known.insert(note.identifier).inserted {
      throw .duplicateNote(table: identifier, note: note.identifier)
    }
    for reference in noteReferences where !known.contains(reference) {
      throw .unknownNote(table: identifier, note: reference, known: notes.map(\.identifier))
    }
  }

  private func validateRows() throws(DocumentError) {
    guard !rows.isEmpty else { throw .noRows(table: identifier) }
    for (index, row) in rows.enumerated() {
      guard row.cells.count == columns.count else {
        throw .raggedRow(table: identifier, row: index + 1, found: row.cells.count, expected: columns.count)
      }
      for (column, cell) in zip(columns, row.cells) {
        if case .text(let text, _) = cell, MarkdownText.isBlank(text) {
          throw .blankCell(table: identifier, row: index + 1, column: column.key)
        }
      }
    }
  }
}
