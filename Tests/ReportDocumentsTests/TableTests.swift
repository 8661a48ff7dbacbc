import ReportDocuments
import Testing

@Suite struct TableTests {
  private let columns = [
    TableColumn("form", header: "Form", role: .label), TableColumn("share", header: "Share", role: .estimate),
  ]
  private let rows: [TableRow] = [["any", .number(0.08, .percentage(decimals: 1))]]

  @Test func `a row with a cell too few is an error that counts`() {
    #expect(throws: DocumentError.raggedRow(table: "T1", row: 2, found: 1, expected: 2)) {
      try Table("T1", caption: "", columns: columns, rows: rows + [["any"]])
    }
  }

  @Test func `a table without rows or columns is an error`() {
    #expect(throws: DocumentError.noRows(table: "T1")) { try Table("T1", caption: "", columns: columns, rows: []) }
    #expect(throws: DocumentError.noColumns(table: "T1")) { try Table("T1", caption: "", columns: [], rows: rows) }
  }

  @Test func `two columns with one key are an error`() {
    #expect(throws: DocumentError.duplicateColumn(table: "T1", column: "form")) {
      try Table("T1", caption: "", columns: [columns[0], columns[0]], rows: rows)
    }
  }

  @Test(arguments: ["", "  ", "\n", "\u{200B}", "\u{A0}"])
  func `a header or a cell that shows nothing is an error`(blank: String) {
    #expect(throws: DocumentError.emptyHeader(table: "T1", column: "x")) {
      try Table("T1", caption: "", columns: [TableColumn("x", header: blank, role: .label)], rows: [["a"]])
    }
    #expect(throws: DocumentError.blankCell(table: "T1", row: 2, column: "form")) {
      try Table("T1", caption: "", columns: columns, rows: rows + [[.text(blank), .count(1)]])
    }
  }

  @Test(arguments: ["", "T 1", "../T1", "-T1", ".T1", "Té", "T1\n"])
  func `an identifier that cannot name a file is an error`(identifier: String) {
    #expect(throws: DocumentError.invalidIdentifier(identifier)) {
      try Table(identifier, caption: "", columns: columns, rows: rows)
    }
  }

  @Test func `a label column cannot take a key of the long file`() {
    let reserved = ["measure", "value", "status", "text"]
    #expect(throws: DocumentError.reservedKey(table: "T1", column: "value", reserved: reserved)) {
      try Table("T1", caption: "", columns: [TableColumn("value", header: "V", role: .label)], rows: [["a"]])
    }
  }

  @Test func `a reference to an unknown note is an error that names the known ones`() {
    #expect(throws: DocumentError.unknownNote(table: "T1", note: "pop", known: ["base"])) {
      try Table(
        "T1", caption: "", columns: columns, rows: [[.text("any", notes: ["pop"]), .count(1)]],
        notes: [Note("base", "All children.")])
    }
    #expect(throws: DocumentError.duplicateNote(table: "T1", note: "base")) {
      try Table(
        "T1", caption: "", columns: columns, rows: rows, notes: [Note("base", "A"), Note("base", "B")])
    }
  }

  @Test func `notes are numbered in the order of the list, those referred to only`() throws {
    let table = try Table(
      "T1", caption: "", columns: columns, rows: [[.text("any", notes: ["c", "a"]), .count(1)]],
      notes: [Note("a", "A"), Note("b", "B"), Note("c", "C")])
    #expect(table.noteNumbers == ["a": 1, "c": 2])
  }

  @Test func `two tables of a document cannot share an identifier, whatever the capitals`() throws {
    let first = try Table("T1", caption: "", columns: columns, rows: rows)
    let second = try Table("t1", caption: "", columns: columns, rows: rows)
    #expect(throws: DocumentError.duplicateTable(identifier: "t1")) {
      try Document(title: "R", language: .english, blocks: [.table(first), .table(second)])
    }
  }
}
