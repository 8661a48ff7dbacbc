import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

@Suite("R-indicators")
struct RepresentativityTests {
  private static let award = Binary("awards", isTrueFor: "Yes")
  private static let predictors: [WeightingPredictor] = ["stype", .number("meals")]

  @Test(arguments: [("apiclus1", "indicator.clusters"), ("apistrat", "indicator.strata")])
  func `an indicator is that of stacked estimating equations`(_ sample: String, _ name: String) throws {
    let fixture = WeightingFixture("propensity")
    let indicator = try schoolDesign(sample).representativity(of: Self.award, on: Self.predictors)
    #expect(isClose(indicator.unadjustedValue, to: fixture.numbers("r", of: name)[0], relative: 1e-9))
    #expect(isClose(indicator.value, to: fixture.numbers("adjusted", of: name)[0], relative: 1e-9))
    #expect(isClose(indicator.responseRate, to: fixture.numbers("rate", of: name)[0], relative: 1e-9))
    // The derivatives of the script are differences.
    #expect(isClose(indicator.standardError, to: fixture.numbers("se", of: name)[0], relative: 1e-7))
    #expect(indicator.diagnostics.isEmpty)
  }

  @Test func `replicates refit the propensity, and come near the linearised standard error`() throws {
    let design = try schoolDesign("apistrat")
    let linear = try design.representativity(of: Self.award, on: Self.predictors)
    let replicated = try design.replicated(.jackknife).representativity(of: Self.award, on: Self.predictors)
    #expect(replicated.value == linear.value)
    #expect(abs(replicated.standardError / linear.standardError - 1) < 0.1)
    #expect(replicated.standardError != linear.standardError)
  }

  @Test(arguments: [false, true])
  func `a domain is the sample with no weight outside`(_ isReplicated: Bool) throws {
    let design = try schoolDesign("apistrat")
    let isInside = try design.data.indicator(of: Binary("sch.wide", isTrueFor: "Yes")).map { $0 == 1 }
    let weights = try zip(design.data.numbers(of: "pw"), isInside).map { $1 ? $0 : 0 }
    let padded = try SurveyDesign(
      design.data.adding("inside", .numbers(weights)), weights: "inside",
      stages: [Stage(strata: "stype", populationSize: "fpc")])
    let (one, other) = try (
      isReplicated ? design.replicated(.jackknife).restricted(to: isInside) : design.restricted(to: isInside),
      isReplicated ? padded.replicated(.jackknife) : padded
    )
    let (first, second) = try (
      one.representativity(of: Self.award, on: [.number("meals")]),
      other.representativity(of: Self.award, on: [.number("meals")])
    )
    #expect(isClose(first.value, to: second.value, relative: 1e-12))
    #expect(isClose(first.standardError, to: second.standardError, relative: 1e-10))
    #expect(first.unweightedCount == isInside.count { $0 } && first.unweightedCount == second.unweightedCount)
  }

  @Test func `the scale of the weights moves neither the unadjusted value nor its standard error`() throws {
    let design = try schoolDesign("apiclus1")
    let scaled = try SurveyDesign(
      design.data.adding("scaled", .numbers(design.data.numbers(of: "pw").map { $0 * 1000 })), weights: "scaled",
      stages: [Stage(units: "dnum", populationSize: "fpc")])
    let (one, other) = try (
      design.representativity(of: Self.award, on: Self.predictors),
      scaled.representativity(of: Self.award, on: Self.predictors)
    )
    #expect(isClose(other.unadjustedValue, to: one.unadjustedValue, relative: 1e-11))
    #expect(isClose(other.standardError, to: one.standardError, relative: 1e-10))
  }

  @Test func `the adjustment takes away what a sample adds when all answer alike`() throws {
    // Half of everyone answers, whatever x is: R is 1 in the population.
    var random = SeededGenerator(seed: 5)
    var (adjusted, unadjusted) = (0.0, 0.0)
    let repetitions = 60
    for _ in 0..<repetitions {
      let rows = 0..<200
      let data = try Microdata(
        name: "sample",
        columns: [
          ("r", .numbers(rows.map { _ in random.uniform() < 0.5 ? 1 : 0 })),
          ("x", .numbers(rows.map { _ in random.normal() })), ("z", .numbers(rows.map { _ in random.normal() })),
          ("w", .numbers(rows.map { _ in 100 })),
        ])
      let indicator = try SurveyDesign(data, weights: "w").representativity(
        of: Binary("r", isTrueFor: "1"), on: [.number("x"), .number("z")])
      // S² and S² less its bias: the mean of the latter is near 0, but for the cutting off at 0.
      unadjusted += (1 - indicator.unadjustedValue) / 2
      adjusted += (1 - indicator.value) / 2
    }
    #expect(unadjusted / Double(repetitions) > 0.035)
    #expect(adjusted < 0.65 * unadjusted, "\(adjusted) \(unadjusted)")
  }

  @Test func `without variation the indicator is 1 and has no standard error`() throws {
    let rows = 0..<8
    let data = try Microdata(
      name: "eight",
      columns: [
        ("r", .numbers(rows.map { Double($0 % 2) })), ("g", .factor(Factor(rows.map { $0 < 4 ? "a" : "b" }))),
        ("w", .numbers(rows.map { _ in 2 })),
      ])
    let indicator = try SurveyDesign(data, weights: "w").representativity(of: Binary("r", isTrueFor: "1"), on: ["g"])
    #expect(indicator.value == 1 && isClose(indicator.unadjustedValue, to: 1, relative: 1e-12))
    #expect(indicator.standardError.isNaN && indicator.diagnostics == [.noVariation])
    #expect(indicator.responseRate == 0.5)
  }

  @Test func `nobody who answered and an unknown column are errors`() throws {
    let design = try schoolDesign("apiclus1")
    func message(_ response: Binary, _ predictors: [WeightingPredictor]) -> String {
      do throws(EstimationError) {
        _ = try design.representativity(of: response, on: predictors)
        return "no error"
      } catch {
        return error.description
      }
    }
    #expect(
      message(Binary("awards", isTrueFor: "Yes"), ["stipe"])
        == "There is no column named \"stipe\". Did you mean \"stype\"?")
    #expect(
      message(Binary("dnum", isTrueFor: "1"), ["stype"])
        == "A propensity needs records that are in the sample and records that are not, each with a weight.")
  }
}
