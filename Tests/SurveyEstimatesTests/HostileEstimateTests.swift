import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// Requests that have no answer end in one sentence or in a diagnostic, never in a crash.
@Suite("Estimates that are refused or undefined")
struct HostileEstimateTests {
  /// Eight records in four units of two strata.
  private func design(
    _ columns: [String: Column] = [:], stages: [Stage] = [Stage(units: "unit", strata: "stratum")],
    rule: SingleUnitStratumRule = .refuse, coversDomains: Bool = false
  ) throws -> SurveyDesign {
    var data = try Microdata(
      name: "eight",
      columns: [
        ("w", .numbers([1, 2, 3, 4, 5, 6, 7, 8])), ("unit", .numbers([1, 1, 2, 2, 3, 3, 4, 4])),
        ("stratum", .factor(Factor(["a", "a", "a", "a", "b", "b", "b", "b"]))),
        ("y", .numbers([3, 1, 4, 1, 5, 9, 2, 6])), ("half", .numbers([Double](repeating: 0.5, count: 8))),
        ("all", .numbers([Double](repeating: 1, count: 8))),
        ("sex", .factor(Factor(["man", "woman", "man", "woman", "man", "woman", "man", "woman"]))),
        ("always", .factor(Factor(codes: [Int32](repeating: 0, count: 8), levels: ["yes", "no"]))),
        ("colour", .factor(Factor(["red", "red", "blue", "red", "blue", "blue", "red", "blue"]))),
      ])
    for (name, column) in columns { data = try data.adding(name, column) }
    return try SurveyDesign(
      data, weights: "w", stages: stages, singleUnitStrata: rule, singleUnitRuleCoversDomains: coversDomains)
  }

  private func sentence(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [0, 1, -0.5, 95, .nan] as [Double])
  func `a level lies between 0 and 1`(_ level: Double) throws {
    let design = try design()
    let wanted = "A confidence level must lie between 0 and 1; found \(level)."
    #expect(sentence { _ = try design.mean(of: "y", level: level) } == wanted)
    #expect(sentence { _ = try design.total(of: "y", level: level) } == wanted)
    #expect(sentence { _ = try design.ratio(of: "y", to: "w", level: level) } == wanted)
    #expect(sentence { _ = try design.prevalence(of: Binary("sex", isTrueFor: "man"), level: level) } == wanted)
    #expect(sentence { _ = try design.distribution(of: "sex", level: level) } == wanted)
    #expect(sentence { _ = try design.quantile(0.5, of: "y", level: level) } == wanted)
  }

  @Test(arguments: [0, 1, -0.5, 50, .nan] as [Double])
  func `the order of a quantile lies between 0 and 1`(_ order: Double) throws {
    let design = try design()
    #expect(
      sentence { _ = try design.quantile(order, of: "y") }
        == "The order of a quantile must lie between 0 and 1; found \(order).")
  }

  @Test func `variables exist and are of the right kind`() throws {
    let design = try design()
    #expect(sentence { _ = try design.mean(of: "sex") } == "Column \"sex\" holds levels, not numbers.")
    #expect(sentence { _ = try design.quantile(0.5, of: "sex") } == "Column \"sex\" holds levels, not numbers.")
    #expect(
      sentence { _ = try design.mean(of: "y", by: "colors") }
        == "There is no column named \"colors\". Did you mean \"colour\"?")
    #expect(
      sentence { _ = try design.prevalence(of: Binary("colour", isTrueFor: "bleu")) }
        == "Column \"colour\" has no level \"bleu\".")
    #expect(
      sentence { _ = try design.prevalence(of: Binary("y", isTrueFor: "five")) }
        == "Column \"y\" has no level \"five\".")
  }

  @Test func `an interval of quantiles does not apply to shares`() throws {
    let design = try design()
    #expect(
      sentence { _ = try design.prevalence(of: Binary("sex", isTrueFor: "man"), interval: .woodruff) }
        == "The woodruff interval does not apply to a prevalence.")
  }

  @Test func `groups are not more than can be kept`() throws {
    let count = 900
    let numbers = Column.numbers((0..<count).map(Double.init))
    let data = try Microdata(name: "many", columns: [("a", numbers), ("b", numbers), ("c", numbers), ("d", numbers)])
    let design = try SurveyDesign(data)
    #expect(
      sentence { _ = try design.mean(of: "a", by: "b", "c", "d") }
        == "The levels of the grouping variables combine to more than 1000 groups, too many to estimate together.")
    #expect(
      sentence { _ = try design.quantile(0.5, of: "a", by: "b", "c", "d", "b", "c", "d", "b", "c") }
        == "The levels of the grouping variables combine to more than 1000 groups, too many to estimate together.")
  }

  @Test func `a single unit is refused with the choices there are`() throws {
    let strata = Column.factor(Factor(["a", "a", "a", "a", "b", "b", "c", "c"]))
    #expect(
      sentence { _ = try design(["stratum": strata]).mean(of: "y") }
        == "2 strata have a single unit at stage 1, which has no variance; choose a rule for single-unit strata "
        + "(certainty, center or average) or merge strata.")
    let one = Column.factor(Factor(["a", "a", "a", "a", "a", "a", "c", "c"]))
    #expect(
      sentence { _ = try design(["stratum": one]).quantile(0.5, of: "y") }
        == "1 stratum has a single unit at stage 1, which has no variance; choose a rule for single-unit strata "
        + "(certainty, center or average) or merge strata.")
  }

  @Test(arguments: [SingleUnitStratumRule.certainty, .center, .average])
  func `strata that all have a single unit leave no degrees of freedom`(_ rule: SingleUnitStratumRule) throws {
    let design = try design(["stratum": .factor(Factor((0..<8).map { "\($0 / 2)" }))], rule: rule)
    for estimate in [
      try design.mean(of: "y")[0], try design.total(of: "y")[0], try design.ratio(of: "y", to: "w")[0],
      try design.distribution(of: "sex")[0], try design.quantile(0.5, of: "y")[0],
    ] {
      #expect(estimate.value.isFinite && estimate.degreesOfFreedom == 0 && estimate.confidenceInterval == nil)
      #expect(estimate.diagnostics == [.noDegreesOfFreedom])
      // Nothing is left to average over; the other rules are assumptions that give a number. The standard error of a
      // quantile comes from its interval.
      #expect(estimate.standardError.isNaN == (rule == .average || estimate.statistic == .quantile))
    }
    let means = try design.mean(of: "y", by: "sex")
    #expect(means.diagnostics == [.singleUnitStrata(count: 4, rule: rule.rawValue)])
    let difference = means.difference(of: 0, minus: 1)
    #expect(difference.confidenceInterval == nil && difference.pValue.isNaN && difference.value.isFinite)
    #expect(difference.verdict() == .notPublishable(.undefinedTest))
    #expect(
      sentence { _ = try design.association(of: "sex", with: "colour") }
        == "A test needs more primary units than strata; the records reach 4 units.")
  }

  @Test func `a domain without units has no value`() throws {
    let design = try design(["silent": .numbers([Double](repeating: .nan, count: 8))])
    let empty = design.restricted(to: [Bool](repeating: false, count: 8))
    let silent = Binary("silent", isTrueFor: "1")
    for estimate in [
      try empty.mean(of: "y")[0], try empty.total(of: "y")[0], try empty.ratio(of: "y", to: "w")[0],
      try empty.distribution(of: "sex")[0], try empty.quantile(0.5, of: "y")[0], try design.mean(of: "silent")[0],
      try design.total(of: "silent")[0], try design.ratio(of: "silent", to: "y")[0],
      try design.prevalence(of: silent)[0], try design.quantile(0.5, of: "silent")[0],
    ] {
      #expect(estimate.value.isNaN && estimate.standardError.isNaN && estimate.confidenceInterval == nil)
      #expect(estimate.unweightedCount == 0 && estimate.degreesOfFreedom == 0 && estimate.weightSum == 0)
      #expect(estimate.designEffect == nil && estimate.effectiveCount == nil)
      #expect(estimate.diagnostics == [.emptyDomain])
    }
    #expect(empty.weightSummary == nil)
    #expect(try design.mean(of: "silent")[0].missingCount == 8)
    #expect(
      sentence { _ = try empty.association(of: "sex", with: "colour") }
        == "A test of association needs two rows and two columns with records; found 0 by 0.")
    #expect(
      sentence { _ = try design.association(of: "sex", with: "always") }
        == "A test of association needs two rows and two columns with records; found 2 by 1.")
  }

  @Test func `an empty group stands beside the others`() throws {
    let levels = Factor(codes: [0, 0, 2, 2, 0, 2, 0, 2], levels: ["here", "nowhere", "there"])
    let design = try design(["place": .factor(levels)])
    let means = try design.mean(of: "y", by: "place")
    #expect(means.map(\.unweightedCount) == [4, 0, 4] && means.map(\.value.isNaN) == [false, true, false])
    #expect((0..<3).allSatisfy { means.covariance[1, $0].isNaN && means.covariance[$0, 1].isNaN })
    #expect(means.covariance[0, 2].isFinite)
    let comparison = means.difference(of: 0, minus: 1)
    #expect(comparison.value.isNaN && comparison.standardError.isNaN && comparison.confidenceInterval == nil)
    #expect(means.difference(of: 0, minus: 2).confidenceInterval != nil)
    let same = means.difference(of: 0, minus: 0)
    #expect(same.value == 0 && same.confidenceInterval == nil)
  }

  @Test(arguments: IntervalMethod.ofProportions)
  func `shares of 0 and 1 have the intervals that exist there`(_ method: IntervalMethod) throws {
    let shares = try design().distribution(of: "always", interval: method)
    let (all, none) = (shares[0], shares[1])
    #expect(all.value == 1 && none.value == 0 && all.standardError == 0 && none.standardError == 0)
    #expect(all.numeratorCount == 8 && none.numeratorCount == 0)
    // Two degrees of freedom and eight records.
    let squared = 4.302652729749464 * 4.302652729749464
    let reaches: [IntervalMethod: Double] = [
      .kornGraubard: 0.3694166475528335, .clopperPearson: 0.3694166475528335,  // 1 − 0.025^(1/8)
      .jeffreys: 0.26221724871718577,  // R qbeta(0.975, 0.5, 8.5)
      .wilson: squared / (8 + squared), .likelihood: 1 - exp(-squared / 14),
    ]
    guard let reach = reaches[method] else {
      #expect(all.confidenceInterval == nil && none.confidenceInterval == nil)
      #expect(all.diagnostics == [.shareAtBoundary(method)] && none.diagnostics == [.shareAtBoundary(method)])
      #expect(
        "\(all.diagnostics[0])" == "The share is 0 or 1, where the \(method.rawValue) interval does not exist.")
      return
    }
    #expect(none.confidenceInterval?.lower == 0 && all.confidenceInterval?.upper == 1)
    #expect(isClose(try #require(none.confidenceInterval).upper, to: reach, relative: 1e-12))
    #expect(isClose(try #require(all.confidenceInterval).lower, to: 1 - reach, relative: 1e-12))
  }

  @Test func `a sample of everything has no uncertainty`() throws {
    let design = try design(stages: [Stage(units: "unit", strata: "stratum", populationSize: "all")])
    for estimate in [
      try design.mean(of: "y")[0], try design.total(of: "y")[0], try design.ratio(of: "y", to: "w")[0],
      try design.quantile(0.5, of: "y")[0],
    ] {
      let interval = try #require(estimate.confidenceInterval)
      #expect(estimate.standardError == 0 && interval.lower == estimate.value && interval.upper == estimate.value)
    }
    for method in IntervalMethod.ofProportions {
      let share = try design.prevalence(of: Binary("sex", isTrueFor: "man"), interval: method)[0]
      let interval = try #require(share.confidenceInterval)
      #expect(share.standardError == 0)
      #expect(isClose(interval.lower, to: share.value, relative: 1e-14))
      #expect(isClose(interval.upper, to: share.value, relative: 1e-14))
    }
    let difference = try design.mean(of: "y", by: "sex").difference(of: 0, minus: 1)
    #expect(difference.standardError == 0 && difference.confidenceInterval == nil && difference.pValue.isNaN)
    #expect(
      sentence { _ = try design.association(of: "sex", with: "colour") }
        == "A test of association needs shares whose standard errors are known and above 0.")
  }

  @Test func `a perfect association does not crash`() throws {
    let copy = Column.factor(Factor(["m", "w", "m", "w", "m", "w", "m", "w"]))
    let design = try design(["copy": copy])
    let outcome = sentence {
      let test = try design.association(of: "sex", with: "copy")
      #expect(test.value > 0 && test.pValue >= 0 && test.pValue <= 1)
    }
    #expect(outcome == "no error")
  }

  @Test func `infinite values leave an estimate undefined`() throws {
    let design = try design(["endless": .numbers([1, 2, .infinity, 4, 5, 6, 7, 8])])
    let mean = try design.mean(of: "endless")[0]
    #expect(mean.value == .infinity && mean.standardError.isNaN && mean.confidenceInterval == nil)
    #expect(try design.quantile(0.5, of: "endless")[0].value == 6)
  }

  @Test func `denominators that add up to nothing have no ratio`() throws {
    let design = try design(["nothing": .numbers([Double](repeating: 0, count: 8))])
    let ratio = try design.ratio(of: "y", to: "nothing")[0]
    #expect(ratio.value.isNaN && ratio.standardError.isNaN && ratio.confidenceInterval == nil)
    #expect(ratio.diagnostics == [.zeroDenominator] && ratio.unweightedCount == 8)
    #expect("\(ratio.diagnostics[0])" == "The denominator adds up to 0, so that there is no ratio.")
  }

  @Test func `a domain that leaves one unit of a stratum keeps its covariance`() throws {
    for rule in SingleUnitStratumRule.allCases {
      let design = try design(rule: rule, coversDomains: true)
      let means = try design.restricted(to: [true, true, false, false, true, true, true, true]).mean(of: "y", by: "sex")
      #expect(means.allSatisfy { $0.standardError.isFinite && $0.degreesOfFreedom == 1 })
    }
  }

  @Test func `a negative variance leaves no standard error and says so`() throws {
    // Units are together in the sample more often than apart: Yates and Grundy's estimate is below 0.
    let joint = Matrix(rows: [[0.5, 0.4, 0.4], [0.4, 0.5, 0.4], [0.4, 0.4, 0.5]])
    let data = try Microdata(
      name: "three",
      columns: [
        ("unit", .numbers([1, 2, 3])), ("y", .numbers([1, 5, 9])), ("w", .numbers([2, 2, 2])),
        ("sex", .factor(Factor(["man", "man", "woman"]))),
      ])
    let design = try SurveyDesign(
      data, weights: "w", stages: [Stage(units: "unit", selection: .jointProbabilities(joint))])
    let totals = try design.total(of: "y", by: "sex")
    #expect(try design.total(of: "y")[0].diagnostics.contains(.negativeVariance))
    #expect(try design.total(of: "y")[0].standardError.isNaN)
    // The difference of the totals of both sexes is Σ ±y, whose estimates by unit differ.
    let difference = totals.difference(of: 0, minus: 1)
    #expect(difference.standardError.isNaN && difference.confidenceInterval == nil && difference.pValue.isNaN)
    #expect(Set(difference.diagnostics) == [.negativeVariance, .noDegreesOfFreedom, .noStandardError])
    #expect(totals.difference(of: 0, minus: 0).standardError == 0)
  }

  @Test func `diagnostics are sentences`() {
    #expect(
      "\(Diagnostic.negativeVariance)" == "The estimated variance is negative, so that there is no standard error.")
    #expect("\(Diagnostic.emptyDomain)" == "The domain holds no record with a known value.")
    #expect(
      "\(Diagnostic.noDegreesOfFreedom)"
        == "The domain reaches no more primary units than strata, so that there is no interval.")
    #expect(
      "\(Diagnostic.noStandardError)"
        == "The standard error is undefined, so that there is no interval.")
    #expect(
      "\(Diagnostic.quantileBeyondData)" == "The interval of the distribution function leaves the range from 0 to 1.")
    #expect(
      "\(Diagnostic.singleUnitStrata(count: 1, rule: "center"))" == "1 stratum has a single unit; the rule was center.")
    #expect(
      "\(Diagnostic.singleUnitStrata(count: 3, rule: "average"))"
        == "3 strata have a single unit; the rule was average.")
    #expect(
      "\(Diagnostic.missingGroups(count: 1))" == "1 record is in no group because a grouping variable is missing.")
    #expect(
      "\(Diagnostic.missingGroups(count: 5))" == "5 records are in no group because a grouping variable is missing.")
  }
}
