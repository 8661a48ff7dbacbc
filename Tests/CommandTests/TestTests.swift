import Foundation
import Peilstok
import TestSupport
import Testing

private func test(_ arguments: [String], in folder: URL? = nil) throws -> TestedAnswer {
  let run = try peilstok(["test"] + arguments + ["--format", "json"], in: folder)
  try #require(run.status == 0, "\(run.errors)")
  return try JSONDecoder().decode(TestedAnswer.self, from: Data(run.output.utf8))
}

private let nhanes =
  [dataset("nhanes/nhanes.csv")] + "--weights WTMEC2YR --strata SDMVSTRA --units SDMVPSU --nested".words
private let schools =
  [dataset("api/apistrat.csv")] + "--weights pw --strata stype --population-size fpc".words
private let districts = [dataset("api/apiclus1.csv")] + "--weights pw --units dnum --population-size fpc".words

@Suite("Tests from the command")
struct TestTests {
  @Test func `a difference knows the calibration of the weights`() throws {
    let margins = "counts: {stype: {E: 4421, H: 755, M: 1018}}\n"
    try withFiles(["margins.yaml": margins]) { folder in
      let answer = try test(
        districts + "--difference sch.wide --of api00 --margins margins.yaml --method raking".words, in: folder)
      let design = try SurveyDesign(
        Microdata(contentsOf: dataset("api/apiclus1.csv")), weights: "pw",
        stages: [Stage(units: "dnum", populationSize: "fpc")]
      ).calibrated(to: [.counts(of: "stype", ["E": 4421, "H": 755, "M": 1018])], method: .raking)
      let difference = try design.mean(of: "api00", by: "sch.wide").difference(of: 1, minus: 0)
      let found = try #require(answer.tests.first)
      #expect(isClose(found.estimate ?? .nan, to: difference.value, relative: 1e-12))
      #expect(isClose(abs(found.value ?? .nan), to: abs(difference.statistic), relative: 1e-12))
    }
  }

  @Test(arguments: [
    ("rao-scott-f", "F", 1.0), ("wald-of-totals", "Wald", 1), ("adjusted-wald-of-totals", "adjWald", 1),
  ])
  func `a table is tested by the statistic that is named`(
    _ statistic: String, _ printed: String, _ scale: Double
  ) throws {
    let answer = try test(nhanes + ["--rows", "HI_CHOL", "--columns", "race", "--statistic", statistic])
    let found = try #require(answer.tests.first)
    let expected = printedValues("nhanes", "chisq.\(printed)").map(\.value)
    #expect(answer.tests.count == 1 && found.statistic == statistic && found.test == "HI_CHOL x race")
    for (value, wanted) in paired([found.value ?? .nan] + found.degreesOfFreedom + [found.pValue ?? .nan], expected) {
      #expect(isClose(value, to: wanted, relative: 1e-10))
    }
    #expect(
      found.verdict == (expected[3] < 0.05 ? "demonstrable-association" : "no-demonstrable-association"))
    #expect(answer.diagnostics == ["745 records lack a value and are left out."])
  }

  @Test func `a difference of two groups is the t test`() throws {
    let answer = try test(schools + ["--difference", "sch.wide", "--of", "api00"])
    let found = try #require(answer.tests.first)
    let expected = printedValues("apistrat", "ttest").map(\.value)
    for (value, wanted) in paired(
      [found.estimate ?? .nan, found.value ?? .nan, found.degreesOfFreedom[0], found.pValue ?? .nan], expected)
    {
      #expect(isClose(value, to: wanted, relative: 1e-10))
    }
    #expect(found.statistic == "t" && found.verdict == "higher" && found.test == "sch.wide=Yes - sch.wide=No")
    #expect(found.adjustedPValue == found.pValue && answer.tests.count == 1)
  }

  @Test func `several groups are compared in pairs`() throws {
    let answer = try test(districts + ["--difference", "stype", "--of", "sch.wide=Yes", "--multiplicity", "holm"])
    #expect(answer.tests.map(\.test) == ["stype=H - stype=E", "stype=M - stype=E", "stype=M - stype=H"])
    for found in answer.tests { #expect((found.adjustedPValue ?? 0) >= (found.pValue ?? 1)) }
  }

  @Test func `ranks are tested where a score is named`() throws {
    let answer = try test(districts + "--difference sch.wide --of api00 --statistic wilcoxon".words)
    let expected = printedValues("apiclus1", "ranktest.wilcoxon").map(\.value)
    #expect(isClose(answer.tests[0].value ?? .nan, to: expected[0], relative: 1e-10))
    #expect(isClose(answer.tests[0].pValue ?? .nan, to: expected[1], relative: 1e-10))
    #expect(answer.tests[0].statistic == "wilcoxon" && answer.tests[0].degreesOfFreedom == [13])
  }

  /// A small survey of three waves.
  private let records =
    "wave,sex,violence,grade\n"
    + (0..<300).map { row in
      let wave = [2020, 2022, 2024][row % 3]
      let isExposed = row % 10 < (row % 3 == 0 ? 2 : row % 3 == 1 ? 3 : 6)
      return "\(wave),\(row % 2 == 0 ? "girl" : "boy"),\(isExposed ? "yes" : "no"),\(5 + row % 5)\n"
    }.joined()

  @Test func `the trend of a share is logistic and that of a mean a contrast`() throws {
    try withFiles(["waves.csv": records]) { folder in
      let share = try test(["waves.csv", "--strata", "wave", "--trend", "wave", "--of", "violence"], in: folder)
      #expect(share.tests.map(\.statistic) == ["linear-trend", "quadratic-trend", "t", "t", "t"])
      #expect(share.tests[0].test == "violence=yes" && share.tests[0].verdict == "higher")
      #expect(share.tests[0].degreesOfFreedom == [295])
      let adjusted = try test(
        ["waves.csv", "--strata", "wave", "--trend", "wave", "--of", "violence", "--adjusted-for", "sex"], in: folder)
      #expect(adjusted.tests[0].degreesOfFreedom == [294])
      let mean = try test(["waves.csv", "--strata", "wave", "--trend", "wave", "--of", "grade"], in: folder)
      #expect(mean.tests.count == 5 && mean.tests[0].verdict == "no-demonstrable-difference")
      // The middle of three waves takes no part in the linear trend.
      #expect(mean.tests[0].degreesOfFreedom == [198] && mean.tests[1].degreesOfFreedom == [297])
      #expect(mean.tests[2].test == "wave=2022 - wave=2020")
    }
  }

  @Test func `two waves have a difference and no trend`() throws {
    try withFiles(["waves.csv": records]) { folder in
      for variable in ["violence", "grade"] {
        let answer = try test(
          ["waves.csv", "--strata", "wave", "--trend", "wave", "--of", variable, "--where", "wave >= 2022"], in: folder)
        #expect(answer.tests.map(\.statistic) == ["t"] && answer.tests[0].degreesOfFreedom == [198])
      }
      let text = try peilstok(
        ["test", "waves.csv", "--strata", "wave", "--trend", "wave", "--of", "violence"], in: folder)
      #expect(text.output.contains("Adjusted p"))
      #expect(text.output.contains("Note: Verdicts on pairs are of p-values adjusted by holm."))
    }
  }

  @Test func `a break in the series is no test and says why`() throws {
    let dictionary = """
      version: "1"
      indicators:
        - name: exposed
          label: {en: Violence}
          version: "2"
          items: [violence]
          rule: {anyOf: [yes]}
          missing: allAnswered
          comparable: [{from: 2024, reason: {en: The question was changed.}}]
      """
    try withFiles(["waves.csv": records, "indicators.yaml": dictionary]) { folder in
      let answer = try test(
        ["waves.csv", "--strata", "wave", "--trend", "wave", "--of", "exposed", "--indicators", "indicators.yaml"],
        in: folder)
      #expect(
        answer.tests.map(\.verdict) == [
          "not-comparable", "no-demonstrable-difference", "not-comparable", "not-comparable",
        ])
      #expect(answer.tests[0].value == nil && answer.tests[0].degreesOfFreedom == [])
      #expect(
        answer.diagnostics.contains(
          "Figures from 2024 on are not comparable with earlier ones. The question was changed."))
    }
  }

  @Test func `the answer is also text, records and a report table`() throws {
    let question = ["test"] + nhanes + ["--rows", "HI_CHOL", "--columns", "race"]
    let text = try peilstok(question)
    #expect(text.status == 0 && text.output.hasPrefix("Tests at level 0.95\n\n"))
    #expect(text.output.contains("rao-scott-f"))
    let records = try peilstok(question + ["--format", "csv"])
    #expect(records.output.hasPrefix("test,statistic,value,degreesOfFreedom,pValue,adjustedPValue,verdict,"))
    #expect(try peilstok(question + ["--format", "markdown"]).output.contains("| rao-scott-f"))
  }

  @Test(arguments: [
    ("", "A test needs --rows with --columns, --difference or --trend."),
    ("--rows race", "--rows needs --columns."),
    ("--columns race", "--columns needs --rows."),
    ("--rows race --columns HI_CHOL --of race", "--rows and --of cannot go together."),
    ("--rows race --trend race", "--rows and --trend cannot go together."),
    ("--trend race", "--trend needs --of."),
    ("--difference race", "--difference needs --of."),
    ("--trend race --of HI_CHOL --statistic t", "--trend and --statistic cannot go together."),
    ("--difference race --of HI_CHOL --adjusted-for agecat", "--adjusted-for needs --trend."),
    (
      "--rows race --columns HI_CHOL --statistic fisher",
      "--statistic takes rao-scott-f, rao-scott-chi-squared, wald, adjusted-wald, wald-of-totals, "
        + "adjusted-wald-of-totals, exact-mixture or saddlepoint; found fisher."
    ),
    (
      "--difference race --of HI_CHOL --statistic sign",
      "--statistic takes t, wilcoxon, van-der-waerden, median or kruskal-wallis; found sign."
    ),
    ("--difference race,RIAGENDR --of HI_CHOL", "--difference takes one column; found 2."),
    (
      "--trend race --of WTMEC2YR --adjusted-for agecat",
      "--adjusted-for goes with the trend of a share; --of names \"WTMEC2YR\" without a level."
    ),
  ])
  func `a question that makes no sense is a usage error`(_ options: String, _ sentence: String) throws {
    let run = try peilstok(["test"] + nhanes + options.words)
    #expect(run.status == 64 && run.output == "")
    #expect(run.errors == "peilstok: \(sentence) See 'peilstok test --help'.\n")
  }

  @Test func `data that cannot be tested are an error of one sentence`() throws {
    let run = try peilstok(["test"] + schools + ["--rows", "stype", "--columns", "dnam"])
    #expect(run.status == 1)
    #expect(run.errors == "peilstok: There is no column named \"dnam\". Did you mean \"dname\"?\n")
  }

  @Test func `the help shows an example of each form`() throws {
    let help = try peilstok("test --help").output
    for part in ["--rows HI_CHOL --columns race", "--difference sch.wide --of api00", "--trend wave --of life_grade"] {
      #expect(help.contains(part))
    }
  }
}

extension String {
  fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
