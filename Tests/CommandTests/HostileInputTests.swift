import Foundation
import Testing

/// A file that no careful person would hand over, and what each verb says to it.
struct HostileFile: CustomTestStringConvertible {
  let name: String
  let contents: [UInt8]
  var arguments = ["estimate"]
  let sentence: String

  init(_ name: String, _ text: String, _ arguments: String..., saying sentence: String) {
    self.init(name, [UInt8](text.utf8), arguments, saying: sentence)
  }

  init(_ name: String, _ contents: [UInt8], _ arguments: [String] = [], saying sentence: String) {
    self.name = name
    self.contents = contents
    let mean = ["estimate", name, "--weights", "w", "--statistic", "mean", "--of", "x"]
    self.arguments = arguments.isEmpty ? mean : arguments
    self.sentence = sentence
  }

  var testDescription: String { arguments.joined(separator: " ") }
}

private let gzipped: [UInt8] = [
  31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 208, 41, 231, 50, 212, 49, 226, 50, 214, 49, 225, 2, 0, 36, 116, 224, 158, 12,
  0, 0, 0,
]
private let gzippedNothing: [UInt8] = [31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]

private let hostileRecords = [
  HostileFile("cut.csv.gz", [UInt8](gzipped.dropLast(9)), saying: "cut.csv.gz: The gzipped contents end too early."),
  HostileFile(
    "plain.csv.gz", "x,w\n1,2\n", saying: "plain.csv.gz: The name ends in .gz but the contents are not gzip."),
  HostileFile("nothing.csv.gz", gzippedNothing, saying: "nothing.csv.gz: The file is empty."),
  HostileFile(
    "wide.csv", [UInt8]("x,w\n1,2\n3,".utf8) + [0xFF, 0x81],
    saying: "wide.csv, line 3, column 2 (w): Expected one encoding, and 0 characters are UTF-8 and 2 bytes are not, of "
      + "which windows-1252 has not 1; --encoding (key encoding) says which it is."
  ),
  HostileFile(
    "spreadsheet.csv", [0xFF, 0xFE, 120, 0, 44, 0, 119, 0, 10, 0],
    saying: "spreadsheet.csv, line 1: The file has a header and no records."),
  HostileFile(
    "nul.csv", [UInt8]("x,w\n1,2\n".utf8) + [0, 0, 0] + [UInt8](",3\n".utf8),
    saying: "nul.csv, line 3, column 1 (x): The field holds a NUL byte; this is not a text file."),
  HostileFile(
    "old.csv", "x,w\r1,2\r",
    saying: "old.csv, line 1: Expected a line feed after a carriage return; lines end in LF or CRLF."),
  HostileFile(
    "long.csv", "x,w\n" + String(repeating: "9", count: 2_000_000) + ",1\n",
    saying:
      "Column \"x\" is read as text: 1 of its whole numbers is above 9007199254740992, where numbers merge, on line 2."),
  HostileFile(
    "columns.csv",
    (1...10_000).map { "c\($0)" }.joined(separator: ",") + "\n"
      + [String](repeating: "1", count: 9_999).joined(separator: ",") + "\n",
    saying: "columns.csv, line 2: Expected 10000 fields, found 9999."),
  HostileFile(
    "records.doc", "x,w\n1,2\n",
    saying:
      "records.doc: Expected a name that ends in .csv, .tsv, .txt, .xlsx, .json, .sav, .zsav, .por, .dta, .sas7bdat "
      + "or .xpt."),
]

private let hostilePackages = [
  HostileFile(
    "absent.json", #"{"name": "p", "resources": [{"name": "t", "path": "nowhere.csv"}]}"#,
    saying: "nowhere.csv: There is no such file."),
  HostileFile(
    "folder.json", #"{"name": "p", "resources": [{"name": "t", "path": "folder"}]}"#,
    saying: "folder.json, line 1: No resource is a CSV file."),
  HostileFile(
    "broken.json", #"{"name": "p", "resources": ["#, saying: "broken.json, line 1, column 29: Expected a JSON value."),
  HostileFile(
    "deep.json", String(repeating: "[", count: 100_000),
    saying: "deep.json, line 1, column 101: More than 100 lists and objects stand inside each other."),
  HostileFile("list.json", "[]", saying: "list.json, line 1: Expected an object."),
]

private let hostileNotebooks = [
  HostileFile(
    "yaml.md", "---\ntitle: [x\n---\n", "report", "yaml.md", "--output", "out",
    saying: "yaml.md:3: The YAML cannot be read: did not find expected ',' or ']'."),
  HostileFile(
    "open.md", "---\ntitle: x\n", "check", "open.md",
    saying:
      "open.md:1: A notebook starts with front matter between two lines of three dashes (---). See 'peilstok help notebook'."
  ),
  HostileFile(
    "empty.md", "", "report", "empty.md", "--output", "out",
    saying:
      "empty.md:1: A notebook starts with front matter between two lines of three dashes (---). See 'peilstok help notebook'."
  ),
  HostileFile(
    "bytes.md", [0x80, 0x81, 0], ["report", "bytes.md", "--output", "out"],
    saying: "bytes.md: The notebook cannot be read as UTF-8 text."),
  HostileFile(
    "x.md", "", "report", "absent.md", "--output", "out", saying: "absent.md: There is no such notebook."),
]

@Suite("Hostile input")
struct HostileInputTests {
  @Test(arguments: hostileRecords + hostilePackages + hostileNotebooks)
  func `a hostile file ends in one sentence without its values`(_ file: HostileFile) throws {
    let run = try withFiles([:]) { folder in
      try Data(file.contents).write(to: folder.appending(path: file.name))
      return try peilstok(file.arguments, in: folder)
    }
    #expect(run == CommandRun(status: 1, output: "", errors: "peilstok: \(file.sentence)\n"))
  }

  @Test func `a folder in the place of records, and a file in the place of a folder`() throws {
    try withFiles(["taken": "", "good.csv": "x,w\n1,2\n3,4\n"]) { folder in
      try FileManager.default.createDirectory(
        at: folder.appending(path: "records.csv"), withIntermediateDirectories: true)
      let records = try peilstok("estimate records.csv --statistic mean --of x", in: folder)
      #expect(records.errors == "peilstok: records.csv: The folder holds no datapackage.json.\n")
      for place in ["taken", "taken/deeper/report"] {
        let run = try peilstok(["simulate", "--seed", "1", "--output", place], in: folder)
        #expect(run.status == 1 && run.output == "")
        #expect(
          run.errors.hasPrefix("peilstok: Expected a folder at ") && run.errors.hasSuffix("taken\", found a file.\n"))
      }
    }
  }

  @Test func `ten thousand columns are read`() throws {
    let names = (1...10_000).map { "c\($0)" }.joined(separator: ",")
    let record = (1...10_000).map { String($0 % 7) }.joined(separator: ",")
    let run = try withFiles(["columns.csv": names + "\n" + record + "\n" + record + "\n"]) {
      try peilstok("estimate columns.csv --statistic mean --of c10000 --format csv", in: $0)
    }
    #expect(run.status == 0 && run.errors == "")
  }

  @Test(arguments: ["=girl", "income,=2"])
  func `a level without a column is an empty name`(_ list: String) throws {
    let run = try withFiles(["good.csv": "income,sex\n1,girl\n2,boy\n"]) {
      try peilstok(["estimate", "good.csv", "--statistic", "prevalence", "--of", list], in: $0)
    }
    #expect(run.status == 64)
    #expect(run.errors == "peilstok: --of holds an empty name. See 'peilstok estimate --help'.\n")
  }
}
