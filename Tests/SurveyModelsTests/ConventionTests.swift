import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

private let values: [String: Double] = Dictionary(
  uniqueKeysWithValues: fixtureRows("designs/conventions").map { row in
    ("\(row["case"] ?? "") \(row["position"] ?? "")", Double(row["value"] ?? "") ?? .nan)
  })

private func expect(_ observed: Double, _ key: String, relative: Double = 1e-10) {
  let expected = values[key] ?? .nan
  #expect(isClose(observed, to: expected, relative: relative), "\(key): \(observed), \(expected)")
}

@Suite("Conventions on which programs differ")
struct ConventionTests {
  private func nhanes(_ conventions: Conventions = .r45) throws -> SurveyDesign {
    try SurveyDesign(
      referenceData("nhanes"), weights: "WTMEC2YR", stages: [Stage(units: "SDMVPSU", strata: "SDMVSTRA")],
      unitsAreNested: true, conventions: conventions)
  }

  private func lonely(_ conventions: Conventions) throws -> SurveyDesign {
    try SurveyDesign(
      referenceData("lonely"), weights: "w", stages: [Stage(units: "id", strata: "s")], singleUnitStrata: .center,
      conventions: conventions)
  }

  private let highCholesterol = Binary("HI_CHOL", isTrueFor: "1")

  @Test func `R 4_1 centres a single unit at 0`() throws {
    expect(try lonely(.r41).mean(of: "x")[0].standardError, "r41 centred mean 1")
    expect(try lonely(.r41).total(of: "x")[0].standardError, "r41 centred total 1")
    let now = try lonely(.r45).total(of: "x")[0].standardError
    #expect(isClose(now, to: 75.5603070401385, relative: 1e-10))
    #expect(try lonely(.r41).following(.r45).total(of: "x")[0].standardError == now)
  }

  @Test func `R 4_1 tests association on the degrees of freedom of the domain`() throws {
    let design = try nhanes(.r41).restricted(to: Condition(parsing: "SDMVSTRA <= 80"))
    let test = try design.association(of: "HI_CHOL", with: "race")
    expect(test.value, "r41 association 1")
    expect(test.degreesOfFreedom[0], "r41 association 2")
    expect(test.degreesOfFreedom[1], "r41 association 3")
    expect(test.pValue, "r41 association 4")
  }

  @Test(
    arguments: [(Conventions.r45, 4), (.r41, 4), (.nchs, 4), (.stata, 4), (.sas, 16), (.sudaan, 16)]
      as [(Conventions, Int)])
  func `a domain has the degrees of freedom of the profile`(_ conventions: Conventions, _ expected: Int) throws {
    // Four strata of two or three units, all reached.
    let few = try nhanes(conventions).restricted(to: Condition(parsing: "SDMVSTRA <= 78"))
    let estimate = try few.prevalence(of: highCholesterol)[0]
    #expect(estimate.degreesOfFreedom == expected)
  }

  @Test func `Stata counts units of reached strata that the domain misses`() throws {
    var data = try referenceData("nhanes")
    let (units, strata) = (try data.numbers(of: "SDMVPSU"), try data.numbers(of: "SDMVSTRA"))
    data = try data.adding("kept", .numbers(zip(units, strata).map { $0 == 1 || $1 != 75 ? 1 : 0 }))
    let design = try nhanes().replacingData(data).restricted(to: Condition(parsing: "kept == 1"))
    let reached = try design.mean(of: "HI_CHOL")[0].degreesOfFreedom
    let all = try design.following(.stata).mean(of: "HI_CHOL")[0].degreesOfFreedom
    #expect(all == 16 && reached < all)
  }

  @Test func `replicates follow the profile`() throws {
    let design = try nhanes().replicated(.jackknife)
    let counts = try [Conventions.r45, .stata, .sas].map {
      try design.following($0).mean(of: "HI_CHOL")[0].degreesOfFreedom
    }
    #expect(counts == [16, 30, 16])
    #expect(design.variance.replicateWeights?.center == .mean)
    #expect(design.following(.sas).variance.replicateWeights?.center == .estimate)
    // Stata's own centre is the mean, of the methods too that have one of their own elsewhere.
    #expect(design.following(.sas).following(.stata).variance.replicateWeights?.center == .mean)
    let given = try nhanes().replicated(.jackknife, center: .mean).following(.sas)
    #expect(given.variance.replicateWeights?.center == .mean)
    let half = try SurveyDesign(
      referenceData("nhanes_two_psu"), weights: "WTMEC2YR", stages: [Stage(units: "SDMVPSU", strata: "SDMVSTRA")],
      unitsAreNested: true, conventions: .sas
    ).replicated(.balancedRepeated())
    #expect(try half.mean(of: "HI_CHOL")[0].degreesOfFreedom == 15)
  }

  @Test func `SAS adds nothing for single units and counts the first stage alone`() throws {
    let sas = try SurveyDesign(
      referenceData("lonely"), weights: "w", stages: [Stage(units: "id", strata: "s")], conventions: .sas)
    #expect(isClose(try sas.total(of: "x")[0].standardError, to: 26.9258240356725, relative: 1e-10))
    let stages = [Stage(units: "dnum", populationSize: "fpc1"), Stage(units: "snum", populationSize: "fpc2")]
    let schools = try SurveyDesign(referenceData("apiclus2"), stages: stages)
    let first = try SurveyDesign(
      schools.data.adding("weight", .numbers(schools.weights)), weights: "weight", stages: [stages[0]])
    let (whole, one) = (try schools.following(.sas).mean(of: "api00")[0], try first.mean(of: "api00")[0])
    #expect(isClose(whole.standardError, to: one.standardError, relative: 1e-12))
    #expect(try schools.mean(of: "api00")[0].standardError > one.standardError)
  }

  @Test func `SAS corrects a regression and Stata adjusts its tests`() throws {
    let formula = try ModelFormula(parsing: "HI_CHOL ~ factor(RIAGENDR) + factor(race)")
    let sas = try formula.fitted(to: nhanes(.sas), level: 0.95)
    // The iteration of the package stops within 1e-9 of the limit.
    for position in 1...5 {
      expect(sas.coefficients[position - 1].standardError, "sas standard error \(position)", relative: 1e-8)
    }
    #expect(sas.degreesOfFreedom == 16)
    let stata = try formula.fitted(to: nhanes(.stata), level: 0.95)
    let test = try stata.waldTest(of: "race")
    expect(test.statistic, "stata test 1", relative: 1e-7)
    #expect(Double(test.denominatorDegreesOfFreedom) == values["stata test 2"])
    expect(test.pValue, "stata test 3", relative: 1e-7)
    #expect(try formula.fitted(to: nhanes(), level: 0.95).degreesOfFreedom == 12)
  }

  @Test func `SAS adjusts the count of Wilson's interval`() throws {
    let wilson = try nhanes(.sas).prevalence(of: highCholesterol, interval: .wilson)[0]
    let interval = try #require(wilson.confidenceInterval)
    expect(interval.lower, "sas wilson 1")
    expect(interval.upper, "sas wilson 2")
  }

  @Test func `NCHS takes no more records than there are`() throws {
    // A share that is the same in all units has a small standard error, and an effective count beyond the records.
    let data = try Microdata(
      name: "even",
      columns: [
        ("unit", .numbers((0..<80).map { Double($0 / 10) })),
        ("y", .numbers((0..<80).map { $0 % 10 < 3 || $0 == 5 ? 1 : 0 })),
      ])
    let design = try SurveyDesign(data, stages: [Stage(units: "unit")])
    let share = Binary("y", isTrueFor: "1")
    let plain = try #require(try design.prevalence(of: share, interval: .kornGraubard)[0].confidenceInterval)
    let capped = try #require(
      try design.following(.nchs).prevalence(of: share, interval: .kornGraubard)[0].confidenceInterval)
    #expect(capped.upper - capped.lower > plain.upper - plain.lower)
    let exact = try #require(
      try SurveyDesign(data).following(.nchs).prevalence(of: share, interval: .clopperPearson)[0].confidenceInterval)
    #expect(abs(exact.lower - capped.lower) < 0.01)
  }

  @Test func `two profiles list what differs`() throws {
    let numbers = { (design: SurveyDesign) in
      let total = try design.total(of: "x")[0]
      return [ConventionComparison.NamedNumber("x", total.value), .init("x, standard error", total.standardError)]
    }
    let (old, new) = (try lonely(.r41), try lonely(.r45))
    let comparison = ConventionComparison(.r45, try numbers(new), .r41, try numbers(old))
    try #require(comparison.sentences.count == 2)
    #expect(
      comparison.sentences[0].hasPrefix("x, standard error: 75.56030704013")
        && comparison.sentences[0].hasSuffix("(r41)."))
    #expect(
      comparison.sentences[1] == "Centre of a single unit under the rule center: the mean of all units (r45), 0 (r41).")
    #expect(
      ConventionComparison(.r45, try numbers(new), .nchs, try numbers(new)).sentences[0]
        == "r45 and nchs give the same numbers here in what a profile covers; what else the programs do differently "
        + "no profile follows.")
    #expect(Conventions.named("spss") == nil && Conventions.all.allSatisfy { Conventions.named($0.name) == $0 })
  }
}
