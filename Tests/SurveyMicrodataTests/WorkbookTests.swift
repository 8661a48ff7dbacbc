import Foundation
import SurveyFiles
import SurveyMicrodata
import TestSupport
import Testing

private func workbook(_ name: String) -> String {
  repository.appending(path: "Tests/Fixtures/workbooks/\(name)").path(percentEncoded: false)
}

/// Workbooks that openpyxl and xlsxwriter wrote.
@Suite struct WorkbookTests {
  private let limits = UnpackingLimits(all: 1 << 30, free: 1 << 26, ratio: 200)

  private func table(_ name: String, pieceSize: Int = 4 << 20) throws -> WorkbookTable {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: workbook(name))))
    return try WorkbookTable(bytes.span, sheet: nil, range: nil, limits: limits, pieceSize: pieceSize)
  }

  @Test func `every type of cell is read as what it shows`() throws {
    let data = try Microdata(contentsOf: workbook("cells.xlsx"))
    #expect(data.name == "cells" && data.rowCount == 5)
    #expect(
      data.columnNames == ["n", "date", "moment", "clock", "money", "flag", "text", "stored", "sum", "fault", "2024"])
    // xlsxwriter writes 16 digits.
    for (row, number) in try data.numbers(of: "n").enumerated() {
      #expect(isClose(number, to: Double(row + 1) / 3, relative: 1e-15))
    }
    #expect(try data.texts("date") == ["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-06"])
    #expect(try data.texts("moment")[0] == "2024-01-02T13:05:00")
    #expect(try data.texts("clock") == ["12:00:00", "24:00:00", "36:00:00", "48:00:00", "60:00:00"])
    #expect(try data.numbers(of: "money") == [10, 20, 30, 40, 50])
    #expect(try data.texts("flag") == ["FALSE", "TRUE", "FALSE", "TRUE", "FALSE"])
    #expect(try data.texts("text") == ["plain", "a,b", "say \"x\"", "two\nlines", "é€😀"])
    #expect(try data.numbers(of: "stored") == [10, 20, 30, 40, 50])
    #expect(try data.numbers(of: "sum") == [1, 2, 3, 4, 5])
    #expect(try data.numbers(of: "fault").map { $0.isNaN ? 0 : $0 } == [1, 0, 3, 4, 5])
    #expect(try data.numbers(of: "2024").map { $0.isNaN ? 0 : $0 } == [1, 2, 3, 0, 5])
    #expect(data.sources[0].sheet == "Data" && data.sources[0].range == nil)
    #expect(
      data.remarks().map(\.description) == [
        "Column \"stored\" has 1 number that is stored as text (in cell H4); it is read as in a CSV file.",
        "Column \"fault\" has 1 cell with an error (in cell J3), which counts as missing.",
      ])
  }

  @Test func `texts in cells, rows without numbers, prefixes and days from 1904 are read`() throws {
    let data = try Microdata(contentsOf: workbook("inline.xlsx"))
    #expect(data.columnNames == ["day", "name"])
    #expect(try data.texts("day") == ["1904-01-01", "2024-01-01T06:00:00"])
    #expect(try data.texts("name") == ["a\rb & c", "d"])
  }

  @Test func `a sheet and a range are read by name, and a row without a value is a record`() throws {
    let format = try TextFormat(sheet: "Tabel & meer", range: "$B$3:C6")
    let data = try Microdata(contentsOf: workbook("cells.xlsx"), format: format)
    #expect(try data.texts("y") == ["a", nil, "b"])
    #expect(try data.numbers(of: "x").map { $0.isNaN ? 0 : $0 } == [1, 0, 2])
    #expect(data.sources[0].differences.map(\.value) == ["Tabel & meer", "$B$3:C6"])
    #expect(
      try Microdata(contentsOf: workbook("cells.xlsx"), format: TextFormat(sheet: "Data", range: "A1:B3")).rowCount == 2
    )
  }

  @Test(
    arguments: [
      (nil, nil, nil, "no error"),
      (
        "Tabel & meer", nil, nil,
        "cells.xlsx: Cell B3 of sheet \"Tabel & meer\" holds a value, and row 1, the header, has no name above it; --range (key "
          + "range) tells where the table stands."
      ),
      (
        "data", nil, nil,
        "cells.xlsx: The workbook has no sheet \"data\"; it has \"Verborgen\", \"Data\", \"Tabel & meer\"."
      ),
      ("Verborgen", nil, nil, "cells.xlsx: Sheet \"Verborgen\" holds a header and no records."),
      (nil, "Z1:Z9", nil, "cells.xlsx: Range Z1:Z9 of sheet \"Data\" holds no value."),
      (nil, nil, Character(";"), "cells.xlsx: A separator and an encoding are of text files; this is a workbook."),
      (
        "Tabel & meer", "A3:C6", nil, "no error"
      ),
      (
        nil, "J1:K6", nil, "no error"
      ),
    ] as [(String?, String?, Character?, String)])
  func `what is asked of a workbook and is not there is answered by name`(
    _ sheet: String?, _ range: String?, _ separator: Character?, _ expected: String
  ) throws {
    #expect(
      sentence {
        let format = try TextFormat(separator: separator, sheet: sheet, range: range)
        _ = try Microdata(contentsOf: workbook("cells.xlsx"), format: format)
      } == expected)
  }

  @Test func `a place in a sheet is told by its row`() throws {
    let package =
      #"{"resources": [{"path": "x.csv", "schema": {"fields": [{"name": "stored", "type": "integer", "constraints": {"maximum": 30}}, {"name": "text", "type": "string"}]}}]}"#
    try withFile(named: "datapackage.json", package.utf8) { path in
      let found = sentence { _ = try Microdata(contentsOf: workbook("cells.xlsx"), codebook: path) }
      // The cell of two lines stands above row 6.
      #expect(found.hasPrefix("cells.xlsx, sheet \"Data\" differs from its codebook:"))
      #expect(found.contains("line 5"))
    }
  }

  @Test func `other archives and old workbooks are answered by name`() throws {
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]
    try withFile(named: "old.xls", old) { path in
      #expect(
        sentence { _ = try Microdata(contentsOf: path) }
          == "old.xls: This is a workbook of Excel before 2007, or one with a password; save it as .xlsx without a password."
      )
    }
    try withFile(named: "text.xlsx", "a,b\n1,2\n".utf8) { path in
      #expect(
        sentence { _ = try Microdata(contentsOf: path) }
          == "text.xlsx: The workbook is damaged or ends too early: the list of its parts cannot be read.")
    }
    try withFile(named: "text.csv", "a,b\n1,2\n".utf8) { path in
      #expect(
        sentence { _ = try Microdata(contentsOf: path, format: TextFormat(sheet: "x")) }
          == "text.csv: A sheet (--sheet) and a range (--range) are of workbooks; this is none.")
    }
    #expect(
      sentence { _ = try TextFormat(range: "B3") }
        == "The range \"B3\" cannot be read; expected two cells, such as B3:F200.")
  }

  @Test func `pieces of a sheet read apart give the whole`() throws {
    for name in ["cells.xlsx", "survey.xlsx", "inline.xlsx"] {
      let whole = try table(name)
      for size in [1, 100, 1_000, 5_000] {
        let pieces = try table(name, pieceSize: size)
        #expect(pieces.text == whole.text && pieces.rows.map(\.number) == whole.rows.map(\.number))
        #expect(pieces.numbersAsText.map(\.first) == whole.numbersAsText.map(\.first))
      }
    }
  }

  @Test func `what the parts unpack to is bounded`() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: workbook("cells.xlsx"))))
    #expect(
      sentence {
        _ = try WorkbookTable(
          bytes.span, sheet: nil, range: nil, limits: UnpackingLimits(all: 1 << 20, free: 100, ratio: 1))
      }.contains("unpacks to more than"))
  }

  @Test(arguments: ["cells.xlsx", "survey.xlsx", "inline.xlsx"])
  func `a workbook that was cut off or damaged is an error that names its part, or reads, never a crash`(
    _ name: String
  ) throws {
    let whole = [UInt8](try Data(contentsOf: URL(filePath: workbook(name))))
    func read(_ bytes: some Collection<UInt8>) throws {
      try withFile(named: name, bytes) { path in
        do { _ = try Microdata(contentsOf: path) } catch let error as MicrodataError {
          switch error {
          case .malformedWorkbook, .malformedCSV, .unreadableFile: break
          default: throw error
          }
        }
      }
    }
    for end in stride(from: 1, to: whole.count, by: max(1, whole.count / 200)) {
      #expect(throws: MicrodataError.self) {
        try withFile(named: name, whole.prefix(end)) { _ = try Microdata(contentsOf: $0) }
      }
    }
    for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 500)) {
      var bytes = whole
      bytes[place] ^= UInt8(truncatingIfNeeded: 1 << (place % 8))
      try read(bytes)
    }
  }

  @Test(arguments: [
    // A row before another, a cell twice, a text that is not there, a number that is none, a document type.
    (
      #"<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#,
      "Cell A4 of sheet \"S\" stands after one that should follow it."
    ),
    (
      #"<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>1</v></c></row>"#,
      "Cell A2 of sheet \"S\" stands after one that should follow it."
    ),
    (
      #"<row r="2"><c r="A2" t="s"><v>7</v></c></row>"#,
      "Cell A2 of sheet \"S\" holds something else than its type says."
    ),
    (#"<row r="2"><c r="A2"><v>1x</v></c></row>"#, "Cell A2 of sheet \"S\" holds something else than its type says."),
    (#"<row r="2"><c r="A2"><v>1</c></row>"#, "Part sheets/s.xml of the workbook is not well-formed at its line 1."),
    (
      #"<row r="900000"><c r="A900000"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>1</v></c></row>"#,
      "Cell B1048576 of sheet \"S\" holds a value, and row 1, the header, has no name above it; --range (key range) tells where the table stands."
    ),
  ])
  func `a sheet that contradicts itself is an error that names the cell or the part`(
    _ rows: String, _ expected: String
  ) throws {
    let sheet =
      #"<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>x</v></c></row>"# + rows + "</sheetData></worksheet>"
    let bytes = storedWorkbook(sheet: sheet)
    let found = sentence { _ = try WorkbookTable(bytes.span, sheet: nil, range: nil, limits: limits) }
    #expect(found.hasSuffix(expected) || "\(found)" == expected, "\(found)")
  }

  @Test func `a document type is refused`() throws {
    let bytes = storedWorkbook(sheet: #"<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>"#)
    #expect(
      sentence { _ = try WorkbookTable(bytes.span, sheet: nil, range: nil, limits: limits) }
        == "Part sheets/s.xml of the workbook has a document type, which no workbook has.")
  }
}
