import Foundation
import Peilstok
import Testing

@Suite struct Checks {
  private let folder = NotebookFolder()
  private let values = block("values", "a: {number: 0.0801}\nb: {number: 0.0801}\nc: {share: [801, 10000]}")

  @Test(arguments: [
    ("{of: a, percent: 8}", "8%", "8%"), ("{of: a, percent: 8.0}", "8.0%", "8.0%"),
    ("{of: a, percent: 8.01}", "8.01%", "8.01%"), ("{of: a, percent: 8.014, decimals: 1}", "8.0%", "8.0%"),
    ("{of: a, value: 0.08}", "0.08", "0.08"), ("{of: a, value: 0.0801}", "0.0801", "0.0801"),
    ("{of: a, equals: b}", "0.080100", "0.080100"), ("{of: c.value, equals: a}", "0.080100", "0.080100"),
    ("{of: a, above: 0.08}", "&gt; 0.080", "0.080"), ("{of: a, below: 0.1, decimals: 4}", "&lt; 0.1000", "0.0801"),
    ("{of: c.lower, above: 0}", "&gt; 0.000", "0.075"),
  ])
  func `that hold are shown`(check: String, expected: String, found: String) throws {
    let markdown = try folder.markdown(values + block("check", "- \(check)"))
    #expect(markdown.contains("Checks that hold"))
    let row = try #require(markdown.split(separator: "\n").first { $0.hasPrefix("| a") || $0.hasPrefix("| c") })
    let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces).replacing("\\", with: "") }
    #expect(
      cells.dropFirst().map { $0.replacing(">", with: "&gt;").replacing("<", with: "&lt;") } == [expected, found])
  }

  @Test(arguments: [
    ("{of: a, percent: 8.1}", "\"a\" does not hold: expected 8.1%, found 8.0%."),
    ("{of: a, value: 0.081}", "\"a\" does not hold: expected 0.081, found 0.080."),
    ("{of: c.lower, equals: a}", "\"c.lower\" does not hold: expected 0.080100, found 0.074940."),
    ("{of: a, above: 0.0801}", "\"a\" does not hold: expected > 0.080, found 0.080."),
    ("{of: a, below: 0.0801, decimals: 4}", "\"a\" does not hold: expected < 0.0801, found 0.0801."),
  ])
  func `that fail give no document`(check: String, sentence: String) throws {
    let body = values + block("check", "- {of: a, above: 0}\n- \(check)")
    #expect(try folder.complaint(body) == "small.md:17: The check of \(sentence)")
  }

  @Test func `of a number that is not known never hold`() throws {
    let body = block("estimates", "empty: {prevalence: exposed, where: sex == 3}")
    for check in ["above: 0", "below: 1", "percent: 0", "value: 0", "equals: empty"] {
      #expect(
        try folder.complaint(body + block("check", "- {of: empty, \(check)}"))
          == "small.md:14: \"empty\" is undefined, so no sentence can state it.")
    }
  }

  @Test func `are counted and numbered`() throws {
    let rendered = try folder.render(
      values + block("check", "- {of: a, above: 0, label: More than none}") + block("check", "- {of: a, below: 1}"))
    #expect(rendered.document.tables.map(\.identifier).prefix(2) == ["Check-1", "Check-2"])
    #expect(rendered.provenance.contains("\"checks\" : 2"))
    #expect(MarkdownRenderer().render(rendered.document).contains("| More than none |"))
  }
}
