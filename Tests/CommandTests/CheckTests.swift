import Foundation
import TestSupport
import Testing

@Suite("Checks from the shell")
struct CheckTests {
  private let nhanes = [
    "check", dataset("nhanes/datapackage.json"), "--weights", "WTMEC2YR", "--strata", "SDMVSTRA", "--units", "SDMVPSU",
    "--nested",
  ]

  @Test func `columns are counted and a design is audited`() throws {
    let run = try peilstok(nhanes)
    #expect(run.status == 0 && run.errors == "")
    #expect(
      run.output.contains(
        """
        Column    Type          Known  Blank  Not asked  Refused  Does not know  Codebook range
        SDMVPSU   whole number   8591      0          0        0              0  from 1
        SDMVSTRA  whole number   8591      0          0        0              0  none
        WTMEC2YR  number         8591      0          0        0              0  from 0
        HI_CHOL   whole number   7846    745          0        0              0  0 to 1

        """))
    #expect(
      run.output.contains(
        """
        Stage  Strata  Units  Fewest in a stratum  Most in a stratum  Single-unit strata
        1          15     31                    2                  3                   0

        """))
  }

  @Test func `JSON agrees with what estimates use`() throws {
    let run = try peilstok(nhanes + ["--format", "json"])
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(
      Set(answer.keys) == ["records", "hasCodebook", "columns", "design", "weighing", "diagnostics", "provenance"])
    let columns = try #require(answer["columns"] as? [[String: Any]])
    #expect(columns.map { $0["name"] as? String }.contains("HI_CHOL"))
    let design = try #require(answer["design"] as? [String: Any])
    #expect(design["degreesOfFreedom"] as? Int == 16)
    let weights = try #require(design["weights"] as? [String: Any])
    #expect(isClose(weights["sum"] as? Double ?? .nan, to: 276_536_445.92067403, relative: 1e-12))
  }

  @Test func `domains have their weights, strata and units`() throws {
    let run = try peilstok([
      "check", dataset("api/apistrat.csv"), "--weights", "pw", "--strata", "stype", "--by", "stype,awards",
      "--format", "json",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let design = try #require(answer["design"] as? [String: Any])
    let domains = try #require(design["domains"] as? [[String: Any]])
    #expect(domains.map { $0["domain"] as? String } == ["stype=E", "stype=H", "stype=M", "awards=No", "awards=Yes"])
    // Within a stratum all weights are one number: nothing is lost.
    #expect(domains.prefix(3).map { $0["strata"] as? Int } == [1, 1, 1])
    #expect(domains.prefix(3).map { $0["units"] as? Int } == [100, 50, 50])
    for domain in domains.prefix(3) {
      let weights = try #require(domain["weights"] as? [String: Any])
      #expect(isClose(weights["designEffect"] as? Double ?? .nan, to: 1, relative: 1e-12))
    }
    #expect(domains.suffix(2).map { $0["strata"] as? Int } == [3, 3])
    let alone = try peilstok(["check", dataset("api/apistrat.csv"), "--by", "stype"])
    #expect(alone.status == 64 && alone.errors.contains("--by needs --weights or --units."))
  }

  @Test func `margins before and after are those that weighing tells`() throws {
    let design = [dataset("api/apiclus1.csv"), "--weights", "pw", "--units", "dnum", "--by", "stype"]
    let how = ["--margins", "m.yaml", "--method", "raking", "--trim", "28:41"]
    try withFiles(["m.yaml": "counts: {stype: {E: 4421, H: 755, M: 1018}}\n"]) { folder in
      func run(_ verb: String, _ more: String...) throws -> CommandRun {
        let run = try peilstok([verb] + design + how + more, in: folder)
        #expect(run.status == 0 && run.errors == "")
        return run
      }
      let weighed = try run("weigh", "--output", "w.csv").output
      let checked = try run("check").output
      #expect(checked.contains("Weights and units by domain") && checked.hasSuffix("\n" + weighed))
      let json = try JSONSerialization.jsonObject(with: Data(try run("check", "--format", "json").output.utf8))
      let wanted = try JSONSerialization.jsonObject(
        with: Data(try run("weigh", "--output", "v.csv", "--format", "json").output.utf8))
      let weighing = try #require((json as? [String: Any])?["weighing"] as? NSDictionary)
      #expect(weighing == wanted as? NSDictionary)
      let alone = try peilstok("check \(dataset("api/apiclus1.csv")) --margins m.yaml", in: folder)
      #expect(alone.status == 64 && alone.errors.contains("--margins needs --method."))
      let notebook = repository.appending(path: "notebooks-md/cholesterol-nhanes.md").path
      let refused = try peilstok(["check", notebook] + how, in: folder)
      #expect(refused.status == 64 && refused.errors.contains("A notebook states its own design"))
    }
  }

  @Test func `a stratum with one unit is pointed out`() throws {
    let run = try peilstok([
      "check", dataset("single-unit/lonely.csv"), "--strata", "s", "--units", "id", "--weights", "w", "--format",
      "json",
    ])
    #expect(run.status == 0)
    #expect(
      run.output.contains(
        "1 stratum has a single unit at stage 1; the rule is refuse, so that no variance can be computed."))
  }

  @Test func `two stages are both audited`() throws {
    let run = try peilstok([
      "check", dataset("api/apiclus2.csv"), "--units", "dnum,snum", "--population-size", "fpc1,fpc2", "--format",
      "markdown",
    ])
    #expect(run.output.contains("| 1     |      1 |    40 |"))
    #expect(run.output.contains("| 2     |     40 |   126 |"))
  }

  @Test(arguments: ["text", "json", "markdown"])
  func `the values of records are not shown`(_ format: String) throws {
    let records = "name,amount,w\nsecret,918273,1\nsecrecy,918274,1\n"
    let run = try withFiles(["t.csv": records]) { try peilstok(["check", "t.csv", "--format", format], in: $0) }
    #expect(run.status == 0)
    for value in ["secre", "91827"] { #expect(!run.output.contains(value)) }
  }

  @Test func `a notebook is evaluated and nothing is written`() throws {
    let path = repository.appending(path: "notebooks-md/cholesterol-nhanes.md").path
    try withFiles([:]) { folder in
      let run = try peilstok(["check", path], in: folder)
      #expect(run.status == 0 && run.errors == "")
      #expect(run.output.hasPrefix("cholesterol-nhanes.md is in order: "))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
      // A misspelt name, in a notebook that finds the datasets where the real one does.
      let notebooks = folder.appending(path: "notebooks")
      try FileManager.default.createDirectory(at: notebooks, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "datasets"), withDestinationURL: repository.appending(path: "datasets"))
      let broken = try String(contentsOfFile: path, encoding: .utf8).replacing("HI_CHOL", with: "HI_COL")
      try Data(broken.utf8).write(to: notebooks.appending(path: "broken.md"))
      let wrong = try peilstok(["check", "broken.md"], in: notebooks)
      #expect(wrong.status == 1 && wrong.output == "")
      #expect(wrong.errors.hasPrefix("peilstok: broken.md:"))
      #expect(wrong.errors.hasSuffix("There is no column named \"HI_COL\". Did you mean \"HI_CHOL\"?\n"))
    }
  }
}
