import Foundation
import TestSupport
import Testing

/// The path of a file that SPSS, Stata or SAS could have written.
private func labelled(_ name: String) -> String {
  repository.appending(path: "Tests/SurveyFilesTests/Fixtures/\(name)").path
}

@Suite struct ConvertTests {
  @Test func `an SPSS file becomes a CSV file with its data package, which says the same`() throws {
    try withFiles([:]) { folder in
      let run = try peilstok(["convert", labelled("weighted.sav"), "survey.csv"], in: folder)
      #expect(
        run
          == CommandRun(
            status: 0,
            output: """
              Wrote survey.csv and datapackage.json: 3 records of 7 columns.
              Note: 1 blank answer of column "word" cannot be told from missing ones in a file of CSV.

              """, errors: ""))
      let question = ["--statistic", "prevalence", "--of", "told2", "--weights", "pw", "--format", "csv"]
      let ofSPSS = try peilstok(["estimate", labelled("weighted.sav")] + question)
      let ofCSV = try peilstok(["estimate", "datapackage.json"] + question, in: folder)
      #expect(ofSPSS.output == ofCSV.output)
      #expect(ofSPSS.output.contains("prevalence,told2,1,"))
    }
  }

  @Test func `nothing is replaced without being asked, and an ending without a form is refused`() throws {
    try withFiles(["out.sav": "mine"]) { folder in
      let run = try peilstok(["convert", labelled("tagged.dta"), "out.sav"], in: folder)
      #expect(run.status == 1)
      #expect(try String(contentsOf: folder.appending(path: "out.sav"), encoding: .utf8) == "mine")
      #expect(try peilstok(["convert", labelled("tagged.dta"), "out.sav", "--overwrite"], in: folder).status == 0)
      #expect(
        try peilstok(["convert", labelled("tagged.dta"), "out.xlsb"], in: folder)
          == CommandRun(
            status: 64, output: "",
            errors: "peilstok: Expected an output that ends in .sav, .zsav, .dta or .csv; found \"out.xlsb\". See "
              + "'peilstok convert --help'.\n"))
    }
  }

  @Test func `what cannot be written is one sentence and no file`() throws {
    try withFiles([:]) { folder in
      let run = try peilstok(["convert", labelled("alike.sav"), "out.sav"], in: folder)
      #expect(
        run
          == CommandRun(
            status: 1, output: "",
            errors:
              "peilstok: Columns \"Age\" and \"AGE\" differ in capitals only, and SPSS takes both names for one.\n"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func `the draft of a codebook has what the file says, and is read with the file`() throws {
    try withFiles([:]) { folder in
      try FileManager.default.copyItem(
        at: URL(filePath: labelled("weighted.sav")), to: folder.appending(path: "weighted.sav"))
      let run = try peilstok(["codebook", "weighted.sav", "--output", "datapackage.json"], in: folder)
      #expect(run.status == 0)
      #expect(run.output == "")
      let text = try String(contentsOf: folder.appending(path: "datapackage.json"), encoding: .utf8)
      #expect(text.contains("\"caseWeight\": \"pw\""))
      #expect(text.contains("\"looksLike\": \"weight\""))
      #expect(text.contains("{\"value\": \"9\", \"label\": \"does not know\"}"))
      let question = ["--statistic", "prevalence", "--of", "told2", "--format", "csv"]
      #expect(
        try peilstok(["estimate", "datapackage.json"] + question, in: folder).output
          == peilstok(["estimate", "weighted.sav"] + question, in: folder).output)
    }
  }

  @Test func `the draft of a CSV file lists levels and says what columns look like`() throws {
    let rows = (1...20).map { "\($0 + 1000),\($0 % 2 == 0 ? "ja" : "nee"),\($0 % 3 + 1),\(Double($0) / 8),7" }
    let csv = (["nr,told,score,gewicht,stratum"] + rows).joined(separator: "\n") + "\n"
    try withFiles(["survey.csv": csv]) { folder in
      let run = try peilstok(["codebook", "survey.csv"], in: folder)
      #expect(run.status == 0)
      #expect(run.output.contains("{\"name\": \"nr\", \"type\": \"integer\", \"looksLike\": \"identifier\"}"))
      #expect(run.output.contains("\"categories\": [{\"value\": \"ja\"}, {\"value\": \"nee\"}]"))
      #expect(run.output.contains("\"constraints\": {\"minimum\": 1, \"maximum\": 3}"))
      #expect(run.output.contains("{\"name\": \"gewicht\", \"type\": \"number\", \"looksLike\": \"weight\"}"))
      #expect(run.output.contains("\"looksLike\": \"stratum\""))
    }
  }
}
