import Foundation
import SurveyMicrodata
import Testing

@Suite struct MalformedCSVTests {
  @Test(arguments: [
    ("a,b\n1,2\n3\n", "survey.csv, line 3: Expected 2 fields, found 1."),
    ("a,b\n1,2\n3,4,5,6\n", "survey.csv, line 3: Expected 2 fields, found 4."),
    ("a,b\n1,2\n\n3,4\n", "survey.csv, line 3: Expected 2 fields, found 1."),
    ("a,b\n1,\"2\n3,4\n", "survey.csv, line 2, column 2 (b): A quote opens this field and nothing closes it."),
    (
      "a,b\n\"1\"x,2\n",
      "survey.csv, line 2, column 1 (a): Expected a delimiter or the end of the line after a closing quote."
    ),
    (
      "a,b\n1,x\"y\n",
      "survey.csv, line 2, column 2 (b): A quote stands inside a field that does not begin with one; "
        + "quote the whole field and double the quote."
    ),
    (
      "a,b\r1,2\r",
      "survey.csv, line 1: Expected a line feed after a carriage return; lines end in LF or CRLF."
    ),
    (
      "a,b\n1,x\ry\n",
      "survey.csv, line 2, column 2 (b): Expected a line feed after a carriage return; lines end in LF or CRLF."
    ),
    ("a,b\n1,x\0y\n", "survey.csv, line 2, column 2 (b): The field holds a NUL byte; this is not a text file."),
    ("a,,c\n1,2,3\n", "survey.csv, line 1, column 2: The header has no name for this column."),
    ("a,b,\n1,2,3\n", "survey.csv, line 1, column 3: The header has no name for this column."),
    ("a,b,a\n1,2,3\n", "survey.csv, line 1, column 3: The header gives this column the name of column 1."),
    ("a,b", "survey.csv, line 1: The file has a header and no records."),
    ("a,b\r\n\r\n", "survey.csv, line 1: The file has a header and no records."),
    ("", "survey.csv: The file is empty."),
    ("a;b\n1;2\n1\n", "survey.csv, line 3: Expected 2 fields, found 1."),
    (
      "a;b,c\n1;2,3\n4;5,6\n",
      "survey.csv, line 1: Expected one separator, and commas make 2 fields of the header and of all 2 records, "
        + "semicolons make 2 fields of the header and of all 2 records; --separator (key separator) says which it is."
    ),
    (
      "a,b\n1,2\n3,inf\n",
      "survey.csv, line 3, column 2 (b): A number was expected; infinity, NaN, hexadecimal and "
        + "out-of-range numbers are not read."
    ),
    (
      "a,b\n1,1e999\n",
      "survey.csv, line 2, column 2 (b): A number was expected; infinity, NaN, hexadecimal and "
        + "out-of-range numbers are not read."
    ),
  ])
  func `a malformed file is answered with its line and what was expected`(text: String, expected: String) {
    #expect(sentence { _ = try microdata(text) } == expected)
  }

  @Test func `bytes that are not UTF-8 are answered with their line and column`() throws {
    let bytes = Array("a,b\n1,é\n1,x".utf8) + [0xFF, 0x0A]
    let found = sentence { try withFile(bytes) { _ = try Microdata(contentsOf: $0) } }
    #expect(
      found
        == "survey.csv, line 3, column 2 (b): Expected one encoding, and 1 character is UTF-8 and 1 byte is not, of which "
        + "windows-1252 has not 0; --encoding (key encoding) says which it is."
    )
  }

  @Test func `a fault is found at its line in whatever piece of the file it stands`() throws {
    let record = "1,\"x\ny\",2\n"
    for count in [1, 10, 100, 1000] {
      let text = "a,b,c\n" + String(repeating: record, count: count) + "1,2\n" + String(repeating: record, count: 50)
      #expect(
        sentence { _ = try microdata(text) }
          == "survey.csv, line \(2 * count + 2): Expected 3 fields, found 2.")
    }
  }

  @Test func `files that cannot be read are answered by name`() throws {
    #expect(sentence { _ = try Microdata(contentsOf: "/nowhere/survey.csv") } == "survey.csv: There is no such file.")
    let ofOtherFormat = try withFile(named: "survey.doc", "a\n1\n".utf8) { path in
      sentence { _ = try Microdata(contentsOf: path) }
    }
    #expect(
      ofOtherFormat
        == "survey.doc: Expected a name that ends in .csv, .tsv, .txt, .xlsx, .json, .sav, .zsav, .por, .dta, .sas7bdat "
        + "or .xpt.")
    let ofResource = try withFile("a\n1\n".utf8) { path in
      sentence { _ = try Microdata(contentsOf: path, resource: "x") }
    }
    #expect(ofResource == "survey.csv: A resource can be chosen from a datapackage.json only.")
    let ofFolder = try withFile("a\n1\n".utf8) { path in
      sentence { _ = try Microdata(contentsOf: URL(filePath: path).deletingLastPathComponent()) }
    }
    #expect(ofFolder.hasSuffix(": The folder holds no datapackage.json."))
  }
}
