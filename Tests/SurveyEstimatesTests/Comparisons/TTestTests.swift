import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

@Suite("t tests and rank tests")
struct TTestTests {
  @Test(arguments: PrintedDesign.allCases)
  func `t tests of two groups agree`(_ printed: PrintedDesign) throws {
    let test = try printed.design().tTest(of: printed.numbers[0], by: Categorical(printed.indicator))
    expectClose(
      [test.value, test.statistic, Double(test.degreesOfFreedom), test.pValue],
      to: printedValues(printed.rawValue, "ttest").map(\.value))
    let interval = try #require(test.confidenceInterval)
    #expect((interval.lower < 0 && 0 < interval.upper) == (test.pValue > 0.05))
  }

  @Test func `t tests of one and of paired samples agree`() throws {
    let design = try PrintedDesign.districts.design()
    for (name, test) in [
      ("t.one", try design.tTest(of: "api00", against: 640)),
      ("t.paired", try design.pairedTTest(of: "api00", minus: "api99")),
    ] {
      expectClose(
        [test.value, test.statistic, Double(test.degreesOfFreedom), test.pValue], to: comparedValues(name))
    }
  }

  private static let scores: [(RankScore, String)] = [
    (.wilcoxon, "wilcoxon"), (.vanDerWaerden, "vanderWaerden"), (.median, "median"),
    (.kruskalWallis, "KruskalWallis"),
  ]

  @Test(arguments: PrintedDesign.allCases, scores)
  func `rank tests of two groups agree`(_ printed: PrintedDesign, _ score: (RankScore, String)) throws {
    let design = try printed.design()
    let groups = Categorical(printed.indicator)
    let test = try design.rankTest(score.0, of: printed.numbers[0], by: groups, ties: .meanOfRecords)
    expectClose([test.value, test.pValue], to: printedValues(printed.rawValue, "ranktest.\(score.1)").map(\.value))
    // Where records with the same value have the same weight, ties do not matter.
    if printed == .districts || printed == .nhanes {
      let plain = try design.rankTest(score.0, of: printed.numbers[0], by: groups)
      #expect(isClose(plain.value, to: test.value, relative: 1e-9))
    }
  }

  @Test(arguments: scores)
  func `rank tests of other variables and of several groups agree`(_ score: (RankScore, String)) throws {
    for (name, printed) in [("strat", PrintedDesign.stratifiedSchools), ("clus1", .districts)] {
      let test = try printed.design().rankTest(score.0, of: "api00", by: "awards", ties: .meanOfRecords)
      expectClose([test.value] + test.degreesOfFreedom + [test.pValue], to: comparedValues("rank.\(name).\(score.1)"))
    }
    let groups = try PrintedDesign.districts.design().rankTest(score.0, of: "api00", by: "stype", ties: .meanOfRecords)
    expectClose(
      [groups.value] + groups.degreesOfFreedom + [groups.pValue], to: comparedValues("rank.groups.\(score.1)"))
    #expect(groups.difference == nil)
  }

  @Test(arguments: RankScore.allCases)
  func `a rank test does not hang on the order of the records or on the scale`(_ score: RankScore) throws {
    let records = LawRecords()
    var random = SeededGenerator(seed: 11)
    let shuffled = records.reordered((0..<records.count).shuffled(using: &random))
    let stages = [Stage(units: "district", strata: "region")]
    let design = { (records: LawRecords) in
      try SurveyDesign(
        records.data(), weights: "weight", stages: stages, unitsAreNested: true, singleUnitStrata: .center)
    }
    let plain = try design(records).rankTest(score, of: "score", by: "sex")
    let moved = try design(shuffled).rankTest(score, of: "score", by: "sex")
    #expect(isClose(moved.value, to: plain.value, relative: 1e-12))
    #expect(isClose(moved.pValue, to: plain.pValue, relative: 1e-12))
    // Ranks do not change with an increasing function of the values.
    let grown = try design(records.replacingNumbers(["score"]) { _, value in value * value * value + 7 })
      .rankTest(score, of: "score", by: "sex")
    #expect(grown.value == plain.value)
  }

  @Test func `the standardised difference agrees`() throws {
    let difference = try PrintedDesign.stratifiedSchools.design().standardizedMeanDifference(
      of: "api00", by: "sch.wide", of: "Yes", minus: "No")
    expectClose(
      [difference.value, difference.standardError], to: comparedValues("effect.standardized"), relative: 1e-9)
  }

  @Test func `tests that cannot be made are an error`() throws {
    let design = try PrintedDesign.districts.design()
    let three = #expect(throws: EstimationError.self) { try design.tTest(of: "api00", by: "stype") }
    #expect(three?.description == "A t test compares two groups with records; \"stype\" has 3.")
    let level = #expect(throws: EstimationError.self) {
      try design.standardizedMeanDifference(of: "api00", by: "stype", of: "E", minus: "X")
    }
    #expect(level?.description == "Column \"stype\" has no level \"X\".")
  }
}
