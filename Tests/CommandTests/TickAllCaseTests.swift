import Foundation
import Testing

/// The case `14-tick-all-that-apply`: columns with a tick or a blank, and cells with several answers.
@Suite struct TickAllCaseTests {
  private let columns = "id,w,tv,radio,web\n1,1,1,1,\n2,2,,1,\n3,1,,,\n4,1,1,1,1\n"
  private let cells = "id,w,sources\n1,1,tv;radio\n2,2,radio\n3,1,\n4,1,tv;web;radio\n"

  @Test(arguments: [
    // Worked out by hand: weights 1, 2 and 1 ticked something, and 5 is the weight of all.
    ("ticked", "50%, 100%, 25% of 3"), ("all", "40%, 80%, 20% of 4"),
  ])
  func `shares are of who ticked something, or of all (14-tick-all-that-apply)`(base: String, expected: String) throws {
    let list = "name: s, label: Source, version: \"1\", base: \(base)"
    for (data, answers) in [
      (columns, "items: [tv, radio, web]"), (cells, "cell: sources, separator: \";\", answers: [tv, radio, web]"),
    ] {
      let files = [
        "d.csv": data, "ticks.yaml": "version: \"1\"\ntickAll:\n  - {\(list), \(answers)}\n",
        "nb.md": """
        ---
        title: Case 14
        data: d.csv
        dictionary: ticks.yaml
        design: {weights: w}
        ---

        ```yaml estimates
        s: {prevalence: [s_tv, s_radio, s_web]}
        ```

        {{s[s_tv].value}}, {{s[s_radio].value}}, {{s[s_web].value}} of {{s[s_tv].n}}
        """,
      ]
      try withFiles(files) { folder in
        let run = try peilstok("report nb.md --output out", in: folder)
        #expect(run.status == 0 && run.errors == "")
        let text = try String(contentsOf: folder.appending(path: "out/nb.md"), encoding: .utf8)
        #expect(text.contains(expected))
      }
    }
  }

  @Test func `a share of a column of ticks alone says that only ticks are known`() throws {
    try withFiles(["mr2.csv": columns]) { folder in
      let run = try peilstok("estimate mr2.csv --weights w --statistic prevalence --of tv=1,radio=1,web=1", in: folder)
      #expect(
        run.output.contains(
          "Note: Only ticks are known of \"tv\": every answer is the same and 2 records are blank. A dictionary with tickAll "
            + "says for whom a blank is a no."))
      #expect(run.output.contains("\"radio\": every answer is the same and 1 record is blank."))
    }
  }
}
