import Foundation
import TestSupport
import Testing

@Suite("Indicators from the shell")
struct IndicatorOptionTests {
  private static let dictionary = """
    version: "1"
    indicators:
      - name: low
        label: {nl: Laag, en: Low}
        version: "1"
        items: [score]
        rule: {cutoff: "<= 5"}

    """

  private static let records =
    "id,w,sex,score\n" + (0..<24).map { "0\($0),2,\($0 % 3 == 0 ? "boy" : "girl"),\($0 * $0 % 11)\n" }.joined()

  /// Every verb that reads records derives them, and uses them like columns.
  @Test(arguments: [
    "estimate d.csv --weights w --statistic prevalence --of low=yes --by sex",
    "estimate d.csv --weights w --statistic mean --of score --by low",
    "test d.csv --weights w --rows low --columns sex",
    "model d.csv --weights w --formula low~sex",
    "weigh d.csv --weights w --margins m.yaml --method rake --output o.csv --by low",
    "check d.csv --weights w --by low",
  ])
  func `are derived by every verb that reads records`(_ arguments: String) throws {
    let files = [
      "d.csv": Self.records, "indicators.yaml": Self.dictionary, "m.yaml": "counts: {low: {no: 20, yes: 30}}\n",
    ]
    try withFiles(files) { folder in
      let run = try peilstok("\(arguments) --indicators indicators.yaml", in: folder)
      #expect(run.errors == "" && run.status == 0)
      #expect(run.output.contains("low"))
      #expect(try peilstok(arguments, in: folder).status != 0)
      // The weights stand beside the records as they were read.
      if let written = try? String(contentsOf: folder.appending(path: "o.csv"), encoding: .utf8) {
        #expect(written.split(separator: "\n")[0] == "id,w,sex,score,calibrated_weight")
      }
    }
  }
}
