import Foundation
import TestSupport
import Testing

/// Questions that other programs were asked and got wrong, and that must stay answered right; each names its folder.
@Suite struct `Good cases` {
  /// Runs a command on copies of the files of a case and returns what it printed, by lines and fields of CSV.
  private func run(_ name: String, _ arguments: String..., status: Int32 = 0) throws -> CommandRun {
    try withCase(name) { folder in try peilstok(arguments, in: folder) }
  }

  private func table(_ name: String, _ line: String) throws -> [[String: String]] {
    let run = try withCase(name) { folder in try peilstok(words(line) + ["--format", "csv"], in: folder) }
    try #require(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The words of a command line, in which double quotes hold spaces together.
  private func words(_ line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { position, part in
      position.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
    }
  }

  private func expect(
    _ rows: [[String: String]], _ column: String, _ expected: [Double], within bound: Double,
    _ source: SourceLocation = #_sourceLocation
  ) {
    #expect(rows.count == expected.count, sourceLocation: source)
    for (row, expected) in paired(rows, expected) {
      let found = row[column].flatMap { Double($0) } ?? .nan
      #expect(abs(found - expected) <= bound, "\(column): \(found)", sourceLocation: source)
    }
  }

  @Test func `g01-median-tie-in-floating-point: half the weight is half, whatever rounding makes of the sum`() throws {
    let name = "g01-median-tie-in-floating-point"
    for file in ["a.csv", "a2.csv"] {
      let line = "estimate \(file) --weights w --statistic quantile --of x --rule"
      expect(try table(name, "\(line) hf2"), "value", [2.5], within: 0)
      expect(try table(name, "\(line) hf1"), "value", [2], within: 0)
    }
  }

  @Test func `g02-share-and-complement: both have one standard error and mirrored intervals`() throws {
    let rows = try table(
      "g02-share-and-complement", "estimate f.csv --weights w --units u --statistic prevalence --of q")
    expect(rows, "standardError", [0.188217504494, 0.188217504494], within: 1e-12)
    let ends = rows.map { [$0["lower"], $0["upper"]].map { $0.flatMap { Double($0) } ?? .nan } }
    #expect(abs(ends[0][0] - (1 - ends[1][1])) < 1e-14 && abs(ends[0][1] - (1 - ends[1][0])) < 1e-14)
  }

  @Test func `g03-acs-replicates: the replicates are the numbered columns, around the estimate`() throws {
    let name = "g03-acs-replicates"
    let further = "--replicate-type successive --statistic mean --of y"
    let one = try table(name, "estimate r.csv --weights PERWT --replicate-weights REPWTP \(further)")
    expect(one, "value", [50.680062], within: 5e-7)
    expect(one, "standardError", [1.159994], within: 5e-7)
    let two = try table(name, "estimate racs.csv --weights PWGTP --replicate-weights PWGTP \(further) --by g")
    expect(two, "value", [49.283824, 52.439321], within: 5e-7)
    expect(two, "standardError", [1.611251, 1.714540], within: 5e-7)
  }

  @Test func `g04-domain-of-one-unit: has no interval, and not one of width zero`() throws {
    let rows = try table(
      "g04-domain-of-one-unit",
      "estimate e.csv --weights w --strata h --units u --statistic mean --of y --by h --where \"d == 1\"")
    expect(rows, "value", [5.6, 6.5], within: 1e-12)
    #expect(rows[0]["standardError"].flatMap { Double($0) }.map { abs($0 - 1.68) < 5e-13 } == true)
    #expect(rows.map { $0["degreesOfFreedom"] } == ["1", "0"])
    #expect(rows[1]["lower"] == "" && rows[1]["upper"] == "" && rows[0]["lower"] != "")
  }

  @Test func `g05-constant-factor-in-domain: the sentence names the term and its one level`() throws {
    let run = try run(
      "g05-constant-factor-in-domain", "model", "i.csv", "--weights", "w", "--strata", "st", "--units", "psu",
      "--nested",
      "--formula", "y ~ cond + age", "--where", "race == asian")
    #expect(run.status == 1)
    #expect(run.errors.contains("Term \"cond\" has a single level among the complete records"))
  }

  @Test func `g06-weights-below-one-missing-shown: missing answers are counted in records`() throws {
    let rows = try table(
      "g06-weights-below-one-missing-shown",
      "estimate g.csv --weights w --statistic prevalence --of ok --by cat")
    expect(rows, "value", [2.0 / 3, 2.0 / 3], within: 1e-15)
    #expect(rows.map { $0["missingCount"] } == ["1", "1"])
  }

  @Test func `g07-cox-ties-and-time-zero: is that of R svycoxph by Efron's rule`() throws {
    let rows = try table(
      "g07-cox-ties-and-time-zero", "model cox3.csv --weights w --family cox --formula \"Surv(t, e) ~ arm\"")
    expect(rows, "estimate", [0.0269552], within: 5e-8)
    expect(rows, "standardError", [0.8357817], within: 1e-7)
  }

  @Test func `g08-negative-binomial-heavy-weights: is the maximum that scipy finds`() throws {
    let rows = try table(
      "g08-negative-binomial-heavy-weights",
      "model nb.csv --weights w --family negative-binomial --formula \"y ~ x + factor(g)\"")
    let slope = rows.filter { $0["term"] == "x" }
    expect(slope, "estimate", [0.388591], within: 5e-7)
    expect(slope, "standardError", [0.096650], within: 1e-6)
  }

  @Test func `g09-average-effect-with-interaction: is linearised, the covariates too`() throws {
    let rows = try table(
      "g09-average-effect-with-interaction",
      "model ame.csv --weights w --family gaussian --formula \"mpg ~ cyl + hp*wt\" --effects hp")
    let effect = rows.filter { $0["kind"] == "effect" }
    expect(effect, "estimate", [-0.0217505361], within: 5e-11)
    expect(effect, "standardError", [0.0053882290], within: 5e-11)
  }

  @Test func `g10-rake-within-countries: is where five hundred rounds of proportional fitting end`() throws {
    let text = try withCase("g10-rake-within-countries") { folder in
      let run = try peilstok(
        words("weigh wc.csv --weights w --margins wc.yaml --method raking --output out.csv"), in: folder)
      #expect(run.status == 0, "\(run.errors)")
      return try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
    }
    let weights = text.split(separator: "\n").dropFirst().map { Double($0.split(separator: ",").last ?? "") ?? .nan }
    let expected = [21.345401, 38.654599, 8.654599, 31.345401, 7.943617, 17.056383, 12.056383, 12.943617]
    #expect(weights.count == expected.count)
    for (weight, expected) in paired(weights, expected) { #expect(abs(weight - expected) <= 5e-7) }
  }

  @Test(arguments: [
    ("--rows cond --columns race", 16.7370660171, [2.83144644, 59.4603753]),
    ("--rows y --columns race --where \"race != asian\"", 3.59096527228, [1.98019205, 41.5840331]),
    ("--rows y --columns race --where \"st == 1 & psu <= 2\"", 0.0126517200147, [1, 1]),
  ])
  func `g11-rao-scott-structural-zero: is that of R svychisq`(question: String, value: Double, degrees: [Double]) throws
  {
    let rows = try table(
      "g11-rao-scott-structural-zero", "test i.csv --weights w --strata st --units psu --nested \(question)")
    expect(rows, "value", [value], within: 5e-11 * max(1, value))
    let found = (rows[0]["degreesOfFreedom"] ?? "").split(separator: " ").map { Double($0) ?? .nan }
    for (found, expected) in paired(found, degrees) { #expect(abs(found - expected) <= 5e-8 * expected) }
    #expect(found.count == 2)
  }

  @Test func `g12-labels-with-markup: a label is no markup, whatever it holds`() throws {
    let text = try withCase("g12-labels-with-markup") { folder in
      let run = try peilstok("report a.md --output out", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      return try String(contentsOf: folder.appending(path: "out/a.md"), encoding: .utf8)
    }
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| School") }
    #expect(rows.count == 3)
    for row in rows {
      #expect(row.replacing("\\|", with: "").count { $0 == "|" } == 8)
      #expect(!row.contains("<b>") || row.contains("\\<b>"))
      #expect(row.contains("School \\| type \\*now\\*"))
    }
  }
}

/// Gives a test copies of the files of a case in a folder of its own.
func withCase<Result>(_ name: String, _ body: (URL) throws -> Result) throws -> Result {
  let source = repository.appending(path: "Tests/Fixtures/cases/\(name)")
  var files: [String: String] = [:]
  for file in try FileManager.default.contentsOfDirectory(atPath: source.path) {
    files[file] = try String(contentsOf: source.appending(path: file), encoding: .utf8)
  }
  return try withFiles(files, body)
}
