import SurveyDesigns
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

/// What R printed of one model: its values by what they are.
let inferenceReference = modelValues("inference")

/// Tests of terms and criteria against R survey 4.1-1, and score tests against dense matrices in R.
struct InferenceReferenceTests {
  static let cases: [ModelCase] = [
    ModelCase("logit", "apiclus1", "sch.wide ~ ell + stype + mobility", .binomial),
    ModelCase("probit", "apiclus1", "sch.wide ~ ell + meals + stype", .binomial, .probit),
    ModelCase("gaussian", "apiclus1", "api00 ~ ell + stype + mobility", .gaussian),
    ModelCase("gaussian-printed", "apiclus1", "api00 ~ ell + meals + mobility", .gaussian),
    ModelCase("poisson", "apiclus1", "api.stu ~ ell + stype", .poisson),
    ModelCase("interaction", "apistrat", "sch.wide ~ stype * meals", .binomial),
    ModelCase("logit-nhanes", "nhanes", "HI_CHOL ~ factor(race) + agecat + factor(RIAGENDR)", .binomial),
  ]

  @Test(arguments: cases)
  func `likelihood-ratio tests equal those of R`(_ item: ModelCase) throws {
    let expected = try #require(inferenceReference[item.id])
    let fit = try item.fitted()
    for (position, term) in fit.model.terms.names.enumerated() {
      guard let values = expected["lrt\(position + 1)"] else { continue }
      let test = try fit.likelihoodRatioTest(of: term)
      // A difference of deviances keeps the digits that these have in common with it.
      let bound = 1e-12 * fit.deviance / abs(test.statistic)
      #expect(isClose(test.statistic, to: values[0], relative: max(1e-9, bound)), "\(term)")
      if !values[1].isNaN { #expect(isClose(test.pValue, to: values[1], relative: max(1e-7, bound)), "\(term)") }
      expectAllClose(test.designEffects, Array(values[2...]), relative: 1e-7)
      let mean = values[2...].reduce(0, +) / Double(values.count - 2)
      #expect(isClose(test.scaledStatistic, to: values[0] / mean, relative: max(1e-8, bound)), "\(term)")
      #expect(test.denominatorDegreesOfFreedom == fit.degreesOfFreedom)
    }
  }

  @Test func `the statistic that R prints of a gaussian model has no unit`() throws {
    let item = try #require(Self.cases.first { $0.id == "gaussian-printed" })
    let test = try item.fitted().likelihoodRatioTest(of: "ell")
    #expect(isClose(test.scaledStatistic, to: 2.54338987765, relative: 1e-9))
    #expect(isClose(test.pValue, to: 0.1424941219196, relative: 1e-9))
  }

  @Test(arguments: cases)
  func `score tests equal those of dense matrices in R`(_ item: ModelCase) throws {
    let expected = try #require(inferenceReference[item.id])
    let fit = try item.fitted()
    for (position, term) in fit.model.terms.names.enumerated() {
      guard let values = expected["score\(position + 1)"] else { continue }
      let test = try fit.scoreTest(of: term)
      #expect(isClose(test.statistic, to: values[0], relative: 1e-8), "\(term)")
      #expect(Double(test.numeratorDegreesOfFreedom) == values[1])
      #expect(Double(test.denominatorDegreesOfFreedom) == values[2])
      #expect(isClose(test.pValue, to: values[3], relative: 1e-7), "\(term)")
      #expect(isClose(test.workingStatistic, to: values[4], relative: 1e-8), "\(term)")
      expectAllClose(test.designEffects, Array(values[5...]), relative: 1e-8)
    }
  }

  @Test(arguments: cases)
  func `criteria and determinations equal those of R`(_ item: ModelCase) throws {
    let expected = try #require(inferenceReference[item.id])
    guard let akaike = expected["aic"] else { return }
    let fit = try item.fitted()
    #expect(isClose(try fit.effectiveParameterCount, to: akaike[0], relative: 1e-8))
    #expect(isClose(try fit.akaikeCriterion, to: akaike[1], relative: 1e-9))
    let first = try GeneralizedLinearModel(
      of: fit.model.outcome, on: Terms(fit.model.terms.variables[0]), family: fit.model.family, link: fit.model.link
    ).fitted(to: item.design)
    let bayes = try #require(expected["bic"])
    #expect(isClose(try first.bayesianCriterion(within: fit), to: bayes[1], relative: 1e-8))
    #expect(isClose(try fit.bayesianCriterion(within: fit), to: try #require(expected["bic-full"])[0], relative: 1e-9))
    guard let determination = expected["psrsq"] else { return }
    #expect(isClose(try fit.pseudoDetermination.coxSnell, to: determination[0], relative: 1e-9))
    #expect(isClose(try fit.pseudoDetermination.nagelkerke, to: determination[1], relative: 1e-9))
  }

  @Test(arguments: ["nhanes", "apistrat", "apiclus1", "apiclus2"])
  func `values that R survey 4_5 printed are met`(_ dataset: String) throws {
    let isHealth = dataset == "nhanes"
    let cases = referenceCases(isHealth ? "nhanes" : "api") { $0.contains(".glm.logistic") }
    let reference = try #require(cases.first { $0.data == dataset })
    let formula =
      isHealth ? "HI_CHOL ~ factor(race) + agecat + factor(RIAGENDR)" : "sch.wide ~ ell + meals + mobility"
    let fit = try ModelFormula(parsing: formula).fitted(to: reference.surveyDesign())
    // R divides the weights by their mean over all records; here it is the mean over the complete ones.
    let scale = fit.deviance / printedValues(dataset, "logit.deviance")[0].value
    let names = isHealth ? ["race", "agecat", "sex"] : ["ell", "meals", "mobility"]
    for (term, name) in paired(fit.model.terms.names, names) {
      let test = try fit.likelihoodRatioTest(of: term)
      let expected = printedValues(dataset, "termtest.lrt.\(name)").map(\.value)
      let bound = 1e-11 * fit.deviance / abs(test.statistic)
      #expect(isClose(test.statistic, to: expected[0] * scale, relative: max(1e-8, bound)))
      #expect(isClose(test.pValue, to: expected[1], relative: max(1e-7, bound)), "\(dataset) \(term)")
    }
    let determination = try fit.pseudoDetermination
    let expected = printedValues(dataset, "psrsq").map(\.value)
    #expect(isClose(determination.coxSnell, to: expected[0], relative: 1e-8))
    #expect(isClose(determination.nagelkerke, to: expected[1], relative: 1e-8))
    let criterion = printedValues(dataset, "AIC").map(\.value)
    #expect(isClose(try fit.effectiveParameterCount, to: criterion[0] * scale, relative: 1e-7))
    #expect(isClose(try fit.akaikeCriterion, to: criterion[1] * scale, relative: 1e-8))
  }
}

/// Expects lists of numbers to agree.
func expectAllClose(
  _ observed: [Double], _ expected: [Double], relative: Double, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(observed.count == expected.count, sourceLocation: sourceLocation)
  for (observed, expected) in paired(observed, expected) {
    #expect(isClose(observed, to: expected, relative: relative), sourceLocation: sourceLocation)
  }
}
