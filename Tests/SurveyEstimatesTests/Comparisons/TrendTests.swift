import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// NHANES with its four groups by race as waves of 2016, 2018, 2020 and 2024, which share strata and units.
func waves() throws -> SurveyDesign {
  let design = try PrintedDesign.nhanes.design()
  let race = try design.data.factor(of: "race")
  let years = Factor(codes: race.codes, levels: ["2016", "2018", "2020", "2024"])
  return design.replacingData(try design.data.adding("year", .factor(years)))
}

@Suite("Change over waves")
struct TrendTests {
  @Test func `polynomials follow from the spacing of the waves`() {
    let four = OrthogonalPolynomials(at: [2016, 2018, 2020, 2024])
    expectClose(four.linear, to: comparedValues("polynomials.linear"), relative: 1e-13)
    expectClose(four.quadratic ?? [], to: comparedValues("polynomials.quadratic"), relative: 1e-13)
    let three = OrthogonalPolynomials(at: [2020, 2022, 2024])
    for (value, wanted) in paired(three.linear + (three.quadratic ?? []), comparedValues("polynomials.three")) {
      #expect(isClose(value, to: wanted, relative: 1e-13, absolute: 1e-15))
    }
    #expect(OrthogonalPolynomials(at: [2020, 2022]).quadratic == nil)
  }

  @Test func `trends and differences keep the covariance of waves that share units`() throws {
    let shares = try waves().prevalence(of: Binary("HI_CHOL", isTrueFor: "1"), by: "year")
    let trend = try shares.trend(over: "year", rules: ComparisonRules(wave: "year"))
    #expect(trend.waves == [2016, 2018, 2020, 2024])
    let (linear, quadratic) = (try #require(trend.linear), try #require(trend.quadratic))
    expectClose([linear.value, linear.standardError], to: comparedValues("trend.linear"))
    expectClose([quadratic.value, quadratic.standardError], to: comparedValues("trend.quadratic"))
    #expect(trend.differences.count == 6 && trend.verdict == .noDemonstrableDifference)
    let last = try #require(
      trend.differences.first {
        $0.first.domain[0].level == "2024" && $0.second.domain[0].level == "2016"
      })
    expectClose(
      [try #require(last.difference).value, try #require(last.difference).standardError],
      to: comparedValues("trend.difference"), relative: 1e-9)
    // Without the covariance the variance would be another by just twice that.
    let apart = pow2(shares[0].standardError) + pow2(shares[3].standardError)
    let together = pow2(try #require(last.difference).standardError)
    #expect(shares.covariance[0, 3] != 0)
    #expect(isClose(together, to: apart - 2 * shares.covariance[0, 3], relative: 1e-12))
  }

  @Test func `two waves have a difference and one has nothing`() throws {
    let two = try waves().restricted(to: Condition(parsing: "race <= 2"))
      .prevalence(of: Binary("HI_CHOL", isTrueFor: "1"), by: "year")
    let trend = try two.trend(over: "year")
    #expect(trend.linear == nil && trend.quadratic == nil && trend.differences.count == 1)
    #expect(trend.verdict == trend.differences[0].verdict)
    let one = try waves().restricted(to: Condition(parsing: "race == 1"))
      .prevalence(of: Binary("HI_CHOL", isTrueFor: "1"), by: "year")
    let error = #expect(throws: EstimationError.self) { try one.trend(over: "year") }
    #expect(error?.description == "A change over waves needs two waves with a value; found 1.")
    let named = try PrintedDesign.districts.design().mean(of: "api00", by: "stype")
    let number = #expect(throws: EstimationError.self) { try named.trend(over: "stype") }
    #expect(number?.description == "A trend needs waves that are numbers; \"stype\" has levels that are not.")
    let several = try waves().mean(of: "w2", by: "year", "RIAGENDR")
    let twice = #expect(throws: EstimationError.self) { try several.trend(over: "year") }
    #expect(twice?.description == "A trend needs one estimate for each wave; 2016.0 has several.")
  }

  @Test func `a change is taken apart into composition and rate`() throws {
    let parts = try waves().decomposedChange(of: "HI_CHOL", by: "agecat", from: "2016", to: "2018", over: "year")
    for (name, part) in [("change", parts.change), ("composition", parts.composition), ("rate", parts.rate)] {
      expectClose([part.value, part.standardError], to: comparedValues("kitagawa.\(name)"), relative: 1e-9)
    }
    #expect(isClose(parts.composition.value + parts.rate.value, to: parts.change.value, relative: 1e-12))
    let shares = try waves().prevalence(of: Binary("HI_CHOL", isTrueFor: "1"), by: "year")
    let whole = shares.difference(of: 1, minus: 0)
    #expect(isClose(parts.change.value, to: whole.value, relative: 1e-10))
    #expect(isClose(parts.change.standardError, to: whole.standardError, relative: 1e-9))
    #expect(parts.change.degreesOfFreedom == whole.degreesOfFreedom)
  }

  @Test func `a group that one wave lacks cannot be taken apart`() throws {
    let design = try waves().restricted(to: Condition(parsing: "race != 2 or RIAGENDR == 1"))
    let error = #expect(throws: EstimationError.self) {
      try design.decomposedChange(of: "HI_CHOL", by: "RIAGENDR", from: "2016", to: "2018", over: "year")
    }
    #expect(
      error?.description
        == "Level number 2 of 2 of \"RIAGENDR\" has no records in wave 2018, so that its part of a change is unknown.")
  }
}

private func pow2(_ number: Double) -> Double { number * number }
