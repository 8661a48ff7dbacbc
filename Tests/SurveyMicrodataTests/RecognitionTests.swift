import Foundation
import SurveyMicrodata
import Testing

/// What nobody says of a text file is found from all of it, or both readings are named.
@Suite struct RecognitionTests {
  private static let rows = "id;gewicht;plaats\n1;0,5;Zaltbömmel\n2;12,75;\"a;b\"\n3;1,000;Epe\n"
  private static let encodings: [(TextEncoding, String.Encoding, [UInt8])] = [
    (.utf8, .utf8, []), (.utf8, .utf8, [0xEF, 0xBB, 0xBF]), (.windows1252, .windowsCP1252, []),
    (.utf16, .utf16LittleEndian, [0xFF, 0xFE]), (.utf16, .utf16BigEndian, [0xFE, 0xFF]),
    (.utf16LittleEndian, .utf16LittleEndian, []), (.utf16BigEndian, .utf16BigEndian, []),
  ]

  @Test(arguments: encodings, [";", "\t", "|"])
  func `a file is read as with its options named, whatever writes it`(
    _ encoded: (TextEncoding, String.Encoding, [UInt8]), _ separator: String
  ) throws {
    let text = Self.rows.replacing(";", with: separator)
    let bytes = encoded.2 + Array(try #require(text.data(using: encoded.1)))
    let named = try TextFormat(encoding: encoded.0, separator: separator.first, decimalMark: ",")
    let (data, stated) = try withFile(bytes) {
      (try Microdata(contentsOf: $0), try Microdata(contentsOf: $0, format: named))
    }
    #expect(data.columnNames == ["id", "gewicht", "plaats"])
    #expect(try data.numbers(of: "gewicht") == [0.5, 12.75, 1])
    #expect(try data.numbers(of: "gewicht") == stated.numbers(of: "gewicht"))
    #expect(try data.texts("plaats") == stated.texts("plaats"))
    #expect(try data.texts("plaats") == ["Zaltbömmel", "a\(separator)b", "Epe"])
    let form = TextForm(encoding: encoded.0, separator: try #require(separator.first), decimalMark: ",")
    #expect(data.sources[0].textForm == form)
  }

  @Test func `the usual form is not spoken of, and a file of commas keeps its texts`() throws {
    let data = try microdata("a,b;c,d|e\n1,\"0,5\",x\n2,\"1,5\",y\n")
    #expect(data.sources[0].textForm == nil && data.columnNames == ["a", "b;c", "d|e"])
    #expect(try data.texts("b;c") == ["0,5", "1,5"])
    #expect(
      sentence { _ = try data.numbers(of: "b;c") }
        == "Column \"b;c\" has 2 numbers with a decimal comma, the first on line 2, which is not the decimal mark of its "
        + "file; --decimal (key decimal) states another.")
  }

  @Test func `what stands last in a long file counts as what stands first`() throws {
    let many = String(repeating: "1;20\n", count: 200_000)
    let last = try microdata("a;b\n\(many)0,5;3\n")
    #expect(try last.numbers(of: "a").last == 0.5)
    let bytes = Array("a;b\n\(many)1;".utf8) + [0xE9, 0x0A]
    let accent = try withFile(bytes) { try Microdata(contentsOf: $0) }
    #expect(try accent.texts("b").last == "é" && accent.sources[0].textForm?.encoding == .windows1252)
    let comma = try microdata("a,x;b\n\(many)1;2\n")
    #expect(comma.columnNames == ["a,x", "b"])
  }

  @Test func `decimals and thousands that nothing tells apart are refused as numbers with both counts`() throws {
    for (mark, name) in [(",", "comma"), (".", "point")] {
      let open = "id;inkomen\n1;1\(mark)234\n2;12\(mark)500\n3;7\n"
      let data = try microdata(open)
      #expect(
        sentence { _ = try data.numbers(of: "inkomen") }
          == "Column \"inkomen\" has 2 values, the first on line 2, with a \(name) before three digits: 2 decimals with "
          + "--decimal \(name) (key decimal), and 2 whole numbers with thousands set apart otherwise, which are not read "
          + "as numbers.")
      // One number elsewhere that can only be a decimal decides.
      let decided = try microdata(open.replacing("id", with: "w").replacing("\n3;", with: "\n0\(mark)5;"))
      #expect(try decided.numbers(of: "inkomen") == [1.234, 12.5, 7])
    }
    let named = try withFile("id;inkomen\n1;1,234\n".utf8) {
      try Microdata(contentsOf: $0, format: TextFormat(decimalMark: ","))
    }
    #expect(try named.numbers(of: "inkomen") == [1.234])
  }

  @Test func `decimals of both kinds are an error with their counts, and missing marks are neither`() throws {
    #expect(
      sentence { _ = try microdata("a;b;c\n0,5;1.5;2.75\n1,5;2.5;.\n") }
        == "survey.csv: 2 values in 1 column can only have a decimal comma, and 3 in 2 columns a decimal point; --decimal "
        + "(key decimal) says which of them is the mark.")
    let data = try withFile("a;b\n0,5;NA\n.;1,5\n-;.a\n".utf8) {
      try Microdata(contentsOf: $0, format: TextFormat(missingTexts: ["-"]))
    }
    #expect(try data.numbers(of: "a")[0] == 0.5 && data.numbers(of: "b")[1] == 1.5)
    #expect(try data.numbers(of: "a").dropFirst().allSatisfy(\.isNaN))
  }

  @Test func `a separator that cuts every record alike is found among others in the header`() throws {
    let dutch = try microdata("id;Hoe oud bent u, in jaren;x|y\n1;34;5\n2;35;6\n")
    #expect(dutch.columnNames == ["id", "Hoe oud bent u, in jaren", "x|y"])
    let one = try microdata("a|b\n1\n2\n")
    #expect(one.columnNames == ["a|b"])
  }

  @Test func `the draft of a codebook says how its file is written`() throws {
    let text = "id;w;plaats\n1;0,5;Epe\n2;1,5;Epe\n"
    let found = try withFile(named: "d.txt", text.utf8) { path in
      let draft = try CodebookDraft(of: Microdata(contentsOf: path))
      let package = draft.codebook.dataPackage(
        name: "d", path: "d.txt", columns: ["id", "w", "plaats"], form: draft.form)
      let place = URL(filePath: path).deletingLastPathComponent().appending(path: "datapackage.json")
      try Data(package.utf8).write(to: place)
      return try Microdata(contentsOf: place)
    }
    #expect(try found.numbers(of: "w") == [0.5, 1.5])
    #expect(found.sources[0].textForm == TextForm(separator: ";", decimalMark: ","))
  }
}
