import Peilstok
import Testing

@Suite struct `Keys of blocks` {
  private let folder = NotebookFolder()

  @Test(arguments: [
    ("estimates", "share:\n  prevalence: exposed\n  wher: sex == 1", 13, "wher", "where"),
    ("table", "id: T1\ncaptoin: A", 12, "captoin", "caption"),
    ("table", "id: T1\ncaption: A\nrows:\n  - prevalence: exposed\n    by-eech: [sex]", 15, "by-eech", "by-each"),
    ("model", "odds:\n  formul: exposed ~ sex", 12, "formul", "formula"),
    ("values", "a:\n  numbr: 2", 12, "numbr", "number"),
    ("check", "- of: a\n  valeu: 2", 12, "valeu", "value"),
  ])
  func `an unknown one is named with the nearest`(
    kind: String, lines: String, line: Int, key: String, nearest: String
  ) throws {
    #expect(
      try folder.complaint(block(kind, lines))
        == "small.md:\(line): There is no key \"\(key)\". Did you mean \"\(nearest)\"?")
  }

  @Test(arguments: [
    (
      "estimates", "share: {by: sex}",
      "11: Exactly one of the keys \"prevalence\", \"distribution\", \"mean\", \"total\", \"count\", \"ratio\", "
        + "\"quantile\", \"median\", \"distribution-function\", \"histogram\", \"density\", \"variance\", \"covariance\", \"correlation\", \"gini\", \"quintile-share-ratio\", \"alpha\", \"kappa\", \"counts\", \"patterns\", \"co-occurrence\", \"cumulative-index\", \"rate\" is wanted; found 0."
    ),
    (
      "estimates", "share: {prevalence: exposed, mean: grade}",
      "11: Exactly one of the keys \"prevalence\", \"distribution\", \"mean\", \"total\", \"count\", \"ratio\", "
        + "\"quantile\", \"median\", \"distribution-function\", \"histogram\", \"density\", \"variance\", \"covariance\", \"correlation\", \"gini\", \"quintile-share-ratio\", \"alpha\", \"kappa\", \"counts\", \"patterns\", \"co-occurrence\", \"cumulative-index\", \"rate\" is wanted; found 2."
    ),
    ("estimates", "[a, b]", "11: Keys with values are wanted here."),
    ("estimates", "", "11: Keys with values are wanted here."),
    ("table", "caption: A", "11: The key \"id\" is missing."),
    ("table", "id: T1", "11: The key \"caption\" is missing."),
    (
      "table", "id: T1\ncaption: A",
      "11: Exactly one of the keys \"rows\", \"data\", \"model\", \"margins\", \"effects\", \"fraction\", \"doses\", "
        + "\"tests\", \"sensitivity\", \"weighting\", \"weights\", \"missing\", \"indicators\" is wanted; found 0."
    ),
    ("table", "id: T1\ncaption: A\nrows:", "13: Keys with values are wanted here."),
    ("table", "id: T1\ncaption: A\nweighting: true", "11: The key \"weighting\" is missing."),
    (
      "table", "id: T1/2\ncaption: A\nmissing: [sex]",
      "11: A table is called \"T1/2\"; expected letters, digits, \".\", \"_\" and \"-\", a letter or digit first."
    ),
    (
      "model", "odds: {over: sex}",
      "11: Exactly one of the keys \"formula\", \"margins\", \"effects\", \"fraction\", \"doses\" is wanted; found 0."
    ),
    (
      "model", "odds: {formula: exposed ~ sex, family: logit}",
      "11: The key \"family\" does not know \"logit\". Known are \"binomial\", \"gaussian\", \"poisson\", "
        + "\"gamma\", \"negative-binomial\", \"ordinal\", \"multinomial\", \"cox\"."
    ),
    (
      "values", "a: {unit: percent}",
      "11: Exactly one of the keys \"file\", \"number\", \"sum\", \"difference\", \"product\", \"share\", "
        + "\"levels\", \"range\", \"threshold\", \"window\", \"items\", \"designs\", \"version-of\" is wanted; found 0."
    ),
    ("values", "a: {number: twelve}", "11: The key \"number\" wants a number."),
    (
      "values", "a: {number: 1, unit: persent}",
      "11: The key \"unit\" does not know \"persent\". Did you mean \"percent\"?"
    ),
    ("check", "- {value: 2}", "11: The key \"of\" is missing."),
    (
      "check", "- {of: a b, value: 2}",
      "11: The reference {{a b}} is not of the form name, name[level] or name[level].field."
    ),
    ("check", "- {of: a, value: 2}", "11: No estimate, model or value is named \"a\"."),
  ])
  func `what they lack is said`(kind: String, lines: String, complaint: String) throws {
    #expect(try folder.complaint(block(kind, lines)) == "small.md:\(complaint)")
  }

  @Test(
    arguments: [
      ("estimates", "a: {mean: grade, interval: wilson}", "interval", "mean"),
      ("estimates", "a: {mean: grade, over: hours}", "over", "mean"),
      ("estimates", "a: {prevalence: exposed, order: 0.5}", "order", "prevalence"),
      ("estimates", "a: {prevalence: exposed, section: A}", "section", "prevalence"),
      (
        "estimates",
        "a: {prevalence: exposed, by: sex}\nb: {difference: a, of: [\"1\"], minus: [\"2\"], where: sex == 1}",
        "where", "difference"
      ),
      ("estimates", "a: {association: [sex, exposed], by: wave}", "by", "association"),
      ("table", "id: T1\ncaption: A\nrows:\n  - {prevalence: exposed, by: sex, by-each: [wave]}", "by", "by-each"),
      ("table", "id: T1\ncaption: A\nrows:\n  - {prevalence: exposed, by: sex, test: true}", "test", "prevalence"),
      ("table", "id: T1\ncaption: A\nmissing: [sex]\ncompare: previous", "compare", "missing"),
      ("table", "id: T1\ncaption: A\nmissing: [sex]\ncolumns: {a: A}", "columns", "missing"),
      ("model", "a: {formula: exposed ~ sex, over: sex}", "over", "formula"),
      ("model", "a: {formula: exposed ~ sex}\nb: {effects: a, over: sex}", "over", "effects"),
      ("model", "a: {formula: exposed ~ sex}\nb: {effects: a, up-to: no}", "up-to", "a logistic model"),
      ("values", "a: {number: 1, where: b}", "where", "number"),

    ])
  func `one that would change nothing is refused`(kind: String, lines: String, key: String, other: String) throws {
    let complaint = try folder.complaint(block(kind, lines))
    #expect(complaint.hasSuffix(": The key \"\(key)\" does not go with \"\(other)\"."), "\(complaint)")
  }

  @Test func `a name is given once in a notebook`() throws {
    let body = block("values", "a: {number: 1}") + block("values", "b: {number: 1}\na: {number: 2}")
    #expect(try folder.complaint(body) == "small.md:15: The name \"a\" is given twice.")
    let mixed = block("values", "a: {number: 1}") + block("estimates", "a: {mean: grade}")
    #expect(try folder.complaint(mixed) == "small.md:14: The name \"a\" is given twice.")
  }

  @Test func `a table has a number of its own`() throws {
    let table = block("table", "id: T1\ncaption: A\nmissing: [sex]")
    #expect(try folder.complaint(table + table) == "small.md:16: Two tables are called \"T1\".")
    let other = block("table", "id: t1\ncaption: A\nmissing: [sex]")
    #expect(try folder.complaint(table + other) == "small.md:16: Two tables are called \"t1\".")
  }
}
