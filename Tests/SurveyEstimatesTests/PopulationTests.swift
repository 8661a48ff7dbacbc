import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

@Suite("Numbers of people")
struct PopulationTests {
  private let high = Binary("HI_CHOL", isTrueFor: "1")

  private var design: SurveyDesign {
    get throws {
      try SurveyDesign(
        referenceData("nhanes"), weights: "WTMEC2YR", stages: [Stage(units: "SDMVPSU", strata: "SDMVSTRA")],
        unitsAreNested: true)
    }
  }

  @Test func `a number of people is the share of all, those without an answer included`() throws {
    let design = try design
    let population = try design.population(of: [high], by: [])[0]
    let share = try design.prevalence(of: high)[0]
    #expect(isClose(population.value, to: share.value * design.weights.reduce(0, +), relative: 1e-12))
    #expect(population.unweightedCount == 7846)
    #expect(population.missingCount == 745)
  }

  @Test func `a known size leaves the uncertainty of the share alone`() throws {
    let design = try design
    let counts: [String: Double] = ["1": 150_000_000, "2": 150_000_000]
    let fitted = try design.postStratified(to: .counts(of: "RIAGENDR", counts))
    let population = try fitted.population(of: [high], by: [])[0]
    let share = try fitted.prevalence(of: high)[0]
    #expect(isClose(population.value, to: 300_000_000 * share.value, relative: 1e-12))
    #expect(isClose(population.standardError, to: 300_000_000 * share.standardError, relative: 1e-10))
  }

  @Test func `without missing answers it is the total of zeros and ones`() throws {
    let design = try design
    let data = try design.data.adding(
      "woman", .numbers(design.data.numbers(of: "RIAGENDR").map { $0 == 2 ? 1 : 0 }))
    let total = try design.replacingData(data).total(of: "woman")[0]
    let population = try design.population(of: [Binary("RIAGENDR", isTrueFor: "2")], by: [])[0]
    #expect(isClose(population.value, to: total.value, relative: 1e-12))
    #expect(isClose(population.standardError, to: total.standardError, relative: 1e-12))
  }
}
