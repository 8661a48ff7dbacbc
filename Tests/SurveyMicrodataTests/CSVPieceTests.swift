import Foundation
import SurveyMicrodata
import TestSupport
import Testing

@Suite struct CSVPieceTests {
  /// Records with quoted line ends, doubled quotes, empty fields and both kinds of line end.
  static func text(_ count: Int, seed: UInt64) -> String {
    var generator = SeededGenerator(state: seed)
    var text = "number,text,mixed\n"
    for record in 0..<count {
      let number =
        Int.random(in: 0..<4, using: &generator) == 0 ? "" : "\(Int.random(in: -999...9999, using: &generator))"
      let words = [
        "girl", "\"a,\nb\"", "\"say \"\"no\"\"\"", "", "\"\"", "NA", "\"NA\"", "a longer text than eight", "é",
      ]
      let word = words.randomElement(using: &generator) ?? ""
      let mixed = record == count / 2 ? "x" : "\(record).5e-1"
      text += "\(number),\(word),\(mixed)" + (Bool.random(using: &generator) ? "\n" : "\r\n")
    }
    return text
  }

  func columns(_ text: String, pieceSize: Int) throws -> [(name: String, values: Column)] {
    try withFile(text.utf8) { path throws in
      let reading = try CSVReading(try FileBytes(contentsOf: path), delimiter: nil, pieceSize: pieceSize)
      let data = try reading.microdata(name: "pieces", columns: nil)
      return try data.columnNames.map { ($0, try data.column($0)) }
    }
  }

  @Test(arguments: [1, 2, 3, 7, 16, 61, 1000])
  func `the size of the pieces changes nothing`(pieceSize: Int) throws {
    let text = Self.text(200, seed: 11)
    let whole = try columns(text, pieceSize: 1 << 20)
    let pieces = try columns(text, pieceSize: pieceSize)
    #expect(whole.map(\.name) == pieces.map(\.name))
    for (one, other) in paired(whole, pieces) {
      switch (one.values, other.values) {
      case (.numbers(let a), .numbers(let b)): #expect(a.map(\.bitPattern) == b.map(\.bitPattern))
      case (.factor(let a), .factor(let b)): #expect(a == b)
      default: Issue.record("the kind of a column depends on the pieces")
      }
    }
  }

  @Test(arguments: [1, 5, 64])
  func `the first fault of a file is found whatever the pieces`(pieceSize: Int) throws {
    for fault in ["1,x\n", "1,\"a\"b,2\n", "1,a\"b,2\n", "1,a\rb,2\n"] {
      let text = Self.text(40, seed: 3) + fault + Self.text(40, seed: 4) + fault
      #expect(
        sentence { _ = try columns(text, pieceSize: pieceSize) }
          == sentence { _ = try columns(text, pieceSize: 1 << 20) })
    }
  }

  @Test func `every number is the double nearest to its decimal`() throws {
    var generator = SeededGenerator(state: 5)
    var decimals = [
      "0", "-0", "0.1", "9007199254740992", "900719925474099.3", "1234567890123456.78", "0.30000000000000004", ".5",
      "5.",
      "+7", "1e22", "1e23", "1E-5", "4.9e-324", "1.7976931348623157e308", "2.2250738585072011e-308", "0.000001",
      "8.5e+2", "000000000000000000000012", "0.00000000000000000000001",
    ]
    for _ in 0..<2000 {
      let whole = UInt64.random(in: 0..<(1 << UInt64.random(in: 1...63, using: &generator)), using: &generator)
      var digits = String(whole)
      // A whole part of more digits is a text.
      digits.insert(
        ".",
        at: digits.index(digits.startIndex, offsetBy: Int.random(in: 0...min(15, digits.count), using: &generator)))
      decimals.append((Bool.random(using: &generator) ? "-" : "") + digits)
    }
    let data = try microdata("x\n" + decimals.joined(separator: "\n") + "\n")
    let numbers = try data.numbers(of: "x")
    for (decimal, number) in paired(decimals, numbers) {
      let nearest = unsafe strtod(decimal, nil)
      #expect(number.bitPattern == nearest.bitPattern, "\(decimal)")
    }
  }
}
