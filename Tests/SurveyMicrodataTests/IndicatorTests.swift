import SurveyMicrodata
import Testing

func dictionary(_ text: String) throws -> IndicatorDictionary {
  try withFile(named: "indicators.yaml", text.utf8) { try IndicatorDictionary(contentsOf: $0) }
}

/// A dictionary of one indicator.
func dictionary(items: String, rule: String, missing: String? = nil) throws -> IndicatorDictionary {
  try dictionary(
    """
    version: "1"
    indicators:
      - name: derived
        label: {nl: Afgeleid, en: Derived}
        version: "1"
        items: [\(items)]
        rule: \(rule)
    \(missing.map { "    missing: \($0)" } ?? "")
    """)
}

@Suite struct IndicatorTests {
  /// Three items: y yes, n no, a not asked, r refused, k does not know, b blank.
  let data: Microdata

  init() throws {
    let records = ["yyy", "ynn", "nnn", "ynb", "nnr", "aaa", "aak", "abr", "nna", "yyb"]
    var items: [[Int32]] = [[], [], []]
    let codes: [Character: Int32] = [
      "y": 1, "n": 0, "a": MissingKind.notAsked.code, "r": MissingKind.refused.code,
      "k": MissingKind.doesNotKnow.code, "b": MissingKind.blank.code,
    ]
    for record in records {
      for (index, answer) in record.enumerated() { items[index].append(try #require(codes[answer])) }
    }
    data = try Microdata(
      name: "records",
      columns: zip(["a", "b", "c"], items).map { ($0, .factor(Factor(codes: $1, levels: ["never", "often"]))) }
        + [("grade", .numbers([5, 5.5, 10, 1, 6, MissingKind.refused.number, 7, 8, 9, 5]))])
  }

  /// One letter for each record: y, n, a group's level, or the kind of missing as above.
  func letters(_ column: Column) -> String {
    (0..<data.rowCount).map { row in
      switch (column, column.missingKind(at: row)) {
      case (_, .blank?): "b"
      case (_, .notAsked?): "a"
      case (_, .refused?): "r"
      case (_, .doesNotKnow?): "k"
      case (.numbers(let values), nil): String(Int(values[row]))
      case (.factor(let factor), nil): String(factor.levels[Int(factor.codes[row])].prefix(1))
      }
    }.joined()
  }

  @Test(arguments: [
    // Records:                                  yyy ynn nnn ynb nnr aaa aak abr nna yyb
    ("{anyOf: [often]}", "allAnswered", "yynbrakrab"),
    ("{anyOf: [often]}", "anyTrueElseAllAnswered", "yynyrakray"),
    ("{anyOf: [often]}", "{atLeast: 2}", "yynynakrny"),
    ("{anyOf: {levels: [often, never]}}", "allAnswered", "yyybrakrab"),
    ("{allOf: [often]}", "allAnswered", "ynnbrakrab"),
    ("{allOf: [often]}", "anyTrueElseAllAnswered", "ynnnnakrnb"),
    ("{allOf: {levels: [often]}}", "{atLeast: 1}", "ynnnnakrny"),
    ("{count: [often]}", "allAnswered", "310brakrab"),
    ("{count: [often]}", "anyTrueElseAllAnswered", "310brakrab"),
    ("{count: [often]}", "{atLeast: 2}", "31010akr02"),
    ("{count: {levels: [often], cutPoints: [1, 2]}}", "allAnswered", "210brakrab"),
    ("{count: {levels: [often], cutPoints: [2]}}", "anyTrueElseAllAnswered", "200b0akr02"),
    ("{condition: a == often or b == often}", "allAnswered", "yynbrakrab"),
    ("{condition: a == often or b == often}", "anyTrueElseAllAnswered", "yynynakrny"),
  ])
  func `a rule for missing items decides what an incomplete record is`(
    rule: String, missing: String, expected: String
  ) throws {
    let derived = try data.deriving(try dictionary(items: "a, b, c", rule: rule, missing: missing))
    #expect(letters(try derived.column("derived")) == expected)
  }

  @Test func `a cut-off compares one number`() throws {
    let derived = try data.deriving(try dictionary(items: "grade", rule: "{cutoff: \"<= 5\"}"))
    #expect(letters(try derived.column("derived")) == "ynnynrnnny")
    let description = try #require(derived.codebook.variables["derived"])
    #expect(description.label.text(in: "nl") == "Afgeleid")
    #expect(description.levels.map { $0.label.text(in: "nl") } == ["nee", "ja"])
    #expect(derived.sources.map(\.fileName) == ["indicators.yaml"])
  }

  @Test func `a recode puts levels and numbers in new levels`() throws {
    let levels = try data.deriving(
      try dictionary(
        items: "a", rule: "{recode: [{level: Ever, label: {nl: ooit}, from: [often]}, {level: Not, from: [never]}]}"))
    #expect(letters(try levels.column("derived")) == "EENENaaaNE")
    #expect(levels.codebook.variables["derived"]?.levels[0].label.text(in: "nl") == "ooit")
    let numbers = try data.deriving(
      try dictionary(
        items: "grade", rule: "{recode: [{level: low, between: [1, 5.5]}, {level: high, between: [6, 10]}]}"))
    #expect(letters(try numbers.column("derived")) == "llhlhrhhhl")
  }

  @Test func `an indicator can use others, in any order`() throws {
    let text = """
      version: 2024.1
      indicators:
        - name: both
          label: {nl: Beide, en: Both}
          version: "1"
          rule: {condition: any == yes & low == yes}
        - name: any
          label: {nl: Een, en: Any}
          version: "3"
          window: {nl: afgelopen 12 maanden, en: past 12 months}
          items: [a, b, c]
          rule: {anyOf: [often]}
          missing: anyTrueElseAllAnswered
          code: ICVAC 02
          note: A note
          comparable: [{from: 2022, reason: {nl: Nieuw item, en: New item}}]
        - name: low
          label: Low
          version: "1"
          items: [grade]
          rule: {cutoff: "<= 5"}
      """
    let dictionary = try dictionary(text)
    #expect(dictionary.version == "2024.1")
    #expect(dictionary.indicators.map(\.name) == ["both", "any", "low"])
    let any = dictionary.indicators[1]
    #expect(any.version == "3" && any.code == "ICVAC 02" && any.note.text(in: "nl") == "A note")
    #expect(any.window.text(in: "en") == "past 12 months")
    #expect(any.breaks.map(\.wave) == ["2022"])
    #expect(dictionary.indicators[0].items == ["any", "low"])
    let derived = try data.deriving(dictionary)
    #expect(derived.columnNames == ["a", "b", "c", "grade", "both", "any", "low"])
    #expect(letters(try derived.column("both")) == "ynnynrnnny")
  }
}
