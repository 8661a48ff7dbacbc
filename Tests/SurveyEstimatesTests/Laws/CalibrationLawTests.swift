import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// What a calibration makes known is known exactly.
@Suite("Laws of calibrated weights")
struct CalibrationLawTests {
  private static let records = LawRecords()
  private static let designs = LawDesign.calibrated

  @Test(arguments: designs)
  func `calibrated totals are the population counts with standard error 0`(_ law: LawDesign) throws {
    let design = try law.design(of: Self.records)
    let margins = law.calibration.margins.filter { $0.quantity == .count }
    let population = LawDesign.ageMargin.controls.values.reduce(0, +)
    for margin in margins {
      for total in try design.total(of: "one", by: margin.variables[0]) {
        let count = try #require(margin.controls[total.domain.map(\.level)])
        #expect(isClose(total.value, to: count, relative: 1e-11))
        #expect(total.standardError < 1e-9 * population, "\(total.standardError)")
      }
      for method in [IntervalMethod.logit, .kornGraubard, .wilson, .wald] {
        for share in try design.distribution(of: margin.variables[0], interval: method) {
          let count = try #require(margin.controls[[share.level ?? ""]])
          #expect(isClose(share.value, to: count / population, relative: 1e-11))
          #expect(share.standardError < 1e-9)
          let interval = try #require(share.confidenceInterval)
          #expect(isClose(interval.lower, to: share.value, relative: 1e-7), "\(method) \(interval)")
          #expect(isClose(interval.upper, to: share.value, relative: 1e-7), "\(method) \(interval)")
        }
      }
    }
  }

  @Test(arguments: designs.filter { $0.calibration.margins.contains { $0.quantity != .count } })
  func `calibrated totals and means of numbers are the controls with standard error 0`(_ law: LawDesign) throws {
    let design = try law.design(of: Self.records)
    for total in try design.total(of: "household", by: "sex") {
      let control = try #require(LawDesign.households.controls[total.domain.map(\.level)])
      #expect(isClose(total.value, to: control, relative: 1e-11))
      #expect(total.standardError < 1e-9 * control)
    }
    let mean = try design.mean(of: "person")[0]
    #expect(isClose(mean.value, to: 1.76, relative: 1e-11))
    #expect(mean.standardError < 1e-9)
  }

  @Test(arguments: designs)
  func `the factors lie within their bounds`(_ law: LawDesign) throws {
    guard case .calibrated(let method, let bounds) = law.calibration else { return }
    let design = try law.design(of: Self.records)
    let report = try #require(design.calibrationReports.last)
    #expect(isClose(report.factors.lowerBound, to: design.calibrationFactors.min() ?? 0, relative: 1e-15))
    #expect(isClose(report.factors.upperBound, to: design.calibrationFactors.max() ?? 0, relative: 1e-15))
    if let bounds {
      #expect(report.factors.lowerBound >= bounds.lowerBound * (1 - 1e-15))
      #expect(report.factors.upperBound <= bounds.upperBound * (1 + 1e-15))
    }
    #expect(report.factors.lowerBound > 0 && report.method == "\(method.rawValue) calibration")
  }

  @Test(arguments: CalibrationMethod.allCases)
  func `to the counts of one variable every method is post-stratification`(_ method: CalibrationMethod) throws {
    let design = try SurveyDesign(
      Self.records.data(), weights: "weight", stages: [Stage(units: "district", strata: "region")],
      unitsAreNested: true, singleUnitStrata: .certainty)
    let post = try design.postStratified(to: LawDesign.ageMargin)
    let calibrated = try design.calibrated(
      to: [LawDesign.ageMargin], method: method, bounds: method == .logit ? 0.1...10 : nil)
    #expect(zip(calibrated.weights, post.weights).allSatisfy { isClose($0, to: $1, relative: 1e-12) })
    for analysis in LawAnalysis.all {
      for (one, other) in paired(try analysis.estimates(post, ["group"]), try analysis.estimates(calibrated, ["group"]))
      {
        #expect(isClose(other.value, to: one.value, relative: 1e-12, orBothUndefined: true))
        #expect(isClose(other.standardError, to: one.standardError, relative: 1e-11, orBothUndefined: true))
      }
    }
  }

  @Test func `raking calibration is iterative proportional fitting`() throws {
    let design = try SurveyDesign(
      Self.records.data(), weights: "weight", stages: [Stage(units: "uniqueDistrict", populationSize: "allDistricts")])
    let margins = [LawDesign.ageMargin, LawDesign.sexMargin]
    let (raked, calibrated) = (
      try design.raked(to: margins, tolerance: 1e-14), try design.calibrated(to: margins, method: .raking)
    )
    #expect(zip(calibrated.weights, raked.weights).allSatisfy { isClose($0, to: $1, relative: 1e-11) })
    let (one, other) = (try raked.mean(of: "score")[0], try calibrated.mean(of: "score")[0])
    #expect(isClose(other.standardError, to: one.standardError, relative: 1e-11, orBothUndefined: true))
  }

  @Test func `what the last calibration made known is known, whatever was done before`() throws {
    let design = try SurveyDesign(
      Self.records.data(), weights: "weight", stages: [Stage(units: "uniqueDistrict", populationSize: "allDistricts")])
    let twice = try design.postStratified(to: LawDesign.ageMargin)
      .calibrated(to: [LawDesign.sexMargin, LawDesign.meanPerson], method: .raking)
    for total in try twice.total(of: "one", by: "sex") { #expect(total.standardError < 1e-9 * 2400) }
    #expect(try twice.mean(of: "person")[0].standardError < 1e-9)
    // What the first made known has moved.
    #expect(try twice.total(of: "one", by: "ageGroup")[0].standardError > 1)
  }

  @Test(arguments: designs)
  func `calibrating again changes nothing`(_ law: LawDesign) throws {
    let once = try law.design(of: Self.records)
    let again = try law.calibrated(once)
    #expect(zip(once.weights, again.weights).allSatisfy { isClose($1, to: $0, relative: 1e-11) })
    // The second regression of a raked variance uses the raked weights, so that only its limit is the same.
    guard law.calibration == .postStratified else { return }
    let (first, second) = (try once.mean(of: "score", by: "group"), try again.mean(of: "score", by: "group"))
    for (one, other) in paired(first, second) {
      #expect(isClose(other.standardError, to: one.standardError, relative: 1e-11, orBothUndefined: true))
    }
  }

  @Test(arguments: designs)
  func `a record of weight 0 in a known unit changes nothing`(_ law: LawDesign) throws {
    guard !law.recordsAreUnits, law.stages.count < 3 else { return }
    // The first record again, without weight and with an answer far from all others.
    let rows = Array(0..<Self.records.count) + [0]
    let extended = Self.records.reordered(rows).replacingNumbers(["weight", "evenWeight"]) { row, weight in
      row == Self.records.count ? 0 : weight
    }
    .replacingNumbers(["score"]) { row, score in row == Self.records.count ? 1e6 : score }
    let (before, after) = (try law.design(of: Self.records), try law.design(of: extended))
    for analysis in LawAnalysis.common {
      let groups = try analysis.estimates(before, ["group"])
      for (one, other) in paired(groups, try analysis.estimates(after, ["group"])) {
        #expect(isClose(other.value, to: one.value, relative: 1e-12, orBothUndefined: true))
        #expect(isClose(other.standardError, to: one.standardError, relative: 1e-12, orBothUndefined: true))
        #expect(other.unweightedCount == one.unweightedCount)
      }
    }
  }

  @Test func `crossed margins are post-stratification`() throws {
    let data = try Self.records.data()
    let design = try SurveyDesign(data, weights: "evenWeight", stages: [Stage(populationSize: "persons")])
    let counts: [[String]: Double] = [
      ["old", "man"]: 300, ["middle", "man"]: 500, ["young", "man"]: 350, ["old", "woman"]: 320,
      ["middle", "woman"]: 610, ["young", "woman"]: 290,
    ]
    let margin = PopulationMargin.counts(of: ["ageGroup", "sex"], counts)
    let (post, raked) = (try design.postStratified(to: margin), try design.raked(to: [margin]))
    for total in try post.total(of: "one", by: "ageGroup", "sex") {
      #expect(isClose(total.value, to: try #require(counts[total.domain.map(\.level)]), relative: 1e-12))
      #expect(total.standardError < 1e-9 * 2370)
    }
    let (one, other) = (try post.mean(of: "score")[0], try raked.mean(of: "score")[0])
    #expect(isClose(one.value, to: other.value, relative: 1e-12))
    #expect(isClose(one.standardError, to: other.standardError, relative: 1e-12))
  }
}
