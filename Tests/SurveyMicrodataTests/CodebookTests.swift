import Foundation
import SurveyMicrodata
import Testing

/// Writes the files of a data package to a folder of its own and hands over the path of the folder.
func withPackage<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
  try withFile(named: "datapackage.json", (files["datapackage.json"] ?? "{}").utf8) { path throws in
    let folder = URL(filePath: path).deletingLastPathComponent()
    for (name, text) in files where name != "datapackage.json" {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    return try body(folder.path(percentEncoded: false))
  }
}

@Suite struct CodebookTests {
  static let package = """
    {
      "name": "monitor",
      "titles": {"nl": "De monitor", "en": "The monitor"},
      "sampleKind": "optIn",
      "synthetic": true,
      "resources": [{
        "name": "records",
        "path": "monitor.csv",
        "schema": {
          "missingValues": ["", {"value": "-7", "label": "notAsked"}, {"value": "-8", "label": "refused"},
            {"value": "-9", "label": "doesNotKnow"}],
          "fields": [
            {"name": "age", "type": "integer", "constraints": {"required": true, "minimum": 8, "maximum": 18}},
            {"name": "sex", "type": "string", "titles": {"nl": "Geslacht", "en": "Sex"},
              "categories": [
                {"value": "2", "labels": {"nl": "meisje", "en": "girl"}},
                {"value": "1", "labels": {"nl": "jongen", "en": "boy"}},
                {"value": "3", "label": "other"}]},
            {"name": "grade", "type": "number", "title": "Life grade"},
            {"name": "home", "type": "boolean", "missingValues": ["-1"]},
            {"name": "place", "type": "string"}
          ]
        }
      }]
    }
    """

  func records(_ text: String) throws -> Microdata {
    try withPackage(["datapackage.json": Self.package, "monitor.csv": text]) { try Microdata(contentsOf: $0) }
  }

  @Test func `a data package gives types, levels, labels and the kinds of missing`() throws {
    let data = try records(
      """
      age,sex,grade,home,place
      8,1,7.5,true,b
      18,2,-8,0,a
      12,-9,-7,-1,NA
      13,,,TRUE,

      """)
    #expect(data.name == "records")
    #expect(data.codebook.sampleKind == .optIn)
    #expect(data.codebook.isSynthetic)
    #expect(data.codebook.title.text(in: "nl") == "De monitor")
    #expect(try data.numbers(of: "age") == [8, 18, 12, 13])
    #expect(try data.levels(of: "sex") == ["2", "1", "3"])
    #expect(try data.texts("sex") == ["1", "2", nil, nil])
    #expect(try data.column("sex").missingKind(at: 2) == .doesNotKnow)
    #expect(try data.column("sex").missingKind(at: 3) == .blank)
    let grade = try data.column("grade")
    #expect((0..<4).map { grade.missingKind(at: $0) } == [nil, .refused, .notAsked, .blank])
    #expect(try data.texts("home") == ["true", "false", nil, "true"])
    // With a codebook NA is a text like any other, unless the codebook makes it a missing code.
    #expect(try data.texts("place") == ["b", "a", "NA", nil])
    let sex = try #require(data.codebook.variables["sex"])
    #expect(sex.label.text(in: "nl") == "Geslacht")
    #expect(sex.levels.map { $0.label.text(in: "en") } == ["girl", "boy", "other"])
    #expect(data.codebook.variables["grade"]?.label.text(in: "nl") == "Life grade")
    #expect(data.sources.map(\.fileName) == ["monitor.csv", "datapackage.json"])
  }

  @Test func `values outside the codebook are counted, never shown`() throws {
    let text = """
      age,sex,grade,home,plaec
      7,1,7.5,true,b
      19,2,9,false,b
      ,4,secret,maybe,b
      5,9,inf,true,b
      8.5,1,8,true,b
      """
    #expect(
      sentence { _ = try records(text) }
        == "monitor.csv differs from its codebook: column \"plaec\" is not in the codebook (nearest: \"place\"); "
        + "column \"place\" is in the codebook but not in the file (nearest: \"plaec\"); "
        + "column \"age\" has 1 value that is not a whole number (line 6); "
        + "column \"age\" has 2 values below 8 (first on line 2); column \"age\" has 1 value above 18 (line 3); "
        + "column \"age\" has 1 required value missing (line 4); "
        + "column \"sex\" has 2 values that are not levels (first on line 4); "
        + "column \"grade\" has 2 values that are not numbers (first on line 4); "
        + "column \"home\" has 1 value that is not a level (line 4).")
  }

  @Test func `a codebook on a bare file leaves the other columns as they stand`() throws {
    let text = "id,age,sex,grade,home,place\nx,8,1,7,true,b\ny,9,2,8,false,b\n"
    try withPackage(["datapackage.json": Self.package, "monitor.csv": text]) { folder throws in
      let data = try Microdata(contentsOf: folder + "/monitor.csv", codebook: folder + "/datapackage.json")
      #expect(data.columnNames == ["id", "age", "sex", "grade", "home", "place"])
      #expect(try data.texts("id") == ["x", "y"])
      #expect(try data.levels(of: "sex") == ["2", "1", "3"])
      #expect(
        try Microdata(contentsOf: folder + "/monitor.csv", codebook: folder, columns: ["sex"]).columnNames == ["sex"])
    }
  }

  @Test func `a delimiter and a resource are taken from the data package`() throws {
    let package = """
      {"resources": [
        {"name": "first", "path": "a.csv", "dialect": {"delimiter": ";"}},
        {"name": "second", "path": "b.csv"}]}
      """
    let files = ["datapackage.json": package, "a.csv": "x;y\n1;2\n", "b.csv": "z\n3\n"]
    try withPackage(files) { folder throws in
      #expect(try Microdata(contentsOf: folder).columnNames == ["x", "y"])
      #expect(try Microdata(contentsOf: folder, resource: "second").columnNames == ["z"])
      #expect(
        sentence { _ = try Microdata(contentsOf: folder, resource: "secnd") }
          == "datapackage.json, line 1: There is no resource named \"secnd\". Did you mean \"second\"?")
    }
  }

  @Test func `texts in JSON keep their escapes and planes`() throws {
    let package = #"{"title": "\u00e9 \ud83d\ude00 \"q\" \n", "resources": [{"path": "a.csv"}]}"#
    try withPackage(["datapackage.json": package, "a.csv": "x\n1\n"]) { folder throws in
      #expect(try Codebook(contentsOf: folder).title.text(in: "en") == "\u{E9} \u{1F600} \"q\" \n")
    }
  }

  @Test func `a data package that is not UTF-8 is answered by name`() throws {
    let found = try withFile(named: "datapackage.json", [0x7B, 0xFF, 0x7D]) { path in
      sentence { _ = try Microdata(contentsOf: path) }
    }
    #expect(found == "datapackage.json: The contents are not UTF-8 text.")
  }

  @Test func `a table that is absent is answered by name`() throws {
    let package = #"{"resources": [{"path": "a.csv.gz"}]}"#
    try withPackage(["datapackage.json": package]) { folder throws in
      #expect(sentence { _ = try Microdata(contentsOf: folder) } == "a.csv.gz: There is no such file.")
    }
  }
}
