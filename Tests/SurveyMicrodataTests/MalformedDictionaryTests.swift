import SurveyMicrodata
import Testing

@Suite struct MalformedDictionaryTests {
  static let head = "version: 1\nindicators:\n"
  static let entry = "  - {name: x, label: X, version: 1, "

  @Test(arguments: [
    ("a: [", "line 2: This is not YAML: did not find expected node content."),
    ("# nothing", "line 1: Expected a mapping."),
    ("- a", "line 1: Expected a mapping."),
    ("version: 1\nversion: 2", "line 1: The key \"version\" stands twice."),
    ("version: 1\nindicators: 5", "line 2: Expected a list that is not empty."),
    ("version: []\nindicators: []", "line 1: Expected a text."),
    (
      head + entry + "items: [a], missing: {atLeast: 1.5}, rule: {anyOf: [yes]}}",
      "line 3: Expected a whole number."
    ),
    (head + entry + "items: [a], missing: {atLeast: x}, rule: {anyOf: [yes]}}", "line 3: Expected a number."),
    (
      head + entry + "items: [a], rule: {recode: [{level: p, between: [5, 1]}]}}",
      "line 3: Expected two numbers, the smaller first."
    ),
    ("version: 1", "line 1: Expected a key \"indicators\"."),
    (
      "version: 1\nindicator: []",
      "line 2: Expected one of version, indicators, tickAll; found \"indicator\". Did you mean \"indicators\"?"
    ),
    (
      head + entry + "itmes: [a], rule: {cutoff: \"< 5\"}}",
      "line 3: Expected one of name, label, version, items, rule, missing, window, code, note, comparable; "
        + "found \"itmes\". Did you mean \"items\"?"
    ),
    (head + "  - {name: x}", "line 3: Expected a key \"label\"."),
    (head + entry + "rule: {cutoff: \"< 5\"}}", "line 3: Expected a key \"items\"."),
    (head + entry + "items: [a, b], rule: {cutoff: \"< 5\"}}", "line 3: Expected exactly one item, found 2."),
    (
      head + entry + "items: [a], rule: {cutoff: 5}}",
      "line 3: Expected a comparison with a number, such as \"<= 5\"."
    ),
    (head + entry + "items: [a], rule: {anyOf: [yes]}}", "line 3: Expected a key \"missing\"."),
    (
      head + entry + "items: [a], missing: allAnswerd, rule: {anyOf: [yes]}}",
      "line 3: Expected one of allAnswered, anyTrueElseAllAnswered, allAsked, anyTrueElseAllAsked, {atLeast: k} or "
        + "{blanksAreNo: base}; found \"allAnswerd\". "
        + "Did you mean \"allAnswered\"?"
    ),
    (
      head + entry + "items: [a], missing: {atLeast: 2}, rule: {anyOf: [yes]}}",
      "line 3: Expected a number of answers from 1 to the number of items, 1; found 2."
    ),
    (
      head + entry + "items: [a], rule: {}}",
      "line 3: Expected exactly one of anyOf, allOf, count, cutoff, recode, condition."
    ),
    (
      head + entry + "items: [a], missing: allAnswered, rule: {count: {levels: [y], cutPoints: [2, 2]}}}",
      "line 3: Expected cut points that rise from 1 on."
    ),
    (
      head + entry + "items: [a], rule: {recode: [{level: p, between: [1, 5]}, {level: q, between: [5, 6]}]}}",
      "line 3: Level \"q\" takes up what another level or group has."
    ),
    (
      head + entry + "items: [a], rule: {condition: a == 1 & b == 2}}",
      "line 3: The condition uses \"b\", which is not among the items."
    ),
    (
      head + entry + "rule: {condition: a = 1}}",
      "line 3: Condition \"a = 1\", character 3: Expected ==; a single = compares nothing."
    ),
    (
      head + entry + "items: [a], rule: {cutoff: \"< 5\"}}\n" + entry + "items: [a], rule: {cutoff: \"< 5\"}}",
      "line 4: Two indicators are named \"x\"."
    ),
    (
      head + "  - {name: x, label: X, version: 1, rule: {condition: y == yes}}\n"
        + "  - {name: y, label: Y, version: 1, rule: {condition: x == yes}}",
      "line 3: These indicators are made of each other: x, y, x."
    ),
  ])
  func `a dictionary that cannot be used is answered with its line`(text: String, expected: String) {
    #expect(sentence { _ = try dictionary(text) } == "indicators.yaml, " + expected)
  }

  @Test(arguments: [
    ("a2", "{cutoff: \"< 5\"}", "There is no column named \"a2\". Did you mean \"a\"?"),
    (
      "sex", "{cutoff: \"< 5\"}",
      "Column \"sex\" has levels that are not numbers, so <, <=, > and >= mean nothing for it."
    ),
    (
      "sex", "{recode: [{level: x, from: [grl]}]}", "Column \"sex\" has no level \"grl\"."
    ),
    ("sex", "{recode: [{level: x, from: [girl]}]}", "The recode leaves out 1 level of column \"sex\"."),
    ("sex", "{recode: [{level: x, between: [1, 2]}]}", "Column \"sex\" holds levels, not numbers."),
    ("a", "{recode: [{level: x, between: [1, 2]}]}", "The recode leaves out 2 values of column \"a\"."),
  ])
  func `a dictionary that does not fit the data is answered with its line`(
    item: String, rule: String, expected: String
  ) throws {
    let data = try microdata("a,sex\n1,girl\n3,boy\n4,\n")
    #expect(
      sentence { _ = try data.deriving(try dictionary(items: item, rule: rule)) } == "indicators.yaml, line 3: "
        + expected
    )
  }

  @Test func `an indicator does not replace a column of the data`() throws {
    let data = try microdata("derived\n1\n")
    #expect(
      sentence { _ = try data.deriving(try dictionary(items: "derived2", rule: "{cutoff: \"< 5\"}")) }
        == "indicators.yaml, line 3: Two columns are named \"derived\".")
  }
}
