import Foundation
import TestSupport
import Testing

/// Cases in which an answer was not that of the program whose conventions were asked for, with the right values.
@Suite("Cases of conventions")
struct ConventionCaseTests {
  /// Runs a command and returns the fields of each line of its CSV by their names.
  private func records(_ command: String, _ files: [String: String]) throws -> [[String: String]] {
    let run = try withFiles(files) { folder in
      try peilstok(command.split(separator: " ").map(String.init) + ["--format", "csv"], in: folder)
    }
    try #require(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  private func number(_ record: [String: String], _ name: String) -> Double { Double(record[name] ?? "") ?? .nan }

  private func expect(
    _ record: [String: String], _ name: String, _ expected: Double, relative: Double = 1e-9,
    location: SourceLocation = #_sourceLocation
  ) {
    let found = number(record, name)
    #expect(
      isClose(found, to: expected, relative: relative), "\(name): \(found), expected \(expected)",
      sourceLocation: location)
  }

  private static let strata = """
    s,w,y,g
    1,1,1,a
    2,2,4,b
    2,3,2,b
    2,1,3,a
    3,4,8,b
    3,5,20,b
    3,1,6,b
    4,1,7,a
    4,2,5,a
    4,2,9,b

    """

  // MARK: The rule for single units

  /// R survey 4.1-1: `svyttest(y ~ g)` and `SE(svyglm(y ~ g))[2]`.
  @Test func `r-average-difference: a difference counts the strata of both groups`() throws {
    let found = try records(
      "test input.csv --weights w --strata s --single-unit average --difference g --of y", ["input.csv": Self.strata])
    expect(found[0], "value", 1.38776156697)
    expect(found[0], "estimate", 5.8)
    #expect(isClose(number(found[0], "estimate") / number(found[0], "value"), to: 4.17939229480, relative: 1e-9))
  }

  /// R survey 4.1-1: `SE(svytotal(~y, subset(postStratify(...), d == ...)))`.
  @Test func `r-average-calibrated-domain: a domain of a calibrated design counts all strata`() throws {
    let data = "s,w,y,d,k\n1,1,1,a,u\n2,2,4,b,u\n2,3,2,b,v\n3,4,8,b,u\n3,5,20,a,v\n4,1,7,b,u\n4,2,5,b,v\n"
    let found = try records(
      "estimate input.csv --weights w --strata s --single-unit average --margins margins.yaml --method poststratify "
        + "--statistic total --of y --by d",
      ["input.csv": data, "margins.yaml": "counts: {k: {u: 11, v: 10}}\n"])
    expect(found[0], "standardError", 71.5715992214)
    expect(found[1], "standardError", 24.6467007279)
  }

  /// The values of R's zero-padded variable, `SE(svytotal(~I(y * (g == "a")), design))`; R's subset forgets the units
  /// outside it, which ARCHITECTURE.md lists.
  @Test func `r-center-domain: a domain is a variable that is 0 outside it`() throws {
    let found = try records(
      "estimate input.csv --weights w --strata s --single-unit center --statistic total --of y --by g",
      ["input.csv": Self.strata])
    expect(found[0], "standardError", 9.445104552094698)
    expect(found[1], "standardError", 87.9374777896205)
    let article = try String(contentsOf: repository.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    #expect(article.contains("**The rule `center` in a domain**"))
  }

  // MARK: Replicates

  /// R survey 4.1-1: `confint(svyciprop(~y, as.svrepdesign(...), method = "logit"))` and `"xlogit"`; R's fit stops at 1e-8.
  @Test func `r-logit-replicates: a logit interval has the standard error of the logit over the replicates`() throws {
    let data = "w,y\n1,0\n1,1\n1,1\n2,0\n2,1\n1,1\n"
    let command = "estimate input.csv --weights w --variance jackknife --statistic prevalence --of y=1 --interval "
    let logit = try records(command + "logit", ["input.csv": data])[0]
    expect(logit, "lower", 0.0687524660886, relative: 1e-8)
    expect(logit, "upper", 0.974109907266, relative: 1e-8)
    let extended = try records(command + "xlogit", ["input.csv": data])[0]
    expect(extended, "lower", 0.0960577792503)
    expect(extended, "upper", 0.963154019938)
  }

  @Test func `where a replicate has no logit the interval says that it follows from the share`() throws {
    // Without the fourth record every answer is 1.
    let data = "w,y\n1,1\n1,1\n1,1\n1,0\n"
    let command = "estimate input.csv --weights w --variance jackknife --statistic prevalence --of y=1 --interval "
    let (logit, extended) = (
      try records(command + "logit", ["input.csv": data])[0],
      try records(command + "xlogit", ["input.csv": data])[0]
    )
    expect(logit, "lower", number(extended, "lower"))
    let run = try withFiles(["input.csv": data]) { try peilstok(command + "logit", in: $0) }
    #expect(
      run.output.contains(
        "The share is 0 or 1 in 1 replicate, where its logit is infinite; the interval follows from the standard error")
    )
  }

  @Test func `r-test-no-diagnostic: a test says what its estimates say`() throws {
    let data = """
      w,y,g,rw1,rw2,rw3,rw4
      1,1,a,1,1,1,2
      1,3,a,1,2,1,1
      1,4,b,2,1,0,1
      1,8,b,1,0,0,2
      1,2,a,0,1,2,1

      """
    let design = "--weights w --replicate-weights rw --replicate-type bootstrap"
    for statistic in ["t", "wilcoxon", "median"] {
      let run = try withFiles(["input.csv": data]) { folder in
        try peilstok(
          "test input.csv \(design) --difference g --of y --statistic \(statistic) --format json", in: folder)
      }
      #expect(run.output.contains("The estimate is undefined in 1 replicate, which has no part in its standard error."))
    }
  }

  @Test func `tests of tables and ranks tell of strata with a single unit`() throws {
    for question in ["--rows g --columns h", "--difference g --of y --statistic wilcoxon", "--difference g --of y"] {
      let data = Self.strata.split(separator: "\n").enumerated().map { line, text in
        text + (line == 0 ? ",h" : line % 3 == 0 ? ",p" : ",q")
      }.joined(separator: "\n")
      let run = try withFiles(["input.csv": data + "\n"]) { folder in
        try peilstok(
          "test input.csv --weights w --strata s --single-unit certainty \(question) --format json", in: folder)
      }
      #expect(run.output.contains("1 stratum has a single unit; the rule was certainty."), "\(question): \(run.errors)")
    }
  }

  /// The formulas with their centres, by numpy from the same file; R 4.5 for the paired jackknife under `r45` has
  /// 1.920607, its mean for centre, which ARCHITECTURE.md lists.
  @Test(arguments: [
    ("brr", "stata", 0.554431), ("fay=0.5", "stata", 1.108863), ("bootstrap", "stata", 0.579085),
    ("jackknife", "stata", 1.838841), ("successive", "stata", 1.108863), ("jk2", "stata", 1.920607),
    ("jk2", "r45", 2.009168),
  ])
  func `09-stata-profile-replicate-centre: Stata centres replicates at their mean`(
    _ type: String, _ conventions: String, _ expected: Double
  ) throws {
    let data = try String(
      contentsOf: repository.appending(path: "Tests/Fixtures/cases/09-stata-profile-replicate-centre.csv"),
      encoding: .utf8)
    let found = try records(
      "estimate racs.csv --weights PWGTP --replicate-weights PWGTP --replicate-type \(type) --statistic mean --of y "
        + "--conventions \(conventions)", ["racs.csv": data])
    // The values have six decimals.
    #expect(abs(number(found[0], "standardError") - expected) < 5.1e-7)
  }

  // MARK: SAS

  /// The listing of SAS for growth from 1999 to 2000 in a simple random sample of schools.
  @Test func `the profile sas has the quantiles of SAS`() throws {
    let found = try growth(conventions: "sas")
    for (record, (value, error)) in paired(found, [(-16.5, 1.755916), (26.5, 1.924351), (99, 16.133827)]) {
      expect(record, "value", value)
      #expect(abs(number(record, "standardError") - error) < 5.1e-7)
      let half = number(record, "upper") - number(record, "value")
      #expect(isClose(number(record, "value") - number(record, "lower"), to: half, relative: 1e-12))
    }
    #expect(try growth(conventions: "r45").map { number($0, "value") } == [-16, 27, 99])
  }

  private func growth(conventions: String) throws -> [[String: String]] {
    let data = try String(
      contentsOf: repository.appending(path: "Tests/Fixtures/cases/apisrs-growth.csv"), encoding: .utf8)
    return try records(
      "estimate srs.csv --weights pw --population-size fpc --statistic quantile --of growth --quantile 0.025,0.5,0.975 "
        + "--conventions \(conventions)", ["srs.csv": data])
  }

  /// 2.336725 is R's `deff = "replace"`, and SAS's where no total is given.
  @Test func `the profile sas has the design effect of SAS`() throws {
    let found = try records(
      "estimate \(dataset("nhanes/nhanes.csv")) --weights WTMEC2YR --strata SDMVSTRA --units SDMVPSU --nested "
        + "--statistic mean --of HI_CHOL --conventions sas", [:])
    #expect(abs(number(found[0], "designEffect") - 2.3367250247602334) < 1e-9)
  }

  @Test func `with population sizes the design effect of sas takes the share of units that were drawn`() throws {
    let found = try records(
      "estimate \(dataset("api/apistrat.csv")) --weights pw --strata stype --population-size fpc --statistic mean "
        + "--of api00 --conventions sas", [:])
    // V / ((1 - f) S²/n), with f = 200/6194.
    let plain = try records(
      "estimate \(dataset("api/apistrat.csv")) --weights pw --strata stype --population-size fpc --statistic mean "
        + "--of api00", [:])
    // The weights add up to the population, so that the default has the same fraction.
    expect(found[0], "designEffect", number(plain[0], "designEffect"))
  }

  // MARK: Design effects

  @Test func `all design effects of a table compare with one kind of sample`() throws {
    // Weights of mean 1: in one group they add up to a little more than the records, in the other to less.
    let rows = (0..<40).map { row in "\(row < 20 ? "1.0005" : "0.9995"),\((row * 7) % 11),\(row < 20 ? "a" : "b")" }
    let data = (["w,y,g"] + rows).joined(separator: "\n") + "\n"
    let command = "estimate input.csv --weights w --statistic mean --of y --by g"
    let found = try records(command, ["input.csv": data])
    for record in found { #expect((0.5...2).contains(number(record, "designEffect")), "\(record)") }
    let run = try withFiles(["input.csv": data]) { try peilstok(command, in: $0) }
    #expect(run.output.contains("Design effects are against simple random sampling with replacement."))
    let json = try withFiles(["input.csv": data]) { try peilstok(command + " --format json", in: $0) }
    #expect(json.output.contains("\"designEffectBasis\": \"with-replacement\""))
  }

  // MARK: Tests, tables and trimming

  /// R survey 4.1-1: `svyranktest(x ~ bt, test = "median")` with weights of 1.
  @Test(arguments: ["0.1", "1", "3.3", "0.7"])
  func `r-median-test-weight-scale: a median test does not know the unit of the weights`(_ weight: String) throws {
    let rows = ["-0.92,no", "-0.52,no", "-0.19,no", "0.13,yes", "0.19,no", "1.4,no", "1.9,yes"]
    let data = (["w,x,bt"] + rows.map { "\(weight),\($0)" }).joined(separator: "\n") + "\n"
    let found = try records(
      "test input.csv --weights w --difference bt --of x --statistic median", ["input.csv": data])
    expect(found[0], "value", 0.22258892580865444)
    expect(found[0], "pValue", 0.8326624038520649)
    expect(found[0], "estimate", 0.1)
  }

  @Test func `r-table-singular: a table with too few cells says so in the words of tables`() throws {
    let run = try withFiles(["input.csv": "w,g,h\n1,a,p\n1,b,q\n1,c,r\n1,d,s\n"]) { folder in
      try peilstok("test input.csv --weights w --rows g --columns h", in: folder)
    }
    #expect(run.status == 1)
    #expect(
      run.errors
        == "peilstok: Records in 4 of the 16 cells of a table of 4 by 4 are too few to test an association of so many "
        + "levels; merge levels or leave some out.\n")
  }

  /// R survey 4.5: `weights(trimWeights(design, lower = 1.5, upper = 11, strict = TRUE))`.
  @Test func `r-trim-strict: what is cut goes to weights that were never cut`() throws {
    let data = "w,y,c\n1,1,a\n2,2,a\n3,3,a\n4,4,a\n10,5,a\n20,6,a\n"
    let written = try withFiles(["input.csv": data, "margins.yaml": "counts: {c: {a: 40}}\n"]) { folder in
      let run = try peilstok(
        "weigh input.csv --weights w --margins margins.yaml --method poststratify --trim 1.5:11 --strict "
          + "--output out.csv", in: folder)
      try #require(run.status == 0, "\(run.errors)")
      return try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
    }
    let weights = written.split(separator: "\n").dropFirst().map { Double($0.split(separator: ",").last ?? "") ?? .nan }
    #expect(weights == [1.5, 4.5, 5.5, 6.5, 11, 11])
  }

  /// A quantile near the end of the data: one end of Woodruff's interval leaves the range of shares, the other stands.
  @Test func `04-quantile-row-order: an interval with one end keeps that end`() throws {
    let data = (["y"] + (1...20).map { "\($0)" }).joined(separator: "\n") + "\n"
    let found = try records("estimate input.csv --statistic quantile --of y --quantile 0.95,0.05", ["input.csv": data])
    expect(found[0], "lower", 17)
    #expect(found[0]["upper"] == "" && found[0]["standardError"] == "")
    #expect(found[1]["lower"] == "" && number(found[1], "upper") > 1)
  }
}
