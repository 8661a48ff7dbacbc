import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

@Suite("Models under replicate weights")
struct ReplicateFitTests {
  @Test func `JKn of a logistic model agrees with R survey 4.5`() throws {
    let reference = try #require(referenceCases("api") { $0 == "apistrat.JKn" }.first)
    let design = try reference.surveyDesign().replicated(.jackknife)
    let fit = try ModelFormula(parsing: "sch.wide ~ ell + meals").fitted(to: design)
    for (j, coefficient) in fit.coefficients.enumerated() {
      #expect(isClose(coefficient.estimate, to: reference.numbers("logistic", "coef")[j], relative: 1e-10))
      // R stops each replicate at a change of deviance of 1e-8: its replicates are off by about 1e-9.
      #expect(isClose(coefficient.standardError, to: reference.numbers("logistic", "se")[j], relative: 1e-8))
    }
    #expect(fit.degreesOfFreedom == 195)
  }

  @Test(arguments: [
    ("nhanes", "HI_CHOL ~ factor(race) + agecat + factor(RIAGENDR)"), ("apistrat", "sch.wide ~ ell + meals + mobility"),
    ("apiclus1", "sch.wide ~ ell + meals + mobility"),
  ])
  func `the printed jackknife standard errors agree`(_ name: String, _ formula: String) throws {
    let stages =
      switch name {
      case "nhanes": [Stage(units: "SDMVPSU", strata: "SDMVSTRA")]
      case "apistrat": [Stage(strata: "stype", populationSize: "fpc")]
      default: [Stage(units: "dnum", populationSize: "fpc")]
      }
    let design = try SurveyDesign(
      referenceData(name), weights: name == "nhanes" ? "WTMEC2YR" : "pw", stages: stages,
      unitsAreNested: name == "nhanes"
    ).replicated(.jackknife)
    let fit = try ModelFormula(parsing: formula).fitted(to: design)
    let (estimates, errors) = (printedValues(name, "jkn.logit.est"), printedValues(name, "jkn.logit.se"))
    #expect(estimates.count == fit.coefficients.count && errors.count == fit.coefficients.count)
    for (j, coefficient) in fit.coefficients.enumerated() {
      #expect(isClose(coefficient.estimate, to: estimates[j].value, relative: 1e-9))
      #expect(isClose(coefficient.standardError, to: errors[j].value, relative: 1e-9), "\(coefficient.term)")
    }
  }

  private func design() throws -> SurveyDesign {
    try SurveyDesign(
      healthSample(), weights: "weight", stages: [Stage(units: "unit", strata: "stratum")])
  }

  @Test func `the margins of a replicate are those of a design with its weights`() throws {
    let design = try design().replicated(.jackknife)
    let formula = try ModelFormula(parsing: "y ~ age + sex")
    let replicates = try #require(design.variance.replicateWeights)
    var margins: [[Double]] = []
    for replicate in 0..<replicates.count {
      let data = try design.data.adding("replicate", .numbers(design.weights(ofReplicate: replicate)))
      let refitted = try SurveyDesign(data, weights: "replicate", stages: design.stages)
      margins.append(try formula.fitted(to: refitted).predictiveMargins(over: "sex").map(\.value))
    }
    let found = try formula.fitted(to: design).predictiveMargins(over: "sex")
    for level in 0..<2 {
      let mean = margins.reduce(0) { $0 + $1[level] } / Double(margins.count)
      var variance = 0.0
      for (row, scale) in paired(margins, replicates.replicateScales) {
        let deviation = row[level] - mean
        variance += scale * deviation * deviation
      }
      #expect(isClose(found.covariance[level, level], to: variance, relative: 1e-8))
    }
  }

  @Test func `a replicate without a fit is named`() throws {
    let data = try records(
      ["y": [0, 1, 0, 1, 0, 0, 1, 0], "unit": [1, 1, 2, 2, 3, 3, 4, 4]],
      levels: ["group": ["a", "a", "a", "a", "a", "a", "b", "b"]])
    let design = try SurveyDesign(data, stages: [Stage(units: "unit")]).replicated(.jackknife)
    let error = #expect(throws: ModelError.self) { try ModelFormula(parsing: "y ~ group").fitted(to: design) }
    guard case .replicate(4, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.hasPrefix("The model has no fit in replicate 4. ") == true)
  }
}
