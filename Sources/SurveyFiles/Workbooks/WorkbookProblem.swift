/// What is wrong with a workbook or with what is asked of it.
public enum WorkbookProblem: Error, Sendable, Equatable {
  /// The file is no archive, or one that was cut off or damaged.
  case damagedArchive
  /// The archive is no workbook of Excel.
  case notAWorkbook
  /// The archive is a document of another form, such as an OpenDocument spreadsheet.
  case openDocument
  /// A part that others name is not there.
  case absentPart(String)
  /// A part does not unpack, or its checksum or size differs from what the archive says.
  case damagedPart(String)
  /// A part is not well-formed XML at a line.
  case malformedPart(part: String, line: Int)
  /// A part has a document type, which no workbook has.
  case documentType(part: String)
  /// A part unpacks to more than is read.
  case unpacksBeyond(part: String, bytes: Int)
  /// No sheet has the name; the names of those that there are.
  case unknownSheet(String, known: [String])
  /// The workbook has no visible sheet of cells.
  case noSheet
  /// A range cannot be read.
  case unusableRange(String)
  /// A sheet, or the range of it, holds no cell with a value.
  case emptySheet(sheet: String, range: String?)
  /// A sheet, or the range of it, holds one row with values and no records.
  case noRecords(sheet: String, range: String?)
  /// A cell holds what its type does not allow.
  case malformedCell(sheet: String, cell: String)
  /// A cell or row stands after one that should follow it.
  case outOfOrder(sheet: String, cell: String)
  /// A cell has a value and no name above it in the header, which stands in a row.
  case noName(sheet: String, cell: String, headerRow: Int)
  /// Rows without a value stand between others and would be more records than are read.
  case tooManyBlankRows(sheet: String, row: Int)
  /// An option that is about text files is given for a workbook.
  case noTextFormat
}

extension WorkbookProblem: CustomStringConvertible {
  /// The problem as a sentence that follows the name of the file.
  public var description: String {
    switch self {
    case .damagedArchive: "The workbook is damaged or ends too early: the list of its parts cannot be read."
    case .notAWorkbook: "This is an archive, and no workbook of Excel is in it."
    case .openDocument: "This is an OpenDocument file; save it as .xlsx or CSV."
    case .absentPart(let part): "The workbook has no part \(part), which it should have."
    case .damagedPart(let part): "Part \(part) of the workbook is damaged or ends too early."
    case .malformedPart(let part, let line): "Part \(part) of the workbook is not well-formed at its line \(line)."
    case .documentType(let part): "Part \(part) of the workbook has a document type, which no workbook has."
    case .unpacksBeyond(let part, let bytes):
      "Part \(part) of the workbook unpacks to more than \(bytes) bytes, which is the limit for its size."
    case .unknownSheet(let name, let known):
      "The workbook has no sheet \"\(name)\"; it has \(known.prefix(20).map { "\"\($0)\"" }.joined(separator: ", "))."
    case .noSheet: "The workbook has no visible sheet of cells; --sheet (key sheet) names another."
    case .unusableRange(let range): "The range \"\(range)\" cannot be read; expected two cells, such as B3:F200."
    case .emptySheet(let sheet, let range): "\(place(sheet, range)) holds no value."
    case .noRecords(let sheet, let range): "\(place(sheet, range)) holds a header and no records."
    case .malformedCell(let sheet, let cell):
      "Cell \(cell) of sheet \"\(sheet)\" holds something else than its type says."
    case .outOfOrder(let sheet, let cell): "Cell \(cell) of sheet \"\(sheet)\" stands after one that should follow it."
    case .noName(let sheet, let cell, let headerRow):
      "Cell \(cell) of sheet \"\(sheet)\" holds a value, and row \(headerRow), the header, has no name above it; "
        + "--range (key range) tells where the table stands."
    case .tooManyBlankRows(let sheet, let row):
      "Row \(row) of sheet \"\(sheet)\" stands after more rows without a value than are read as records; --range (key range) "
        + "tells where the table stands."
    case .noTextFormat: "A separator and an encoding are of text files; this is a workbook."
    }
  }

  private func place(_ sheet: String, _ range: String?) -> String {
    (range.map { "Range \($0) of sheet" } ?? "Sheet") + " \"\(sheet)\""
  }
}
