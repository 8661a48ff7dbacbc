import SurveyDesigns
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// What weights, domains and the order of the records do to a model of any kind.
struct WeightLawTests {
  private let rows = Array(0..<800)

  private func fit(
    _ model: LawModel, _ rows: [Int], weight: (Int) -> Double
  ) throws -> LawFit {
    try model.fitted(healthDesign(rebuilt(lawSample(), rows: rows, weight: weight)))
  }

  @Test(arguments: LawModel.all.filter(\.takesWeightsForRows))
  func `weight 2 is the same as a row twice`(_ model: LawModel) throws {
    let twice = try fit(model, rows.flatMap { [$0, $0] }) { _ in 1 }
    let doubled = try fit(model, rows) { _ in 2 }
    expectClose(twice.estimates, to: doubled.estimates, relative: 1e-10)
    // Units are not single records, so their totals, and with them the covariance, are the same too.
    expectClose(twice.covariance, to: doubled.covariance, relative: 1e-10)
    #expect(twice.degreesOfFreedom == doubled.degreesOfFreedom)
  }

  @Test(arguments: LawModel.all)
  func `weight 0 leaves a row out of the estimate and its unit in the design`(_ model: LawModel) throws {
    // A whole unit, and a part of all others.
    let isOut = rows.map { $0 % 40 == 3 || $0 % 7 == 2 }
    let zeroed = try fit(model, rows) { isOut[$0] ? 0 : 1 }
    let absent = try fit(model, rows.filter { !isOut[$0] }) { _ in 1 }
    expectClose(zeroed.estimates, to: absent.estimates, relative: 1e-11)
    #expect(isClose(zeroed.deviance, to: absent.deviance, relative: 1e-12))
    #expect(zeroed.unweightedCount == absent.unweightedCount)
    #expect(zeroed.degreesOfFreedom == absent.degreesOfFreedom)
    // The stratum of the unit without weight has one unit more: a different variance, that of a domain.
    #expect(!isClose(zeroed.covariance[1, 1], to: absent.covariance[1, 1], relative: 1e-6))
    let whole = try healthDesign(rebuilt(lawSample(), rows: rows) { _ in 1 })
    let domain = try model.fitted(whole.restricted(to: isOut.map { !$0 }))
    expectClose(zeroed.estimates, to: domain.estimates, relative: 1e-11)
    expectClose(zeroed.covariance, to: domain.covariance, relative: 1e-10)
    #expect(zeroed.degreesOfFreedom == domain.degreesOfFreedom)
  }

  @Test(arguments: LawModel.all)
  func `the order of the rows and the unit of the weights change nothing`(_ model: LawModel) throws {
    let data = try lawSample()
    let weights = try data.numbers(of: "weight")
    let first = try model.fitted(healthDesign(data))
    let second = try fit(model, rows.reversed()) { weights[$0] * 1234.5 }
    expectClose(first.estimates, to: second.estimates, relative: 1e-10)
    expectClose(first.covariance, to: second.covariance, relative: 1e-10)
    #expect(isClose(first.deviance, to: second.deviance, relative: 1e-11))
  }

  @Test(arguments: LawModel.all)
  func `records as units have the same covariance as units of one record`(_ model: LawModel) throws {
    let data = try lawSample().adding("own", .numbers(rows.map(Double.init)))
    let single = try SurveyDesign(data, weights: "weight", stages: [Stage(strata: "stratum")])
    let named = try SurveyDesign(data, weights: "weight", stages: [Stage(units: "own", strata: "stratum")])
    expectClose(try model.fitted(single).covariance, to: try model.fitted(named).covariance, relative: 1e-11)
  }
}
