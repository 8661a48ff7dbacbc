import Foundation
import SurveyMicrodata
import Testing

/// What is read is what is written: the text of records with one column more.
@Suite struct RecordTextLawTests {
  /// Cells that lose something wherever they are taken for numbers or levels and written again.
  private static let cells = [
    "12345678901234567", "12345678901234568", "0363", "007", "1.50", "1e5", "+7", "-0", ".5", "5.", "NA", ".", ".a", "",
    "\"\"", "\"0363\"", "\"a,b\"", "\"say \"\"no\"\"\"", "\"two\nlines\"", "\"two\r\nlines\"", " 7", "Zeist ", "é",
    "e\u{301}",
    "=1+1", "2024-01-05", "1,5", "\t", "N/A", "99", "\u{A0}",
  ]

  private static func table(
    _ generator: inout SeededGenerator
  ) -> (text: String, rowCount: Int, separator: Character) {
    let separator: Character = [",", ";", "\t", "|"].randomElement(using: &generator) ?? ","
    let lineEnd = Bool.random(using: &generator) ? "\n" : "\r\n"
    let rowCount = Int.random(in: 1...40, using: &generator)
    let columnCount = Int.random(in: 1...6, using: &generator)
    let header = (0..<columnCount).map { $0 == 1 ? "\"a \"\"name\"\"\"" : "c\($0)" }
    let rows = (0..<rowCount).map { row in
      (0..<columnCount).map { column -> String in
        let cell = cells.randomElement(using: &generator) ?? ""
        // A blank line at the end stands for nothing, and a separator in a cell needs quotes.
        if columnCount == 1, row == rowCount - 1, cell.isEmpty { return "x" }
        return cell.hasPrefix("\"") || !cell.contains(separator) ? cell : "\"\(cell)\""
      }
    }
    let lines = ([header] + rows).map { $0.joined(separator: String(separator)) }
    let mark = Int.random(in: 0..<4, using: &generator) == 0 ? "\u{FEFF}" : ""
    return (
      mark + lines.joined(separator: lineEnd) + (Bool.random(using: &generator) ? lineEnd : ""), rowCount, separator
    )
  }

  /// Cuts the last cell off every record of a text that was written, minding quotes.
  private static func withoutLastCell(_ text: [UInt8], separator: UInt8) -> [UInt8] {
    var kept: [UInt8] = []
    var record: [UInt8] = []
    var lastSeparator = 0
    var isQuoted = false
    func close() { kept += record[..<lastSeparator] }
    for byte in text {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, byte == separator { lastSeparator = record.count }
      record.append(byte)
      if !isQuoted, byte == 0x0A {
        let end = record.count > 1 && record[record.count - 2] == 0x0D ? 2 : 1
        kept += record[..<lastSeparator] + record.suffix(end)
        record = []
      }
    }
    return kept
  }

  @Test(arguments: 0..<300)
  func `02-weigh-alters-identifiers: every cell of any table is written as it was read`(_ seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed) &* 977 &+ 5)
    let (text, rowCount, separator) = Self.table(&generator)
    let format = try TextFormat(separator: separator)
    let isGzipped = seed.isMultiple(of: 7)
    let bytes = isGzipped ? gzipped(Array(text.utf8)) : Array(text.utf8)
    let data = try withFile(named: isGzipped ? "s.csv.gz" : "s.csv", bytes) {
      try Microdata(contentsOf: $0, format: format, keepsText: true)
    }
    let weights = (0..<rowCount).map { Double($0) + 0.25 }
    let written = try #require(data.text).adding("weight", weights)
    let kept = Self.withoutLastCell([UInt8](written), separator: separator.asciiValue ?? 0)
    // A last record without a line end gets that of the header.
    let bytesRead = Array(text.utf8)
    let lineEnd: [UInt8] =
      bytesRead[bytesRead.firstIndex(of: 0x0A).map { $0 - 1 } ?? 0] == 0x0D ? [0x0D, 0x0A] : [0x0A]
    #expect(kept == bytesRead + (bytesRead.last == 0x0A ? [] : lineEnd))
    let again = try withFile(written) { try Microdata(contentsOf: $0, format: format) }
    #expect(try again.numbers(of: "weight") == weights)
    #expect(again.columnNames.dropLast() == data.columnNames[...])
  }

  @Test(arguments: [
    (TextEncoding.latin1, String.Encoding.isoLatin1), (.windows1252, .windowsCP1252), (.utf16, .utf16),
    (.utf16LittleEndian, .utf16LittleEndian), (.utf16BigEndian, .utf16BigEndian),
  ])
  func `a file keeps its encoding, and its decimal mark is that of the weight`(
    _ encoding: TextEncoding, _ foundation: String.Encoding
  ) throws {
    let bytes = try #require("naam;gewicht\nÜlkü;1,50\n\"é;\";2\n".data(using: foundation))
    let format = try TextFormat(encoding: encoding, separator: ";", decimalMark: ",")
    let data = try withFile(bytes) { try Microdata(contentsOf: $0, format: format, keepsText: true) }
    let written = try #require(data.text).adding("n;w", [1.25, .nan])
    #expect(written == "naam;gewicht;\"n;w\"\nÜlkü;1,50;1,25\n\"é;\";2;\n".data(using: foundation))
    if encoding == .latin1 {
      #expect(
        sentence { _ = try data.text?.adding("€", [1, 2]) }
          == "The name \"€\" cannot be written in iso-8859-1, the encoding of the records.")
    }
  }
}

/// Identifiers that differ in the file differ in the data.
@Suite struct LongIdentifierLawTests {
  @Test(arguments: 0..<40)
  func `03-long-unit-numbers-merged: whole numbers of any length stay apart`(_ seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed) &* 31 &+ 3)
    let length = 16 + seed % 10
    let base = (0..<length).map { $0 == 0 ? "9" : "\(Int.random(in: 0...9, using: &generator))" }.joined()
    // Neighbours in the last digits, in any order.
    let identifiers = (0..<50).map { base.dropLast(2) + ($0 < 10 ? "0\($0)" : "\($0)") }.shuffled(using: &generator)
    let sign = seed.isMultiple(of: 4) ? "-" : ""
    let data = try microdata("psu,w\n" + identifiers.map { "\(sign)\($0),1\n" }.joined())
    #expect(try Set(data.texts("psu")) == Set(identifiers.map { sign + String($0) }))
    #expect(try Set(data.texts("psu")).count == 50)
    for type in ["integer", "number"] {
      let package =
        #"{"resources": [{"path": "d.csv", "schema": {"missingValues": ["-1"], "fields": [{"name": "psu", "type": ""#
        + type + #""}, {"name": "w", "type": "number"}]}}]}"#
      let text = "psu,w\n-1,1\n" + identifiers.map { "\($0),1\n" }.joined()
      let declared = try withFile(named: "datapackage.json", package.utf8) { path in
        try Data(text.utf8).write(to: URL(filePath: path).deletingLastPathComponent().appending(path: "d.csv"))
        return try Microdata(contentsOf: path)
      }
      #expect(try Set(declared.texts("psu").compactMap { $0 }).count == 50)
      #expect(try declared.texts("psu")[0] == nil)
    }
    #expect(
      sentence { _ = try data.numbers(of: "psu") }
        == "Column \"psu\" is read as text: 50 of its whole numbers are above 9007199254740992, where numbers merge, "
        + "the first on line 2.")
  }

  @Test func `the largest number that stands apart is still one`() throws {
    let data = try microdata("a,b\n9007199254740992,9007199254740993\n-9007199254740992,1\n0,9007199254740993e0\n")
    #expect(try data.numbers(of: "a") == [9_007_199_254_740_992, -9_007_199_254_740_992, 0])
    #expect(try data.texts("b") == ["9007199254740993", "1", "9007199254740993e0"])
  }

  @Test func `bounds of a codebook hold for long numbers too`() throws {
    let package =
      #"{"resources": [{"path": "d.csv", "schema": {"fields": [{"name": "psu", "type": "integer", "constraints": {"maximum": 10}}]}}]}"#
    let found = try withFile(named: "datapackage.json", package.utf8) { path in
      try Data("psu\n3\n20240000000000001\nx\n".utf8).write(
        to: URL(filePath: path).deletingLastPathComponent().appending(path: "d.csv"))
      return sentence { _ = try Microdata(contentsOf: path) }
    }
    #expect(
      found == "d.csv differs from its codebook: column \"psu\" has 1 value that is not a number (line 4); "
        + "column \"psu\" has 1 value above 10 (line 3).")
  }
}

/// Packs bytes by gzip without making them shorter.
private func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  func littleEndian(_ value: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }
  var checksum: UInt32 = .max
  for byte in bytes {
    checksum ^= UInt32(byte)
    for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
  }
  let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 1]
  let size = littleEndian(UInt32(bytes.count), 2)
  return header + size + size.map { ~$0 } + bytes + littleEndian(~checksum, 4)
    + littleEndian(UInt32(bytes.count), 4)
}
