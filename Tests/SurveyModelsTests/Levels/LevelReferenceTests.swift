import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// Models of outcomes with several levels beside those of R.
struct LevelReferenceTests {
  let reference: LevelReference

  init() throws { reference = try LevelReference.read() }

  @Test(arguments: 0..<8) func `cumulative models agree with an exact second route`(_ position: Int) throws {
    let expected = reference.cumulative[position]
    let link = try #require(CumulativeLink(rawValue: expected.link))
    let model = OrdinalModel(
      of: Categorical(expected.outcome), on: terms(expected.shared + expected.own), link: link,
      withOwnCoefficients: terms(expected.own))
    let fit = try model.fitted(to: gradedDesign(expected.data))
    let all = fit.coefficients + fit.thresholds
    // R has the columns of the shared terms first.
    expectClose(all.map(\.estimate), to: expected.estimate, relative: 1e-10, absolute: 1e-12)
    expectClose(fit.covariance, to: Matrix(rows: expected.vcov), relative: 1e-10)
    #expect(isClose(fit.deviance, to: expected.deviance, relative: 1e-12))
    guard let margin = expected.margin else { return }
    let second = fit.outcomeLevels[1]
    let margins = try fit.predictiveMargins(over: "stype", upTo: second)
    expectClose(margins.map(\.value), to: margin.value, relative: 1e-10)
    expectClose(margins.covariance, to: Matrix(rows: margin.vcov), relative: 1e-8)
  }

  @Test func `svyolr is within the error of its search`() throws {
    let model = OrdinalModel(of: "grade", on: terms(["ell", "mobility", "stype"]))
    let fit = try model.fitted(to: gradedDesign("apiclus1"))
    // svyolr stops early and differentiates by differences: its own values are right to about 1e-3.
    expectClose((fit.coefficients + fit.thresholds).map(\.estimate), to: reference.svyolr.estimate, relative: 1e-3)
    expectClose(fit.covariance, to: Matrix(rows: reference.svyolr.vcov), relative: 1e-3)
    #expect(fit.degreesOfFreedom == reference.svyolr.df)
    #expect(fit.coefficients.map(\.term) == ["ell", "mobility", "stypeH", "stypeM"])
    #expect(fit.thresholds.map(\.term) == ["1|2", "2|3", "3|4"])
  }

  @Test func `tests of parallel lines agree with binary models at every threshold`() throws {
    let fit = try OrdinalModel(of: "grade", on: terms(["ell", "mobility", "stype"])).fitted(
      to: gradedDesign("apistrat"))
    let tests = try fit.parallelLinesTests()
    #expect(tests.map(\.terms) == [["ell"], ["mobility"], ["stype"], ["ell", "mobility", "stype"]])
    for (test, expected) in paired([tests[0], tests[2], tests[3]], reference.lines) {
      #expect(isClose(test.statistic, to: expected.statistic, relative: 1e-8))
      #expect(isClose(test.pValue, to: expected.p, relative: 1e-7))
      #expect(test.numeratorDegreesOfFreedom == expected.numerator)
      #expect(test.denominatorDegreesOfFreedom == expected.denominator)
    }
  }

  @Test(arguments: 0..<2) func `multinomial models agree with an exact second route`(_ position: Int) throws {
    let expected = reference.multinomial[position]
    let fit = try MultinomialModel(of: Categorical(expected.outcome), on: terms(expected.terms))
      .fitted(to: gradedDesign(expected.data))
    let estimates = fit.coefficients.map(\.estimate)
    expectClose(estimates, to: expected.estimate, relative: 1e-10, absolute: 1e-12)
    expectClose(fit.covariance, to: Matrix(rows: expected.vcov), relative: 1e-10)
    // The precision of the search of nnet::multinom.
    expectClose(estimates, to: expected.nnet, relative: 1e-5, absolute: 1e-6)
    #expect(fit.thresholds.isEmpty)
    #expect(fit.coefficients[0].term == "(Intercept)" && fit.coefficients[0].outcomeLevel == fit.outcomeLevels[1])
  }
}
