import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

@Suite("Adjusted trends")
struct AdjustedTrendTests {
  /// NHANES with its four groups by race as waves of 2016, 2018, 2020 and 2024.
  private func design() throws -> SurveyDesign {
    var data = try referenceData("nhanes")
    let race = try data.factor(of: "race")
    data = try data.adding("year", .factor(Factor(codes: race.codes, levels: ["2016", "2018", "2020", "2024"])))
    return try SurveyDesign(
      data, weights: "WTMEC2YR", stages: [Stage(units: "SDMVPSU", strata: "SDMVSTRA")], unitsAreNested: true)
  }

  private let outcome = Binary("HI_CHOL", isTrueFor: "1")

  private func expect(_ trend: AdjustedTrend, agreesWith name: String) throws {
    let (linear, quadratic) = (try #require(trend.linear), try #require(trend.quadratic))
    let expected = comparedValues(name)
    let observed = [
      linear.estimate, quadratic.estimate, linear.standardError, quadratic.standardError,
      Double(linear.degreesOfFreedom), linear.pValue, quadratic.pValue,
    ]
    // R's standard errors are those of the iteration before last.
    for (value, wanted) in paired(observed, expected) { #expect(isClose(value, to: wanted, relative: 1e-6)) }
    #expect(observed.count == expected.count)
  }

  @Test func `a trend on the logistic scale agrees, adjusted or not`() throws {
    let trend = try design().adjustedTrend(of: outcome, over: "year")
    try expect(trend, agreesWith: "trend.logistic")
    #expect(trend.verdict == .noDemonstrableDifference && trend.waves == [2016, 2018, 2020, 2024])
    try expect(
      design().adjustedTrend(of: outcome, over: "year", adjustedFor: Categorical("RIAGENDR") + Categorical("agecat")),
      agreesWith: "trend.adjusted")
  }

  @Test func `waves that are no numbers have no trend`() throws {
    let design = try design()
    let named = design.replacingData(
      try design.data.adding(
        "round", .factor(Factor(codes: design.data.factor(of: "race").codes, levels: ["a", "b", "c", "d"]))))
    let error = #expect(throws: ModelError.self) { try named.adjustedTrend(of: outcome, over: "round") }
    #expect(error?.description == "A trend needs waves that are numbers; \"round\" has levels that are not.")
    let one = #expect(throws: ModelError.self) {
      try design.restricted(to: Condition(parsing: "race == 1")).adjustedTrend(of: outcome, over: "year")
    }
    #expect(one?.description == "A change over waves needs two waves with a value; found 1.")
  }
}
