import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

/// What R's survey and survival packages gave for the records of `pbc.csv`.
struct SurvivalReference: Decodable, Sendable {
  struct Curve: Decodable, Sendable {
    let time: [Double]
    let value: [Double]
    /// The variance of the logarithm.
    let variance: [Double]?
  }

  struct Quantiles: Decodable, Sendable {
    let time: [Double]
    let ends: [[Double]]
  }

  struct Test: Decodable, Sendable {
    let score: Numbers
    let z: Numbers
    let chisq: Double
    let p: Double
  }

  /// A number or a list of numbers.
  struct Numbers: Decodable, Sendable {
    let values: [Double]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([Double].self) {
        values = list
      } else {
        values = [try container.decode(Double.self)]
      }
    }
  }

  let nelsonAalen: Curve
  let nelsonAalenOfWomen: Curve
  let productLimit: Curve
  let quantiles: Quantiles
  let logRank: Test
  let logRankOfRho: Test
  let logRankOfRhoAndGamma: Test
  let logRankOfThree: Test

  static let folder = repository.appending(path: "Tests/Fixtures/survival")

  static func read() throws -> SurvivalReference {
    try JSONDecoder().decode(
      SurvivalReference.self, from: Data(contentsOf: folder.appending(path: "survival.json")))
  }
}

/// The design of the reference values.
func trialDesign() throws -> SurveyDesign {
  let data = try Microdata(contentsOf: SurvivalReference.folder.appending(path: "pbc.csv").path)
  return try SurveyDesign(data, weights: "weight", stages: [Stage(strata: "edema")])
}

let death = SurvivalTime("time", event: Binary("dead", isTrueFor: "1"))
let untiedDeath = SurvivalTime("distinct", event: Binary("dead", isTrueFor: "1"))

/// Curves and tests beside those of R survey 4.1-1.
struct SurvivalReferenceTests {
  let reference: SurvivalReference

  init() throws { reference = try SurvivalReference.read() }

  @Test func `the Nelson-Aalen curve and its standard errors are those of svykm`() throws {
    let design = try trialDesign()
    let whole = try #require(try design.survival(untiedDeath, method: .nelsonAalen).first)
    expectCurve(whole, reference.nelsonAalen)
    let women = try #require(try design.survival(untiedDeath, by: "sex", method: .nelsonAalen).first)
    #expect(women.domain == [DomainLevel(variable: "sex", level: "f")])
    expectCurve(women, reference.nelsonAalenOfWomen)
  }

  @Test func `the Kaplan-Meier curve is that of svykm without standard errors, ties and all`() throws {
    let curve = try #require(try trialDesign().survival(death).first)
    expectCurve(curve, reference.productLimit)
    #expect(curve.unweightedCount == 312 && curve.eventCount == 144 && curve.missingCount == 0)
    #expect(curve.steps[0].atRiskCount == 312 && curve.steps.last?.eventCount == 144)
    #expect(curve.degreesOfFreedom == 309)
  }

  @Test func `quantiles and their ends are those of svykm`() throws {
    // R's ends are normal; at this level t of 309 degrees of freedom is the normal 1.96.
    let level = 1 - 2 * 0.0254492474
    let curve = try #require(try trialDesign().survival(untiedDeath, method: .nelsonAalen, level: level).first)
    for (position, share) in [0.25, 0.5].enumerated() {
      let quantile = curve.quantile(share)
      #expect(quantile.time == reference.quantiles.time[position])
      #expect(quantile.lower == reference.quantiles.ends[position][0])
      #expect(quantile.upper == reference.quantiles.ends[position][1])
    }
    #expect(curve.quantile(0.99).time == nil)
  }

  @Test func `log-rank tests are those of svylogrank`() throws {
    let design = try trialDesign()
    expectTest(try design.logRankTest(untiedDeath, by: "trt"), reference.logRank)
    expectTest(try design.logRankTest(untiedDeath, by: "trt", rho: 1), reference.logRankOfRho)
    expectTest(try design.logRankTest(untiedDeath, by: "trt", rho: 0.5, gamma: 1), reference.logRankOfRhoAndGamma)
    let three = try design.logRankTest(untiedDeath, by: "agegroup")
    #expect(three.groups == ["middle", "old", "young"] && three.degreesOfFreedom == 2)
    expectTest(three, reference.logRankOfThree)
  }

  private func expectCurve(
    _ curve: SurvivalCurve, _ expected: SurvivalReference.Curve, location: SourceLocation = #_sourceLocation
  ) {
    #expect(curve.steps.map(\.time) == expected.time, sourceLocation: location)
    for (step, value) in paired(curve.steps, expected.value) {
      #expect(isClose(step.value, to: value, relative: 1e-10), sourceLocation: location)
    }
    guard let variances = expected.variance else { return }
    for (step, variance) in paired(curve.steps, variances) {
      let ofLogarithm = step.standardError / step.value
      #expect(isClose(ofLogarithm * ofLogarithm, to: variance, relative: 1e-10), sourceLocation: location)
    }
  }

  private func expectTest(
    _ test: LogRankTest, _ expected: SurvivalReference.Test, location: SourceLocation = #_sourceLocation
  ) {
    for (score, value) in paired(test.scores, expected.score.values) {
      #expect(isClose(score, to: value, relative: 1e-10), sourceLocation: location)
    }
    for (z, value) in paired(test.zStatistics, expected.z.values) {
      #expect(isClose(z, to: value, relative: 1e-10), sourceLocation: location)
    }
    #expect(test.scores.count == expected.score.values.count, sourceLocation: location)
    #expect(isClose(test.statistic, to: expected.chisq, relative: 1e-9), sourceLocation: location)
    #expect(isClose(test.pValue, to: expected.p, relative: 1e-9), sourceLocation: location)
  }
}
