import Foundation
import SurveyMicrodata
import Testing

/// Files of offices: other encodings, separators and decimal marks.
@Suite struct TextFormatTests {
  private static let text = "w;y;region\n1,5;3;Thüringen\n2,5;4;Bayern\n1;;Thüringen\n"
  private static let field = #"{"name": "w", "type": "number", "decimalChar": ","}, {"name": "y", "type": "integer"}"#

  private func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
    Array(try #require(text.data(using: encoding)))
  }

  /// The encodings with how Foundation, which is another implementation, writes them.
  private static let encodings: [(TextEncoding, String.Encoding)] = [
    (.utf8, .utf8), (.latin1, .isoLatin1), (.windows1252, .windowsCP1252), (.utf16, .utf16),
    (.utf16LittleEndian, .utf16LittleEndian), (.utf16BigEndian, .utf16BigEndian),
  ]

  @Test(arguments: encodings)
  func `22-latin1-and-decimal-comma: an encoding and decimal commas of a codebook are read`(
    _ encoding: TextEncoding, _ foundation: String.Encoding
  ) throws {
    let package = """
      {"resources": [{"path": "d.csv", "encoding": "\(encoding.rawValue)", "dialect": {"delimiter": ";"}, "schema":
      {"fields": [\(Self.field), {"name": "region", "type": "string"}]}}]}
      """
    let bytes = try bytes(Self.text, foundation)
    let data = try withFile(named: "datapackage.json", package.utf8) { path in
      try Data(bytes).write(to: URL(filePath: path).deletingLastPathComponent().appending(path: "d.csv"))
      return try Microdata(contentsOf: path)
    }
    #expect(try data.numbers(of: "w") == [1.5, 2.5, 1])
    #expect(try data.texts("region") == ["Thüringen", "Bayern", "Thüringen"])
    let format = try TextFormat(encoding: encoding, separator: ";", decimalMark: ",")
    let bare = try withFile(bytes) { try Microdata(contentsOf: $0, format: format) }
    #expect(try bare.numbers(of: "w") == [1.5, 2.5, 1])
    #expect(try bare.texts("region") == ["Thüringen", "Bayern", "Thüringen"])
    #expect(bare.sources[0].byteCount == bytes.count)
  }

  @Test(arguments: encodings)
  func `every character of an encoding is the one that Foundation reads`(
    _ encoding: TextEncoding, _ foundation: String.Encoding
  ) throws {
    for scalar in (0x20...0x2FF).map({ $0 }) + [0x20AC, 0x2019, 0x1F600] {
      guard let character = Unicode.Scalar(scalar).map(String.init), scalar != 0x22, scalar != 0x2C,
        !(0x7F...0x9F).contains(scalar), let encoded = "a\nx\(character)\n".data(using: foundation)
      else { continue }
      let data = try withFile(encoded) {
        try Microdata(contentsOf: $0, format: TextFormat(encoding: encoding))
      }
      #expect(try data.texts("a") == ["x\(character)"], "U+\(String(scalar, radix: 16))")
    }
  }

  @Test func `decimal commas are numbers at every length, and points among them are not`() throws {
    let format = try TextFormat(separator: ";", decimalMark: ",")
    let numbers = ["0,1", "-12,75", "1234567890,5", ",5", "5,", "1,5e3", "0,30000000000000004", "007,5"]
    let data = try withFile("x\n\(numbers.joined(separator: "\n"))\n".utf8) {
      try Microdata(contentsOf: $0, format: format)
    }
    #expect(
      try data.numbers(of: "x") == [0.1, -12.75, 1_234_567_890.5, 0.5, 5, 1500, 0.30000000000000004, 7.5])
    let grouped = try withFile("x\n1.500\n2,5\n".utf8) { try Microdata(contentsOf: $0, format: format) }
    #expect(
      sentence { _ = try grouped.numbers(of: "x") }
        == "Column \"x\" is not one of numbers: 1 of its 2 values is none, on line 2.")
    let quoted = try withFile("x,y\n\"1,5\",2\n3,4\n".utf8) {
      try Microdata(contentsOf: $0, format: TextFormat(decimalMark: ","))
    }
    #expect(try quoted.numbers(of: "x") == [1.5, 3] && quoted.numbers(of: "y") == [2, 4])
  }

  @Test func `bytes that are no character are answered with their line`() throws {
    let answers: [(TextEncoding, [UInt8], String)] = [
      (
        .latin1, Array("a\nb\n".utf8) + [0x80, 0x0A],
        "line 3: The text is not iso-8859-1, which has no such character; it may be windows-1252."
      ),
      (.windows1252, Array("a\nb\n".utf8) + [0x81, 0x0A], "line 3: The text is not windows-1252."),
      (.utf16, Array("a\nb\n".utf8), "line 1: The file has no byte order mark; state utf-16le or utf-16be."),
      (.utf16LittleEndian, [0x61, 0, 0x0A, 0, 0x00, 0xD8, 0x61, 0], "line 2: The text is not utf-16le."),
      (.utf16LittleEndian, [0x61, 0, 0x0A, 0, 0x61], "line 2: The text is not utf-16le."),
    ]
    for (encoding, bytes, expected) in answers {
      let found = sentence {
        try withFile(bytes) { _ = try Microdata(contentsOf: $0, format: TextFormat(encoding: encoding)) }
      }
      #expect(found == "survey.csv, " + expected)
    }
  }

  @Test func `a way to write a file that cannot be is refused`() {
    #expect(
      sentence { _ = try TextFormat(separator: "é") }
        == "The separator must be one ASCII character that is no quote and no line end, such as a semicolon or a tab.")
    #expect(sentence { _ = try TextFormat(separator: "\r\n") }.hasPrefix("The separator must be"))
    #expect(sentence { _ = try TextFormat(decimalMark: "'") } == "The decimal mark must be a point or a comma.")
    #expect(
      sentence { _ = try TextFormat(missingTexts: ["NA", "99"]) }
        == "The number \"99\" cannot stand for a missing answer in every column; a codebook declares it for one.")
  }
}
