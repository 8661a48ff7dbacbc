import Foundation
import TestSupport
import Testing

/// The case `05-routed-items-any-of`: two of three items were asked only of those whom they can concern.
@Suite struct RoutedItemCaseTests {
  private func run(_ missing: String, _ body: (URL, CommandRun) throws -> Void) throws {
    let source = repository.appending(path: "Tests/Fixtures/cases/05-routed-items-any-of")
    let files = try ["d.csv", "datapackage.json"].reduce(into: [String: String]()) { files, name in
      files[name] = try String(contentsOf: source.appending(path: name), encoding: .utf8)
    }
    let dictionary = """
      version: "1"
      indicators:
        - name: any
          label: Physical violence
          version: "1"
          items: [d105a, d130a, d118y]
          rule: \(missing)
      """
    let notebook = """
      ---
      title: Case 05-routed-items-any-of
      language: en
      data: datapackage.json
      dictionary: ind.yaml
      design: {weights: w, strata: st, units: cl}
      ---

      ```yaml estimates
      a: {prevalence: any, decimals: 4}
      ```

      {{a.value}} of {{a.n}}, {{a.missing}} missing.
      """
    try withFiles(files.merging(["ind.yaml": dictionary, "nb.md": notebook]) { $1 }) { folder in
      try body(folder, try peilstok("report nb.md --output out", in: folder))
    }
  }

  @Test(arguments: [
    "{anyOf: [yes]}\n    missing: anyTrueElseAllAsked", "{anyOf: [yes]}\n    missing: allAsked",
    "{anyOf: [yes]}\n    missing: {atLeast: 1, notAsked: no}",
    "{condition: d105a == yes | d130a == yes & not d130a is not asked | d118y == yes & not d118y is not asked}",
  ])
  func `an item that was not asked is not a yes (05-routed-items-any-of)`(rule: String) throws {
    try run(rule) { folder, run in
      #expect(run.status == 0)
      #expect(run.errors == "")
      let text = try String(contentsOf: folder.appending(path: "out/nb.md"), encoding: .utf8)
      // numpy: 0.181572.
      #expect(text.contains("18.1572% of 400, 0 missing."))
    }
  }

  @Test func `an indicator whose missing values come from routing says so, by kind`() throws {
    try run("{anyOf: [yes]}\n    missing: anyTrueElseAllAnswered") { folder, run in
      let sentence =
        "Most missing values of \"any\" come from routing: of 266 missing, 266 were not asked, 0 refused, 0 not known and "
        + "0 blank. The rule anyTrueElseAllAsked takes what was not asked as a no; a condition can ask for it with \"is not "
        + "asked\"."
      #expect(run.errors == "peilstok: nb.md, line 10: \(sentence)\n")
      let provenance = try String(contentsOf: folder.appending(path: "out/nb/provenance.json"), encoding: .utf8)
      #expect(provenance.contains("\"line\" : 10") && provenance.contains("of 266 missing, 266 were not asked"))
      let check = try peilstok("check nb.md", in: folder)
      #expect(check.output.contains("Line 10: \(sentence)\n"))
    }
  }
}
