import Foundation
import SurveyMicrodata
import Testing

@Suite struct SPSSFileTests {
  @Test(arguments: ["youth.sav", "youth.zsav"])
  func `every cell, label and kind of an SPSS file is there`(file: String) throws {
    let data = try records(file)
    #expect(data.name == "youth")
    #expect(data.columnNames == ["id", "told", "grade", "sex", "born", "told_whom", "weight"])
    #expect(try data.cells("id") == ["1.0", "2.0", "3.0", "4.0", "5.0", "6.0"])
    #expect(try data.cells("told") == ["1", "0", "<refused Refused>", "<notAsked Not asked>", "1", "<blank>"])
    #expect(try data.cells("grade") == ["7.5", "<blank no answer>", "<blank 98>", "6.0", "10.0", "<blank>"])
    #expect(try data.cells("sex") == ["m", "f", "f", "", "<blank no answer>", "m"])
    #expect(
      try data.cells("born")
        == ["2008-02-29", "1582-10-15", "<blank>", "2012-12-31", "1970-01-01", "1999-01-01"])
    #expect(
      try data.cells("told_whom")
        == [
          String(repeating: "x", count: 300), String(repeating: "é", count: 150), "", "teacher", "a\nb", "mother",
        ])
    #expect(try data.cells("weight") == ["0.5", "1.5", "1.0", "1.0", "2.0", "1.0"])
    #expect(try data.labelledLevels("told") == ["0=No", "1=Yes"])
    #expect(try data.labelledLevels("grade") == ["1=worst", "10=best"])
    #expect(try data.labelledLevels("sex") == ["f=girl", "m=boy"])
    #expect(data.codebook.variables["told"]?.label.text(in: "en") == "Told somebody")
    #expect(data.codebook.variables["weight"]?.label.texts.isEmpty == true)
    #expect(data.codebook.title.text(in: "en") == "Youth survey")
    #expect(data.codebook.caseWeight == nil)
  }

  @Test func `a number of which every value has a label is one of levels, another stays a number`() throws {
    let data = try records("youth.sav")
    #expect(try data.levels(of: "told") == ["0", "1"])
    #expect(try data.affirmativeLevel(of: "told") == "1")
    #expect(throws: MicrodataError.notNumeric(column: "told")) { try data.numbers(of: "told") }
    #expect(try data.numbers(of: "grade").count { !$0.isNaN } == 3)
  }

  @Test func `what a file says to be nominal has no order, what it says to be ordinal has the order of the codes`()
    throws
  {
    let nominal = try records("youth.sav").factor(of: "told")
    let ordinal = try records("weighted.sav").factor(of: "told")
    #expect(!nominal.hasStatedOrder)
    #expect(ordinal.hasStatedOrder)
  }

  @Test(arguments: [
    ("weighted.sav", true), ("weighted-compressed.sav", true), ("weighted.zsav", true), ("weighted.por", false),
  ])
  func `what PSPP wrote is read from each of its forms, the case weight too`(file: String, hasLongNames: Bool) throws {
    let data = try records(file)
    let name = { (long: String) in hasLongNames ? long : long.uppercased() }
    #expect(data.columnNames == ["id", "told", "told2", "pw", "day", "clock", "word"].map(name))
    #expect(try data.cells(name("id")) == ["1.0", "2.0", "3.0"])
    #expect(try data.cells(name("told")) == ["1", "0", "<doesNotKnow does not know>"])
    #expect(try data.cells(name("told2")) == ["<refused>", "1", "0"])
    #expect(try data.cells(name("pw")) == ["0.5", "1.5", "2.25"])
    #expect(try data.cells(name("day")) == ["2008-02-29", "2012-12-31", "1970-01-01"])
    #expect(try data.cells(name("clock")) == ["10:30:00", "23:59:59", "00:00:01"])
    #expect(try data.cells(name("word")) == ["een", "twee", ""])
    #expect(try data.labelledLevels(name("told")) == ["0=no", "1=yes"])
    #expect(data.codebook.variables[name("told")]?.label.text(in: "en") == "Told somebody")
    #expect(data.codebook.caseWeight == name("pw"))
  }

  @Test func `a blank text is an answer, and a note says so`() throws {
    let data = try records("youth.sav")
    #expect(
      data.remarks(on: ["sex"]).map(\.description) == [
        "Column \"sex\" has 1 blank text, which counts as an answer, as in SPSS; where a blank stands for missing, declare "
          + "it as a missing value."
      ])
    #expect(data.remarks(on: ["told"]).isEmpty)
  }

  @Test func `names that differ in capitals only are both kept, and a note says so`() throws {
    let data = try records("alike.sav")
    #expect(try data.cells("Age") == ["1.0", "2.0"])
    #expect(try data.cells("AGE") == ["3.0", "4.0"])
    #expect(
      data.remarks(on: ["AGE"]).map(\.description) == [
        "The name of column \"AGE\" differs from that of another in capitals only; SPSS takes both for one."
      ])
  }

  @Test func `a data package goes before the file in what it describes, and the file speaks for the rest`() throws {
    let package = """
      {"resources": [{"name": "r", "path": "youth.sav", "schema": {"fields": [
        {"name": "told", "type": "integer", "titles": {"nl": "Verteld"},
         "missingValues": [{"value": "9", "label": "doesNotKnow"}],
         "categories": [{"value": 0, "labels": {"nl": "nee"}}, {"value": 1, "labels": {"nl": "ja"}}]},
        {"name": "grade", "type": "number", "constraints": {"minimum": 0, "maximum": 10}}]}}]}
      """
    try withFile(named: "datapackage.json", package.utf8) { path in
      let data = try Microdata(contentsOf: fixture("youth.sav"), codebook: path)
      #expect(try data.cells("told") == ["1", "0", "<refused Refused>", "<doesNotKnow>", "1", "<blank>"])
      #expect(data.codebook.variables["told"]?.levels.map { $0.label.text(in: "nl") } == ["nee", "ja"])
      #expect(data.codebook.variables["told"]?.label.text(in: "nl") == "Verteld")
      #expect(try data.cells("grade") == ["7.5", "<blank no answer>", "<blank 98>", "6.0", "10.0", "<blank>"])
      #expect(try data.cells("sex") == ["m", "f", "f", "", "<blank no answer>", "m"])
      #expect(data.sources.map(\.fileName) == ["youth.sav", "datapackage.json"])
    }
  }

  @Test func `what differs from a given codebook is counted and placed by its record`() throws {
    let package = """
      {"resources": [{"name": "r", "path": "youth.sav", "schema": {"fields": [
        {"name": "told", "type": "integer", "categories": [0]},
        {"name": "grade", "type": "number", "constraints": {"maximum": 7}},
        {"name": "grades", "type": "number"}]}}]}
      """
    try withFile(named: "datapackage.json", package.utf8) { path in
      let error = sentence { _ = try Microdata(contentsOf: fixture("youth.sav"), codebook: path) }
      #expect(
        error
          == "youth.sav differs from its codebook: column \"grades\" is in the codebook but not in the file (nearest: "
          + "\"grade\"); column \"told\" has 2 values that are not levels (first in record 1); column \"grade\" has 2 values "
          + "above 7 (first in record 1).")
    }
  }

  @Test func `a data package names an SPSS file as its table`() throws {
    let package = #"{"resources": [{"name": "youth", "path": "youth.sav"}]}"#
    try withFile(named: "youth.sav", fixtureBytes("youth.sav")) { path in
      let folder = String(path.dropLast("youth.sav".count))
      try package.write(toFile: folder + "datapackage.json", atomically: true, encoding: .utf8)
      #expect(try Microdata(contentsOf: folder).cells("told").first == "1")
    }
  }

  @Test func `a format of text files is refused, an encoding and missing texts are taken`() throws {
    let path = try fixture("youth.sav")
    #expect(
      sentence { _ = try Microdata(contentsOf: path, format: TextFormat(separator: ";")) }
        == "youth.sav: A separator and a decimal mark are of text files; this is one of SPSS.")
    let data = try Microdata(contentsOf: path, format: TextFormat(encoding: .utf8, missingTexts: ["mother"]))
    #expect(try data.cells("told_whom").last == "<blank>")
  }

  @Test func `the bytes decide what reads a file, and the name where they do not`() throws {
    try withFile(named: "youth.csv", fixtureBytes("youth.sav")) { path throws in
      #expect(try Microdata(contentsOf: path).cells("told").first == "1")
    }
    try withFile(named: "youth.sav", "a,b\n1,2\n".utf8) { path in
      #expect(
        sentence { _ = try Microdata(contentsOf: path) }
          == "youth.sav: The name ends as that of a file of SPSS, and the contents do not begin as one.")
    }
  }
}
