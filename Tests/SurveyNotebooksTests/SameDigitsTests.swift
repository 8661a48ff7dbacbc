import Foundation
import Peilstok
import TestSupport
import Testing

/// A sentence and a table that print one number print the same digits.
@Suite struct `The same digits` {
  private static let requests = [
    "prevalence: exposed", "prevalence: exposed, decimals: 3", "prevalence: exposed, by: sex, where: sex != 3",
    "prevalence: exposed, where: wave == 2022 & sex == 1", "distribution: exposed", "mean: grade",
    "mean: hours, by: wave",
    "mean: hours, decimals: 4", "mean: hours, round: 5", "total: hours", "total: hours, decimals: 2",
    "total: hours, round: 100", "count: exposed", "count: exposed, by: wave", "count: exposed, decimals: 3",
    "count: exposed=no, round: 1000", "ratio: hours, over: grade", "ratio: hours, over: grade, decimals: 5",
    "median: hours", "quantile: hours, order: 0.9, decimals: 3", "median: hours, round: 10",
  ]

  private func text(_ cell: Cell, _ language: Language) -> String? {
    guard case .number(let value, let format) = cell, value.isFinite else { return nil }
    return format.text(value, in: language)
  }

  /// The digits of a number in a sentence: without its unit, its interval and the plus sign of a change.
  private func digits(_ text: String?) -> String? {
    text.map { String($0.prefix { !" (".contains($0) }.trimmingPrefix("+")) }
  }

  /// Compares columns of a table with fields of a result, element by element.
  private func compare(
    _ table: Table, from first: Int = 0, _ columns: [String: String], with elements: [NamedResult.Element],
    in language: Language, _ source: SourceLocation = #_sourceLocation
  ) {
    var count = 0
    for (row, element) in paired(Array(table.rows.dropFirst(first).prefix(elements.count)), elements) {
      for (key, field) in columns {
        guard let column = table.columns.firstIndex(where: { $0.key == key }),
          let printed = digits(text(row.cells[column], language))
        else { continue }
        #expect(digits(element.texts[field]) == printed, "\(key): \(element.texts)", sourceLocation: source)
        count += 1
      }
    }
    #expect(count >= columns.count, sourceLocation: source)
  }

  @Test(arguments: Language.allCases, requests)
  func `stand in a sentence and in a table of estimates`(language: Language, request: String) throws {
    var folder = NotebookFolder()
    folder.language = language.rawValue
    let named = block("estimates", "a: {\(request)}")
    let rendered = try folder.render(named + block("table", "id: T1\ncaption: c\nrows:\n  - {\(request)}"))
    let table = try #require(rendered.document.tables.first)
    let elements = try folder.results(named).result(named: "a").elements
    #expect(table.rows.count == elements.count)
    compare(table, ["estimate": "value", "lower": "lower", "upper": "upper"], with: elements, in: language)
  }

  @Test(arguments: Language.allCases)
  func `stand in a sentence and in the tables of a model`(language: Language) throws {
    var folder = NotebookFolder()
    folder.language = language.rawValue
    let named = block(
      "model",
      """
      odds: {formula: exposed ~ sex + hours, where: sex != 3}
      shares: {margins: odds, over: sex}
      changes: {effects: odds, decimals: 3}
      part: {fraction: odds, unexposed: {sex: "1"}}
      exact: {fraction: odds, unexposed: {sex: "1"}, population: 1234567}
      round: {fraction: odds, unexposed: {sex: "1"}, population: 1234567, round: 5000}
      steps: {formula: exposed ~ factor(grade) + sex, where: "sex != 3 & (grade == 5 | grade == 6 | grade == 7)"}
      dose: {doses: steps, over: grade}
      """)
    let tables = ["margins: shares", "effects: changes", "fraction: [part, exact, round]", "doses: dose"]
    let rendered = try folder.render(
      named + tables.enumerated().map { block("table", "id: T\($0)\ncaption: c\n\($1)") }.joined())
    let results = try folder.results(named)
    func elements(_ name: String) throws -> [NamedResult.Element] { try results.result(named: name).elements }
    let found = rendered.document.tables
    let interval = ["lower": "lower", "upper": "upper"]
    compare(
      found[0],
      interval.merging([
        "share": "value", "ratio": "ratio", "ratio_lower": "ratio-lower", "ratio_upper": "ratio-upper",
        "difference": "difference", "difference_lower": "difference-lower", "difference_upper": "difference-upper",
      ]) { $1 }, with: try elements("shares"), in: language)
    compare(found[1], interval.merging(["effect": "value"]) { $1 }, with: try elements("changes"), in: language)
    compare(
      found[2],
      interval.merging([
        "fraction": "value", "observed": "observed", "unexposed": "unexposed", "people": "people",
        "people_lower": "people-lower", "people_upper": "people-upper",
      ]) { $1 }, with: try ["part", "exact", "round"].flatMap(elements), in: language)
    // The last element is the trend, which the table has no row for.
    let shares = try elements("dose").dropLast()
    compare(found[3], interval.merging(["share": "value"]) { $1 }, with: Array(shares), in: language)
  }

  @Test(
    arguments: Language.allCases, ["prevalence: exposed", "mean: hours", "total: hours", "count: exposed, round: 50"])
  func `stand in a difference and in a table that compares`(language: Language, request: String) throws {
    var folder = NotebookFolder()
    folder.language = language.rawValue
    // Few answers, of which shares are written without decimals and their difference with one.
    for condition in ["sex != 3", "sex == 1 & unit < 4"] {
      let named = block(
        "estimates",
        "a: {\(request), by: wave, where: \(condition)}\nb: {difference: a, of: [\"2024\"], minus: [\"2022\"]}")
      let compared = block(
        "table", "id: T1\ncaption: c\ncompare: previous\nrows:\n  - {\(request), by: wave, where: \(condition)}")
      let further =
        block("sensitivity", "of: [a, b]\ndesigns:\n  flat: {weights: none}")
        + block("table", "id: T2\ncaption: c\nsensitivity: [\"a[2024]\", b]")
      let tables = try folder.render(named + compared + further).document.tables
      let results = try folder.results(named)
      let difference = try #require(try results.result(named: "b").elements.first)
      compare(
        tables[0], from: 1,
        ["difference": "value", "difference_lower": "lower", "difference_upper": "upper"], with: [difference],
        in: language)
      let own = try results.result(named: "a").elements[1]
      compare(tables[1], ["estimate": "value", "lower": "lower", "upper": "upper"], with: [own], in: language)
      compare(
        tables[1], from: 2, ["estimate": "value", "lower": "lower", "upper": "upper"], with: [difference],
        in: language)
      // The difference of one number between analyses has the decimals of any difference of such numbers.
      let cells = tables[1].rows[1].cells
      guard case .number(_, let between) = cells[cells.count - 1],
        case .number(_, let within) = tables[0].rows[1].cells[
          tables[0].columns.firstIndex { $0.key == "difference" } ?? 0]
      else {
        Issue.record("The tables have no differences.")
        return
      }
      #expect(between == within)
    }
  }

  @Test func `are those of the number unless the author rounds`() throws {
    let folder = NotebookFolder()
    let means = "m: {mean: hours, by: wave}\ni: {difference: m, of: [\"2024\"], minus: [\"2022\"]}\n"
    let requests = means + "a: {total: hours}\nb: {total: hours, decimals: 2}\nc: {total: hours, round: 1000}"
    let results = try folder.results(
      block("estimates", requests)
        + block(
          "values",
          "d: {product: [a, 1], round: 1000}\ne: {product: [a, 1]}\nf: {number: 6.248}\ng: {difference: [5, 6.25]}\nh: {product: [0.29, 634]}\n"
            + "k: {difference: [\"m[2024]\", \"m[2022]\"]}"))
    func text(_ name: String) throws -> String { try results.text(#require(Reference(name))) }
    let value = try results.number(#require(Reference("a")))
    #expect(try text("a.value") == NumberFormat.count.text(value, in: .english))
    #expect(try text("b.value") == NumberFormat.number(decimals: 2).text(value, in: .english))
    let thousands = NumberFormat.count.text((value / 1000).rounded() * 1000, in: .english)
    #expect(try text("c.value") == thousands)
    #expect(try text("d.value") == thousands)
    // A product that is no whole number keeps a decimal at least.
    let product = try Double(text("e.value").filter { $0 != "," })
    #expect(product.map { abs($0 - value) <= 0.05 } == true)
    #expect(try text("f.value") == "6.248" && text("g.value") == "-1.25")
    #expect(try text("h.value") == "183.9")
    // A difference of means is written as one, also where it is worked out from their names.
    #expect(try text("k.value") == text("i.value").trimmingPrefix("+"))
    // A standard error is not rounded with the number, or it would say nothing.
    #expect(try text("c.se") == text("a.se"))
    #expect(try text("c.value") != text("a.value"))
  }
}
