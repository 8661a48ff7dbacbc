import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

@Suite("Contrasts")
struct ContrastTests {
  private func means() throws -> Estimates {
    try PrintedDesign.districts.design().mean(of: "api00", by: "stype")
  }

  private func shares() throws -> Estimates {
    try PrintedDesign.stratifiedSchools.design().prevalence(of: Binary("yes", isTrueFor: "1"), by: "comp.imp")
  }

  @Test func `a ratio of means agrees`() throws {
    let ratio = try means().ratio(of: 0, to: 1)
    expectClose([ratio.value, ratio.standardError], to: comparedValues("contrast.ratio"))
    #expect(ratio.nullValue == 1)
  }

  @Test func `a smooth function agrees`() throws {
    let contrast = try means().contrast { values in
      let (e, h, m) = (values[0], values[1], values[2])
      return SmoothValue(log(e) * h - m, derivatives: [h / e, log(e), -1])
    }
    expectClose([contrast.value, contrast.standardError], to: comparedValues("contrast.smooth"))
    #expect(contrast.degreesOfFreedom == 14)
  }

  @Test func `risk ratios and odds ratios agree`() throws {
    let shares = try shares()
    let ratio = shares.ratio(of: 1, to: 0)
    expectClose([ratio.value, ratio.standardError], to: comparedValues("contrast.risk-ratio"))
    let odds = shares.oddsRatio(of: 1, to: 0)
    expectClose([odds.value, odds.standardError], to: comparedValues("contrast.odds-ratio"))
    let slope = comparedValues("contrast.log-odds")
    #expect(isClose(log(odds.value), to: slope[0], relative: 1e-10))
    #expect(isClose(odds.statistic, to: slope[0] / slope[1], relative: 1e-9))
  }

  @Test(arguments: [0.9, 0.95, 0.99])
  func `an interval leaves out the null value just where the test does`(_ level: Double) throws {
    let shares = try shares()
    for contrast in [
      shares.difference(of: 1, minus: 0, level: level), shares.ratio(of: 1, to: 0, level: level),
      shares.oddsRatio(of: 1, to: 0, level: level),
      try means().difference(of: 0, minus: 2, level: level), try means().ratio(of: 1, to: 2, level: level),
    ] {
      let interval = try #require(contrast.confidenceInterval)
      #expect(interval.level == level && interval.lower < contrast.value && contrast.value < interval.upper)
      let isInside = interval.lower < contrast.nullValue && contrast.nullValue < interval.upper
      #expect(isInside == (contrast.pValue > 1 - level))
      #expect(isInside == (contrast.verdict(significance: 1 - level) == .noDemonstrableDifference))
      let t = StudentTDistribution(degreesOfFreedom: Double(contrast.degreesOfFreedom))
      #expect(isClose(contrast.pValue, to: 2 * t.upperTailProbability(abs(contrast.statistic)), relative: 1e-14))
    }
  }

  @Test func `turning a comparison round turns its ratio over`() throws {
    let shares = try shares()
    for (there, back) in [
      (shares.ratio(of: 1, to: 0), shares.ratio(of: 0, to: 1)),
      (shares.oddsRatio(of: 1, to: 0), shares.oddsRatio(of: 0, to: 1)),
    ] {
      #expect(isClose(there.value, to: 1 / back.value, relative: 1e-14))
      #expect(isClose(there.pValue, to: back.pValue, relative: 1e-12))
      #expect(there.verdict() == .higher && back.verdict() == .lower)
      let (one, other) = (try #require(there.confidenceInterval), try #require(back.confidenceInterval))
      #expect(isClose(one.lower, to: 1 / other.upper, relative: 1e-14))
    }
  }

  @Test func `the records of one domain count once`() throws {
    let both = try PrintedDesign.districts.design().mean(of: ["api00", "api99"], by: [])
    #expect(both.difference(of: 0, minus: 1).unweightedCount == 183)
    let means = try means()
    #expect(means.difference(of: 0, minus: 1).unweightedCount == means[0].unweightedCount + means[1].unweightedCount)
  }

  @Test func `an undefined ratio has no test and nothing to publish`() throws {
    let design = try PrintedDesign.stratifiedSchools.design()
    let none = try design.prevalence(of: Binary("api00", isTrueFor: "1"), by: "comp.imp")
    for contrast in [none.ratio(of: 0, to: 1), none.oddsRatio(of: 0, to: 1)] {
      #expect(contrast.value.isNaN && contrast.pValue.isNaN && contrast.confidenceInterval == nil)
      #expect(contrast.verdict() == .notPublishable(.undefinedTest))
    }
  }
}
