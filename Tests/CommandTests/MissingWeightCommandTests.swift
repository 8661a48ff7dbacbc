import Foundation
import TestSupport
import Testing

@Suite("Records without a weight, from the shell")
struct MissingWeightCommandTests {
  private let records = "w,y,g\n2,4,a\n,9,a\n1,12,b\n,1,b\n3,6,a\n"

  @Test func `21-records-without-weight: they are refused, left out or weigh 0, as asked`() throws {
    try withFiles(["mw.csv": records]) { folder in
      let mean = "estimate mw.csv --weights w --statistic mean --of y --format json"
      let refused = try peilstok(mean, in: folder)
      #expect(refused.status == 1)
      #expect(
        refused.errors
          == "peilstok: Weights in column \"w\" must be finite numbers of at least 0; 2 are missing. Records outside a "
          + "subsample can be left out or weigh 0.\n")
      for (rule, words) in [
        ("exclude", "are left out, as if they were not in the file."), ("zero", "weigh 0."),
      ] {
        let run = try peilstok("\(mean) --missing-weights \(rule)", in: folder)
        let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
        #expect(isClose(answer.estimates[0].value ?? .nan, to: 38.0 / 6, relative: 1e-14))
        #expect(answer.estimates[0].unweightedCount == 3)
        #expect(answer.diagnostics == ["2 records have no weight in \"w\" and \(words)"])
      }
      #expect(
        try peilstok("estimate mw.csv --statistic mean --of y --missing-weights zero", in: folder).errors
          == "peilstok: --missing-weights needs --weights. See 'peilstok estimate --help'.\n")
    }
  }

  @Test func `weigh gives them back without a weight`() throws {
    try withFiles(["mw.csv": records, "m.yaml": "counts: {g: {a: 10, b: 4}}\n"]) { folder in
      let weigh = "weigh mw.csv --weights w --margins m.yaml --method raking --output out.csv --overwrite"
      for (rule, none) in [("exclude", ""), ("zero", "0")] {
        let run = try peilstok("\(weigh) --missing-weights \(rule)", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let lines = try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8).split(separator: "\n")
        #expect(lines == ["w,y,g,calibrated_weight", "2,4,a,4", ",9,a,\(none)", "1,12,b,4", ",1,b,\(none)", "3,6,a,6"])
      }
    }
  }

  @Test func `a notebook says the same in its own language`() throws {
    let notebook = """
      ---
      title: Deelsteekproef
      language: nl
      data: mw.csv
      design: {weights: w, missing-weights: exclude}
      ---

      ```yaml estimates
      all: {mean: y, decimals: 4}
      ```

      Gemiddeld {{all.value}}.
      """
    try withFiles(["mw.csv": records, "n.md": notebook]) { folder in
      let run = try peilstok("report n.md --output out", in: folder)
      #expect(run.status == 0)
      #expect(
        run.errors.contains(
          "2 records hebben geen gewicht in \"w\" en zijn weggelaten, alsof ze niet in het bestand stonden."))
      #expect(try String(contentsOf: folder.appending(path: "out/n.md"), encoding: .utf8).contains("Gemiddeld 6,3333."))
    }
  }
}
