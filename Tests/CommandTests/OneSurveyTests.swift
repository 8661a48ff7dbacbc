import Foundation
import Peilstok
import TestSupport
import Testing

/// One survey as CSV, as the CSV of a Dutch office (Windows-1252, semicolons, decimal commas) and as a workbook.
@Suite struct OneSurveyTests {
  private static let forms = ["survey.csv", "survey-office.csv", "survey.xlsx"]

  private func path(_ name: String) -> String {
    repository.appending(path: "Tests/Fixtures/workbooks/\(name)").path(percentEncoded: false)
  }

  /// The answer without where it comes from.
  private func answer(_ run: CommandRun) throws -> [String: Any] {
    try #require(run.status == 0, "\(run.errors)")
    var answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    var provenance = try #require(answer["provenance"] as? [String: Any])
    provenance["data"] = nil
    answer["provenance"] = provenance
    return answer
  }

  @Test(arguments: [
    "estimate DATA --weights gewicht --strata stratum --statistic mean --of leeftijd --by gemeente --format json",
    "estimate DATA --weights gewicht --strata stratum --statistic prevalence --of geslaagd=ja --by opmerking --format json",
    "test DATA --weights gewicht --strata stratum --rows geslaagd --columns stratum --format json",
    "check DATA --weights gewicht --strata stratum --format json",
  ])
  func `the answers are the same, where they come from apart`(_ arguments: String) throws {
    let answers = try Self.forms.map { form in
      let words = arguments.split(separator: " ").map { $0 == "DATA" ? path(form) : String($0) }
      return try answer(try peilstok(words)) as NSDictionary
    }
    for (form, answer) in zip(Self.forms, answers).dropFirst() { #expect(answer == answers[0], "\(form)") }
  }

  @Test func `a notebook gives the same report bytes, provenance apart`() throws {
    var reports: [String] = []
    for form in Self.forms {
      let notebook = """
        ---
        title: One survey
        data: \(form)
        design:
          weights: gewicht
          strata: stratum
        ---

        ```yaml table
        id: T1
        caption: Passed, by town
        labels: [Characteristic, Group]
        rows:
          - prevalence: geslaagd=ja
            by-each: [gemeente, opmerking]
        ```

        """
      try withFiles(["report.md": notebook]) { folder in
        try FileManager.default.copyItem(atPath: path(form), toPath: folder.appending(path: form).path)
        let run = try peilstok(["report", "report.md", "--output", "out"], in: folder)
        try #require(run.status == 0, "\(run.errors)")
        let text = try String(contentsOf: folder.appending(path: "out/report.md"), encoding: .utf8)
        let provenance = try #require(text.range(of: "## Provenance"))
        let tables = try String(contentsOf: folder.appending(path: "out/report/t1.csv"), encoding: .utf8)
        reports.append(String(text[..<provenance.lowerBound]) + tables)
        if form != "survey.csv" { #expect(text.contains("\(form) ("), "\(text)") }
      }
    }
    #expect(reports[0].contains("Groningen") && reports[1] == reports[0] && reports[2] == reports[0])
  }

  @Test func `JSON tells how a file was read where that is not the default`() throws {
    func form(_ name: String) throws -> [String: Any] {
      let run = try peilstok(["estimate", path(name), "--statistic", "mean", "--of", "leeftijd", "--format", "json"])
      let answer = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      let data = (answer?["provenance"] as? [String: Any])?["data"] as? [[String: Any]]
      return try #require(data?.first)
    }
    #expect(try Set(form("survey.csv").keys) == ["file", "sha256", "bytes"])
    let office = try form("survey-office.csv")
    #expect(office["encoding"] as? String == "windows-1252")
    #expect(office["separator"] as? String == ";")
    #expect(office["decimal"] as? String == "comma")
    #expect(try form("survey.xlsx")["sheet"] as? String == "Gegevens")
  }

  @Test func `weigh writes a workbook as the CSV of its sheet with the weights beside it`() throws {
    let margins = "counts: {geslaagd: {ja: 500, nee: 400}}\n"
    try withFiles(["margins.yaml": margins]) { folder in
      var written: [[String]] = []
      for form in ["survey.csv", "survey.xlsx"] {
        let run = try peilstok(
          [
            "weigh", path(form), "--weights", "gewicht", "--margins", "margins.yaml", "--method", "raking", "--output",
            "\(form).out.csv",
          ], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let text = try String(contentsOf: folder.appending(path: "\(form).out.csv"), encoding: .utf8)
        #expect(
          text.hasPrefix("record,stratum,gemeente,gewicht,leeftijd,geslaagd,datum,opmerking,calibrated_weight\n1,"))
        written.append(text.split(separator: "\n").map { String($0.split(separator: ",").last ?? "") })
      }
      #expect(written[0].count == 61 && written[0] == written[1])
    }
  }
}
