import SurveyMicrodata
import Testing

/// Records of one column that a codebook describes.
private func one(
  _ name: String, _ column: Column, _ description: VariableDescription? = nil
) throws -> Microdata {
  try Microdata(
    name: "d", columns: [(name, column)],
    codebook: Codebook(variables: description.map { [name: $0] } ?? [:]))
}

/// What a file of a name does not hold of records.
private func losses(_ data: Microdata, _ name: String, language: String = "en") throws -> [String] {
  try #require(try data.labelledFile(named: name, language: language)).losses
}

@Suite struct ConversionLossTests {
  @Test(arguments: [
    ("sch.wide", "out.dta", "sch_wide", "Stata"), ("1st", "out.sav", "v1st", "SPSS"), ("a b", "out.sav", "a_b", "SPSS"),
    ("with", "out.sav", "with_", "SPSS"), ("if", "out.dta", "if_", "Stata"),
    (String(repeating: "x", count: 40), "out.dta", String(repeating: "x", count: 32), "Stata"),
  ])
  func `a name that cannot be one is put right and said`(name: String, file: String, other: String, program: String)
    throws
  {
    let data = try one(name, .numbers([1, 2]))
    let (bytes, said) = try #require(try data.labelledFile(named: file, language: "en"))
    #expect(
      said == [
        "Column \"\(name)\" is named \"\(other)\", because its own name cannot be one in a file of \(program)."
      ])
    let read = try withFile(named: file, bytes) { try Microdata(contentsOf: $0) }
    #expect(read.columnNames == [other])
  }

  @Test func `two names that become one stay two`() throws {
    let data = try Microdata(name: "d", columns: [("a b", .numbers([1])), ("a-b", .numbers([2]))])
    let (bytes, _) = try #require(try data.labelledFile(named: "out.sav", language: "en"))
    let read = try withFile(named: "out.sav", bytes) { try Microdata(contentsOf: $0) }
    #expect(read.columnNames == ["a_b", "a_b_2"])
    #expect(try read.numbers(of: "a_b_2") == [2])
  }

  @Test func `names that differ in capitals only are refused for SPSS and kept for Stata`() throws {
    let data = try records("alike.sav")
    #expect(
      sentence { _ = try losses(data, "out.sav") }
        == "Columns \"Age\" and \"AGE\" differ in capitals only, and SPSS takes both names for one.")
    #expect(try losses(data, "out.dta") == [])
  }

  @Test func `long labels are cut between characters, and which is said`() throws {
    let long = String(repeating: "é", count: 200)
    let description = VariableDescription(
      label: LocalizedText(["en": long]),
      levels: [
        LevelDescription(name: "1", label: LocalizedText(["en": long])),
        LevelDescription(name: "2", label: LocalizedText(["en": "two"])),
      ])
    let data = try one("x", .factor(Factor(codes: [0, 1], levels: ["1", "2"])), description)
    let (bytes, said) = try #require(try data.labelledFile(named: "out.sav", language: "en"))
    #expect(
      said == [
        "The label of column \"x\" is cut at 255 bytes, the most that a file of SPSS holds.",
        "The label of level \"1\" of column \"x\" is cut at 120 bytes, the most that a file of SPSS holds.",
      ])
    let read = try withFile(named: "out.sav", bytes) { try Microdata(contentsOf: $0) }
    #expect(read.codebook.variables["x"]?.label.text(in: "en") == String(repeating: "é", count: 127))
    #expect(try read.labelledLevels("x") == ["1=" + String(repeating: "é", count: 60), "2=two"])
  }

  @Test func `four missing codes are a range where no answer is in it, and refused where one is`() throws {
    let kinds: [(code: String, kind: MissingKind)] = [
      ("-4", .blank), ("-3", .notAsked), ("-2", .refused), ("-1", .doesNotKnow),
    ]
    let description = VariableDescription(
      missingCodes: Dictionary(uniqueKeysWithValues: kinds.map { ($0.code, $0.kind) }), missingLabels: ["-4": "lost"])
    let cells = [1, 2] + MissingKind.allCases.dropFirst().map(\.number)
    let (bytes, _) = try #require(
      try one("x", .numbers(cells), description).labelledFile(named: "out.sav", language: "en"))
    let read = try withFile(named: "out.sav", bytes) { try Microdata(contentsOf: $0) }
    #expect(
      try read.cells("x")
        == ["1.0", "2.0", "<notAsked not asked>", "<refused>", "<doesNotKnow does not know>"])
    let between = try one("x", .numbers([-2.5, -1.5, -3.5] + cells), description)
    #expect(
      sentence { _ = try losses(between, "out.sav") }
        == "Column \"x\" has 4 missing codes; a variable of SPSS has at most three, or a range without answers in it and one "
        + "more. Leave codes that do not occur out of the codebook, or convert to Stata.")
    #expect(
      try losses(between, "out.dta")
        == ["Missing codes are written as Stata can, -1 as .a, -2 as .b, -3 as .c, -4 as .d, in column \"x\"."])
  }

  @Test func `a missing code that is an answer elsewhere gives way`() throws {
    let description = VariableDescription(missingCodes: ["NA": .refused])
    let data = try one("x", .numbers([-1, 5, MissingKind.refused.number]), description)
    #expect(try losses(data, "out.sav") == ["Missing code is written as SPSS can, NA as -2, in column \"x\"."])
  }

  @Test func `a missing text of more than eight bytes is refused for SPSS, kinds of texts are lost in Stata`() throws {
    let description = VariableDescription(missingCodes: ["not applicable": .notAsked], kind: .text)
    let data = try one("x", .factor(Factor(codes: [0, MissingKind.notAsked.code], levels: ["a"])), description)
    #expect(
      sentence { _ = try losses(data, "out.sav") }
        == "Column \"x\" has a missing text of more than 8 bytes, the most that SPSS can declare.")
    #expect(
      try losses(data, "out.dta")
        == ["1 missing text of column \"x\" is written as blank: a text of Stata has one kind of missing."])
  }

  @Test func `a kind that the label does not tell is said`() throws {
    let description = VariableDescription(missingCodes: ["9": .notAsked], missingLabels: ["9": "Item not applicable"])
    let data = try one("x", .numbers([1, 2]), description)
    #expect(
      try losses(data, "out.sav") == [
        "The kind of missing code 9 of column \"x\" does not follow from the label, which is all that a file of SPSS holds."
      ])
  }

  @Test func `labels of numbers that are not whole are lost in Stata`() throws {
    let description = VariableDescription(
      levels: [LevelDescription(name: "1.5", label: LocalizedText(["en": "half"]))], kind: .number)
    let data = try one("x", .numbers([1.5, 2]), description)
    #expect(
      try losses(data, "out.dta")
        == ["1 level of column \"x\" keeps its code and loses its label: Stata labels whole numbers only."])
    #expect(try losses(data, "out.sav") == [])
  }

  @Test func `levels that are texts are numbers with labels in Stata`() throws {
    let description = VariableDescription(levels: [
      LevelDescription(name: "no", label: LocalizedText(["en": "No"])), LevelDescription(name: "yes"),
    ])
    let data = try one("x", .factor(Factor(codes: [1, 0], levels: ["no", "yes"])), description)
    let (bytes, said) = try #require(try data.labelledFile(named: "out.dta", language: "en"))
    #expect(
      said == [
        "Levels that are texts are written as numbers from 1 with labels, in column \"x\": Stata labels whole numbers only."
      ])
    let read = try withFile(named: "out.dta", bytes) { try Microdata(contentsOf: $0) }
    #expect(try read.labelledLevels("x") == ["1=No", "2=yes"])
    #expect(try read.affirmativeLevel(of: "x") == "2")
  }

  @Test func `a codebook that is written is read as it was`() throws {
    let description = VariableDescription(
      label: LocalizedText(["nl": "Cijfer", "en": "Grade \"x\"\n"]),
      missingCodes: ["9": .notAsked, "8": .refused, "7": .blank],
      minimum: 0.5, maximum: 10, kind: .number, isRequired: true, missingLabels: ["9": "Skipped", "8": "Refused"])
    let text = try one("x", .numbers([1]), description).codebook.dataPackage(name: "D é", path: "d.csv", columns: ["x"])
    try withFile(named: "datapackage.json", text.utf8) { path in
      let read = try #require(try Codebook(contentsOf: path).variables["x"])
      #expect(read.label == description.label)
      #expect(read.missingCodes == ["": .blank, "9": .notAsked, "8": .refused, "7": .blank])
      #expect(read.missingLabels == description.missingLabels)
      #expect(read.minimum == 0.5 && read.maximum == 10 && read.isRequired)
    }
  }
}
