import Foundation
import TestSupport
import Testing

/// The path of a file that SPSS, Stata or SAS could have written.
private func labelled(_ name: String) -> String {
  repository.appending(path: "Tests/SurveyFilesTests/Fixtures/\(name)").path
}

@Suite struct LabelledFileTests {
  @Test func `from an SPSS file to a table in one command, with labels, kinds of missing and the case weight`() throws {
    let run = try peilstok([
      "estimate", labelled("weighted.sav"), "--statistic", "prevalence", "--of", "told2", "--by", "told",
    ])
    #expect(run.errors == "")
    #expect(run.status == 0)
    #expect(run.output.contains("told2=yes"))
    #expect(run.output.contains("told"))
    #expect(
      run.output.contains("Note: The file declares that \"pw\" weighs its cases; \"--weights pw\" uses it."))
  }

  @Test func `the declared weight weighs only where it is asked for`() throws {
    let unweighted = try estimate([labelled("weighted.sav"), "--statistic", "mean", "--of", "id"])
    #expect(unweighted.values == [2])
    #expect(
      unweighted.diagnostics.contains("The file declares that \"pw\" weighs its cases; \"--weights pw\" uses it."))
    let weighted = try estimate([labelled("weighted.sav"), "--weights", "pw", "--statistic", "mean", "--of", "id"])
    #expect(isClose(weighted.values[0], to: (0.5 + 3 + 6.75) / 4.25, relative: 1e-15))
    #expect(!weighted.diagnostics.contains { $0.contains("weighs its cases") })
  }

  @Test func `a condition asks for a kind of missing by the label of the file`() throws {
    let refused = try estimate([
      labelled("youth.sav"), "--statistic", "mean", "--of", "id", "--where", "told is refused",
    ])
    #expect(refused.values == [3])
    let label = try estimate([
      labelled("tagged.dta"), "--statistic", "mean", "--of", "half", "--where", "told is \"routed past\"",
    ])
    #expect(label.values == [2.5])
  }

  @Test func `standard input is recognised by its bytes`() throws {
    let bytes = try Data(contentsOf: URL(filePath: labelled("weighted.por")))
    let run = try peilstok(
      ["estimate", "-", "--statistic", "mean", "--of", "ID", "--format", "csv"],
      input: String(decoding: bytes, as: UTF8.self))
    #expect(run.output.contains("mean,ID,,2.0,"))
  }

  @Test func `weigh writes the records of an SPSS file as codes with the weights beside them`() throws {
    try withFiles(["margins.yaml": "totals: {id: 12}\n"]) { folder in
      let run = try peilstok(
        [
          "weigh", labelled("weighted.sav"), "--weights", "pw", "--margins", "margins.yaml", "--method", "linear",
          "--output", "out.csv",
        ], in: folder)
      #expect(run.errors == "")
      let lines = try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 5)
      #expect(lines[0] == "id,told,told2,pw,day,clock,word,calibrated_weight")
      #expect(lines[1].hasPrefix("1,1,8,0.5,2008-02-29,10:30:00,een,"))
      #expect(lines[3].hasPrefix("3,9,0,2.25,1970-01-01,00:00:01,,"))
    }
  }

  @Test func `a notebook reads an SPSS file, and says that it does not use the declared weight`() throws {
    let notebook = """
      ---
      title: A survey
      data: weighted.sav
      ---

      ```yaml estimates
      told: {prevalence: told2}
      ```

      Told by {{told.text}}.
      """
    try withFiles(["survey.md": notebook]) { folder in
      try FileManager.default.copyItem(
        at: URL(filePath: labelled("weighted.sav")), to: folder.appending(path: "weighted.sav"))
      let run = try peilstok(["report", "survey.md", "--output", "report"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(
        (run.output + run.errors).contains(
          "The file declares that \"pw\" weighs its cases; \"weights: pw\" under design uses it."))
      let report = try String(contentsOf: folder.appending(path: "report/survey.md"), encoding: .utf8)
      #expect(report.contains("50"))
    }
  }
}
