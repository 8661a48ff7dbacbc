import Peilstok
import Testing

@Suite struct Tables {
  private var folder: NotebookFolder { NotebookFolder() }

  /// The one table of a block, besides provenance.
  private func table(_ lines: String, before: String = "", in folder: NotebookFolder = NotebookFolder()) throws -> Table
  {
    let document = try folder.render(before + block("table", "id: T1\ncaption: A table\n" + lines)).document
    return try #require(document.tables.first { $0.identifier == "T1" })
  }

  private func texts(_ table: Table, column: Int) -> [String] {
    table.rows.map { row in
      guard case .text(let text, _) = row.cells[column] else { return "?" }
      return text
    }
  }

  @Test func `rows stand variable after variable, each with its groups`() throws {
    let table = try table("labels: [What, When]\nrows:\n  - {prevalence: [exposed, told=nobody], by: wave}")
    #expect(table.columns.map(\.header) == ["What", "When", "Share", "Lower bound", "Upper bound", "n (unweighted)"])
    #expect(texts(table, column: 0) == ["Violence at home", "Violence at home", "Told: nobody", "Told: nobody"])
    #expect(texts(table, column: 1) == ["2022", "2024", "2022", "2024"])
  }

  @Test func `variables of one label keep their own groups`() throws {
    let package = SmallSurvey.package().replacing("\"en\": \"Grade of life\"", with: "\"en\": \"hours\"")
    let table = try table(
      "rows:\n  - {mean: [grade, hours], by: wave}", in: NotebookFolder(package: package))
    #expect(texts(table, column: 0) == ["hours", "hours", "hours", "hours"])
    #expect(texts(table, column: 1) == ["2022", "2024", "2022", "2024"])
  }

  @Test func `sections, labels and groups fill the label columns`() throws {
    let table = try table(
      """
      labels: [Part, Who, Which]
      rows:
        - {section: All, prevalence: exposed, label: [everyone, all]}
        - {section: By, prevalence: exposed, by-each: [sex, wave], skip-empty: true}
      """)
    #expect(texts(table, column: 0) == ["All", "By", "By", "By", "By"])
    #expect(texts(table, column: 1) == ["everyone", "Sex", "Sex", "Wave", "Wave"])
    #expect(texts(table, column: 2) == ["all", "boy", "girl | woman", "2022", "2024"])
  }

  @Test func `each statement has the test of its own variable`() throws {
    let table = try table(
      "rows:\n  - {prevalence: [exposed, told=nobody], by-each: [wave], test: true, section: A}\nlabels: [A, B, C]")
    let results = try folder.results(
      block("estimates", "a: {association: [exposed, wave]}\nb: {association: [told, wave]}"))
    let expected = try ["a.p", "b.p"].map { try results.number(#require(Reference($0))) }
    let found = table.rows.map { $0.cells[7] }
    #expect(found == [expected[0], expected[0], expected[1], expected[1]].map { .number($0, .pValue) })
  }

  @Test func `a row is compared with the one before it in the same group`() throws {
    let results = try folder.results(
      block(
        "estimates",
        """
        a: {prevalence: exposed, by: [sex, wave]}
        b: {difference: a, of: ["1", "2024"], minus: ["1", "2022"]}
        """))
    let table = try table(
      "compare: previous\nlabels: [Sex, Wave]\nrows:\n  - {prevalence: exposed, by: [sex, wave], where: sex != 3, "
        + "skip-empty: true}")
    let difference = try results.number(#require(Reference("b")))
    #expect(table.rows.count == 4)
    #expect(table.rows[0].cells[6] == .absent(.notApplicable))
    #expect(
      table.rows[1].cells[6] == .number(difference, NumberFormat.percentagePoints(decimals: 1).signed))
    #expect(table.rows[2].cells[6] == .absent(.notApplicable))
  }

  @Test func `no comparison is made across a break`() throws {
    let table = try table("compare: previous\nrows:\n  - {prevalence: exposed_again, by: wave}\nlabels: [Wave]")
    #expect(table.rows[1].cells[5] == .absent(.breakInSeries))
    #expect(table.rows[1].cells[9] == .text("not comparable"))
    #expect(
      table.notes.map(\.text).contains(
        "Violence at home again: not comparable with earlier figures from 2024 on. The question was changed."))
  }

  @Test func `labels with bars stay in their cell`() throws {
    let markdown = try folder.markdown(block("table", "id: T1\ncaption: A\nrows:\n  - {prevalence: exposed, by: sex}"))
    #expect(markdown.contains("girl \\| woman"))
  }

  @Test func `a few answers are flagged`() throws {
    let table = try table("rows:\n  - {prevalence: exposed, by: unit}\nlabels: [Unit]")
    #expect(table.columns.last?.header == "Flag")
    #expect(table.notes.contains { $0.text.contains("fewer than 30 answers") })
  }

  @Test func `missing answers are counted by their reason`() throws {
    let table = try table("missing: [exposed, told, grade]")
    let refused = SmallSurvey.records.count { $0.exposed == "-8" }
    let notAsked = SmallSurvey.records.count { $0.told == "-7" }
    #expect(table.columns.map(\.header) == ["Item", "Answered", "Not asked", "Skipped"])
    #expect(table.rows[0].cells == [.text("Violence at home"), .count(240 - refused), .count(0), .count(refused)])
    #expect(table.rows[1].cells == [.text("Told"), .count(240 - notAsked), .count(notAsked), .count(0)])
  }

  @Test func `indicators are listed with their rule`() throws {
    let table = try table("indicators: true\nitems: [insufficient]")
    #expect(texts(table, column: 0) == ["Insufficient"])
    #expect(texts(table, column: 1) == ["Grade of life <= 5"])
  }

  @Test func `weights are summed by level`() throws {
    let table = try table("weights: wave")
    let sum = SmallSurvey.records.reduce(0) { $0 + ($1.wave == 2022 ? $1.weight : 0) }
    #expect(table.rows.count == 2)
    #expect(table.rows[0].cells[1] == .count(120))
    #expect(table.rows[0].cells[2] == .number(sum, .count))
  }

  @Test func `weighting sets participants beside the population`() throws {
    var folder = NotebookFolder()
    folder.further = "weighting: {method: raking, margins: margins.csv, within: wave}"
    folder.files["margins.csv"] =
      "wave,variable,level,count\n2022,sex,1,500\n2022,sex,2,600\n2024,sex,1,400\n2024,sex,2,400\n"
    folder.package = SmallSurvey.package().replacing(
      ",\n              {\"value\": \"3\", \"labels\": {\"nl\": \"anders\", \"en\": \"other\"}}", with: "")
    let table = try table("weighting: true", in: folder)
    #expect(texts(table, column: 0) == ["2022", "2022", "2024", "2024"])
    #expect(texts(table, column: 2) == ["boy", "girl | woman", "boy", "girl | woman"])
    guard case .number(let weighted, _) = table.rows[0].cells[5],
      case .number(let population, _) = table.rows[0].cells[6]
    else {
      Issue.record("a share is missing")
      return
    }
    #expect(population == 5.0 / 11)
    #expect(abs(weighted - population) < 1e-9)
  }

  @Test func `margins that cannot be used are refused`() throws {
    var folder = NotebookFolder()
    folder.files["margins.csv"] = "variable,level,count\n,1,5\n"
    folder.further = "weighting: {method: raking, margins: margins.csv}"
    #expect(
      try folder.complaint("") == "small.md:8: A table of margins needs a record for each level.")
    folder.files["margins.csv"] = "variable,level,count\nsex,1,5\nsex,2,5\nwave,2022,5\nwave,2024,5\n"
    folder.further = "weighting: {method: poststratification, margins: margins.csv}"
    #expect(
      try folder.complaint("")
        == "small.md:8: \"method: poststratify\" is to one margin, such as a count of crossed variables; found 2.")
    folder.further = "weighting: {method: raking, margins: margins.csv, variables: [sexe]}"
    #expect(
      try folder.complaint("") == "small.md:8: The margins have no variable \"sexe\". Did you mean \"sex\"?")
  }

  @Test func `a file of figures is shown as it is`() throws {
    var folder = NotebookFolder()
    folder.files["figures.csv"] = "source,year,value\nA,2020,7.5\nB,2021,8\nC,2022,\n"
    let table = try table(
      "data: figures.csv\nwhere: year >= 2021\nlabels: [source, year]\ncolumns: {source: From, year: Year, value: Found}",
      in: folder)
    #expect(table.columns.map(\.header) == ["From", "Year", "Found"])
    #expect(
      table.rows.map(\.cells) == [
        [.text("B"), .text("2021"), .number(8, .count)], [.text("C"), .text("2022"), .absent(.notAvailable)],
      ])
  }

  @Test func `a model gives odds and margins`() throws {
    let model = block("model", "odds: {formula: exposed ~ sex + hours}\nshares: {margins: odds, over: sex}")
    let odds = try table("model: odds", before: model)
    #expect(texts(odds, column: 0).prefix(2) == ["Sex", "Sex"])
    #expect(texts(odds, column: 1).prefix(2) == ["boy", "girl | woman"])
    #expect(odds.rows[0].cells[3] == .text("reference"))
    let margins = try table("margins: shares", before: model)
    #expect(texts(margins, column: 0) == ["boy", "girl | woman"])
    #expect(margins.rows[0].cells.last == .text("reference"))
    let results = try folder.results(model)
    let value = try results.number(#require(Reference("shares[2]")))
    #expect(margins.rows[1].cells[1] == .number(value, .percentage(decimals: 1)))
  }

  @Test(arguments: [
    ("model: odd", "No estimate, model or value is named \"odd\". Did you mean \"odds\"?"),
    ("model: shares", "The key \"model\" wants the name of a model."),
    ("margins: odds", "The key \"margins\" wants the name of a set of margins."),
    ("labels: [A, B]\nrows:\n  - {prevalence: exposed}", "The table has 2 label columns but the row has 1 label."),
    ("indicators: true\nitems: [nothing]", "Table \"T1\" has no rows."),
    ("compare: next\nrows:\n  - {prevalence: exposed, by: wave}", "The key \"compare\" wants previous."),
    ("data: nothing.csv\ncolumns: {a: A}", "nothing.csv: "),
    ("data: survey.csv", "The key \"columns\" is missing."),
  ])
  func `what cannot be a table is an error on its line`(lines: String, complaint: String) throws {
    let model = block("model", "odds: {formula: exposed ~ sex}\nshares: {margins: odds, over: sex}")
    let found = try folder.complaint(model + block("table", "id: T1\ncaption: A\n" + lines))
    #expect(found.hasPrefix("small.md:15: \(complaint)"), "\(found)")
  }

  @Test func `rows of unlike labels are refused on the line of the row`() throws {
    let rows = "rows:\n  - {prevalence: exposed}\n  - {prevalence: exposed, by: [wave, sex]}"
    #expect(
      try folder.complaint(block("table", "id: T1\ncaption: A\n" + rows))
        == "small.md:15: The table has 1 label column but the row has 2 labels.")
  }

  @Test func `models that cannot be fitted say why on their line`() throws {
    let complaint = try folder.complaint(block("model", "a:\n  formula: exposed ~ sexx"))
    #expect(complaint == "small.md:12: There is no column named \"sexx\". Did you mean \"sex\"?")
    let margins = block("model", "a: {formula: exposed ~ sex}\nb: {margins: a, over: sex, reference: \"4\"}")
    #expect(try folder.complaint(margins).hasPrefix("small.md:12: The key \"reference\" does not know \"4\"."))
  }

  @Test func `captions and notes say results by name, or name the line on which they cannot`() throws {
    let lines = "rows:\n  - {prevalence: exposed}\nnotes:\n  - \"Of {{a.n}} records.\"\n"
    let estimates = block("estimates", "a: {prevalence: exposed}")
    let count = try folder.results(estimates).text(#require(Reference("a.n")))
    let table = try table(lines, before: estimates)
    #expect(table.notes.first?.text == "Of \(count) records.")
    let complaint = try folder.complaint(
      estimates + block("table", "id: T1\ncaption: A\n" + lines.replacing("{{a.n}}", with: "{{b}}")))
    #expect(complaint == "small.md:19: No estimate, model or value is named \"b\". Did you mean \"a\"?")
  }
}
