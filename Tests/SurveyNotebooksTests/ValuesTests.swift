import Peilstok
import Testing

@Suite struct Values {
  private var folder: NotebookFolder {
    NotebookFolder(files: ["figures.csv": "year,group,value\n2020,all,199\n2022,all,2347\n2022,girls,13.3\n"])
  }

  private let values = block(
    "values",
    """
    first: {file: figures.csv, where: year == 2020, column: value}
    second: {file: figures.csv, where: "year == 2022 & group == all", column: value}
    published: {file: figures.csv, where: "group == girls", column: value, unit: percent}
    stated: {number: 312}
    sum: {sum: [first, second, 1]}
    gap: {difference: [second, first]}
    product: {product: [published, second], decimals: 1}
    points: {difference: [published, 0.1], unit: points}
    share: {share: [stated, second]}
    narrow: {share: [stated, second], level: 0.9, decimals: 2}
    """)

  @Test(
    arguments: [
      ("first", 199, "199"), ("second", 2347, "2,347"), ("published", 0.133, "13.3%"), ("sum", 2547, "2,547"),
      ("gap", 2148, "2,148"), ("product", 312.151, "312.2"), ("points", 0.033, "+3.3 percentage points"),
      ("share", 312.0 / 2347, "13.3% (95% CI 12.0% to 14.7%; n = 2,347)"),
      ("narrow", 312.0 / 2347, "13.29% (90% CI 12.18% to 14.49%; n = 2,347)"),
    ] as [(String, Double, String)])
  func `are numbers with their text`(name: String, number: Double, text: String) throws {
    let results = try folder.results(values)
    let reference = try #require(Reference(name))
    #expect(abs(try results.number(reference) - number) < 1e-12 * max(1, number))
    #expect(try results.text(reference) == text)
  }

  @Test func `a share has Wilson's interval`() throws {
    let results = try folder.results(values)
    let wilson = ConfidenceInterval.wilson(share: 312.0 / 2347, count: 2347)
    #expect(try results.number(#require(Reference("share.lower"))) == wilson.lower)
    #expect(try results.number(#require(Reference("share.upper"))) == wilson.upper)
    #expect(try results.text(#require(Reference("share.one-in"))) == "1 in 8")
  }

  @Test(arguments: [
    (
      "a: {file: figures.csv, where: year == 2022, column: value}",
      "The key \"where\" wants a condition that one row of the table satisfies, not 2."
    ),
    (
      "a: {file: figures.csv, where: year == 1999, column: value}",
      "The key \"where\" wants a condition that one row of the table satisfies, not 0."
    ),
    (
      "a: {file: figures.csv, where: year == 2020, column: valu}",
      "There is no column named \"valu\". Did you mean \"value\"?"
    ),
    ("a: {file: figures.csv, where: year == 2020, column: group}", "Column \"group\" holds levels, not numbers."),
    ("a: {file: figures.csv, where: year == 2020}", "The key \"column\" is missing."),
    ("a: {file: figures.csv, column: value}", "The key \"where\" is missing."),
    ("a: {sum: [b]}", "No estimate, model or value is named \"b\"."),
    ("a: {sum: [\"b c\"]}", "The reference {{b c}} is not of the form name, name[level] or name[level].field."),
    ("a: {sum: []}", "The key \"sum\" wants numbers or names of numbers."),
    ("a: {share: [1]}", "The key \"share\" wants a numerator and a denominator that is no smaller."),
    ("a: {share: [2, 1]}", "The key \"share\" wants a numerator and a denominator that is no smaller."),
    ("a: {share: [0, 0]}", "The key \"share\" wants a numerator and a denominator that is no smaller."),
    ("a: {share: [1, 2], level: 95}", "A confidence level must lie between 0 and 1; found 95.0."),
  ])
  func `that cannot be are errors on their line`(entry: String, complaint: String) throws {
    #expect(try folder.complaint(block("values", "first: {number: 1}\n" + entry)) == "small.md:12: \(complaint)")
  }

  @Test func `need no records`() throws {
    let text = "---\ntitle: A\nlanguage: nl\n---\n" + values + "\n{{share}}, {{sum}}, {{points}}\n"
    let markdown = MarkdownRenderer().render(try folder.render(text: text).document)
    #expect(markdown.contains("13,3% (95%-BI 12,0% tot 14,7%; n = 2.347), 2.547, +3,3 procentpunt"))
  }
}
