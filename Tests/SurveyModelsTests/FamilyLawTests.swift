import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

/// Offsets, codings and bases in models of the families, and what a family refuses.
struct FamilyLawTests {
  @Test func `an offset is added as it is, and a prediction asks for it`() throws {
    let design = try healthDesign(lawSample())
    let terms = Categorical("region") + Number("size").logarithm.offset
    let fit = try GeneralizedLinearModel(of: Number("count"), on: terms, family: .poisson).fitted(to: design)
    // A model of rates without other numbers: total count over total size in each region.
    let rates = try design.ratio(of: Number("count"), to: Number("size"), by: Categorical("region"))
    for (level, rate) in paired(["city", "town", "village"], rates) {
      let prediction = try fit.prediction(at: ["region": .level(level), "size": 3])
      #expect(isClose(prediction.value, to: 3 * rate.value, relative: 1e-11))
      #expect(isClose(prediction.standardError, to: 3 * rate.standardError, relative: 1e-9))
    }
    #expect(throws: ModelError.missingCovariate("size")) { try fit.prediction(at: ["region": "city"]) }
  }

  static let codings = ["region", "factor(region, contrasts = sum)", "factor(region, contrasts = helmert)"]

  @Test(arguments: codings + ["factor(region, contrasts = polynomial)"])
  func `another coding of levels is the same fit with the same margins`(_ coding: String) throws {
    let design = try healthDesign(lawSample())
    func fit(_ region: String) throws -> ModelFit {
      try ModelFormula(parsing: "y ~ \(region) + ns(age, 3)").fitted(to: design)
    }
    let (first, second) = (try fit("region"), try fit(coding))
    #expect(isClose(first.deviance, to: second.deviance, relative: 1e-12))
    let name = coding == "region" ? "region" : "factor(region)"
    let (these, others) = (try first.predictiveMargins(over: "region"), try second.predictiveMargins(over: name))
    expectClose(these.covariance, to: others.covariance, relative: 1e-9)
    for (one, other) in paired(these, others) { #expect(isClose(one.value, to: other.value, relative: 1e-11)) }
    let place: [String: CovariateValue] = ["region": "village", "age": 0.9]
    #expect(
      isClose(try first.prediction(at: place).value, to: try second.prediction(at: place).value, relative: 1e-11))
    #expect(
      isClose(try first.waldTest(of: "region").statistic, to: try second.waldTest(of: name).statistic, relative: 1e-8))
  }

  @Test(arguments: ["ns(age, 1)", "poly(age, 1)"])
  func `one column of a basis is a straight line`(_ basis: String) throws {
    let design = try healthDesign(lawSample())
    let line = try ModelFormula(parsing: "y ~ age").fitted(to: design)
    let fit = try ModelFormula(parsing: "y ~ \(basis)").fitted(to: design)
    #expect(isClose(fit.deviance, to: line.deviance, relative: 1e-12))
    #expect(isClose(fit.coefficients[1].statistic, to: line.coefficients[1].statistic, relative: 1e-9))
    // A natural spline is straight beyond its boundary too.
    let place: [String: CovariateValue] = ["age": 2.5]
    #expect(isClose(try fit.prediction(at: place).value, to: try line.prediction(at: place).value, relative: 1e-10))
  }

  @Test(arguments: ["ns(weight2, 3)", "poly(weight2, 2)"])
  func `a basis needs enough different numbers`(_ basis: String) throws {
    let data = try lawSample().adding("weight2", .numbers((0..<800).map { Double($0 % 2) }))
    let error = #expect(throws: ModelError.self) {
      try ModelFormula(parsing: "y ~ \(basis)").fitted(to: healthDesign(data))
    }
    #expect(
      error?.description
        == "Term \"\(basis)\": the complete records have too few different numbers for its columns; take fewer.")
  }

  static let refusals: [(GeneralizedLinearModel, String)] = [
    (
      GeneralizedLinearModel(of: Number("count"), family: .gamma),
      "A gamma model needs numbers above 0; outcome \"count\" holds another in "
    ),
    (
      GeneralizedLinearModel(of: Number("size"), family: .negativeBinomial()),
      "A negative-binomial model needs whole numbers of at least 0; outcome \"size\" holds another in 800 complete records."
    ),
    (
      GeneralizedLinearModel(of: Number("stratum"), family: .negativeBinomial()),
      "The counts vary no more than a poisson model says, so that theta grows without bound; use that family."
    ),
    (
      GeneralizedLinearModel(of: Number("size"), family: .binomial),
      "A binomial model needs a yes-or-no outcome; \"size\" is a number."
    ),
    (
      GeneralizedLinearModel(of: Binary("y", isTrueFor: "1"), family: .gamma),
      "A gamma model needs a number as outcome; \"y\" is a statement."
    ),
    (
      GeneralizedLinearModel(of: Number("count"), family: .poisson, link: .probit),
      "A poisson model is not offered with the probit link; expected log."
    ),
    (
      GeneralizedLinearModel(of: Number("count"), family: .negativeBinomial(theta: -1)),
      "The parameter theta of a negative binomial family must be a positive number; found -1.0."
    ),
    (
      GeneralizedLinearModel(of: Number("size"), on: Number("count").logarithm, family: .gaussian),
      "Term \"log(count)\" has no finite value in "
    ),
    (
      GeneralizedLinearModel(of: Number("size"), on: Terms(offset: .column("region")), family: .gaussian),
      "An offset must be a number; \"region\" has levels."
    ),
  ]

  @Test(arguments: refusals)
  func `what a family cannot model is refused`(_ model: GeneralizedLinearModel, _ sentence: String) throws {
    let design = try healthDesign(lawSample())
    let error = #expect(throws: ModelError.self) { try model.fitted(to: design) }
    #expect(error?.description.hasPrefix(sentence) == true, "\(error?.description ?? "")")
  }

  @Test func `a constant number explains nothing, and only logit and log give ratios`() throws {
    let data = try lawSample().adding("same", .numbers([Double](repeating: 4, count: 800)))
    let error = #expect(throws: ModelError.self) {
      try GeneralizedLinearModel(of: Number("same"), family: .gaussian).fitted(to: healthDesign(data))
    }
    #expect(
      error?.description
        == "Outcome \"same\" is the same number in every complete record, so there is nothing to explain.")
    let fit = try GeneralizedLinearModel(
      of: Binary("y", isTrueFor: "1"), on: Categorical("region"), family: .binomial, link: .probit
    ).fitted(to: healthDesign(lawSample()))
    let refusal = #expect(throws: ModelError.self) { try fit.oddsRatios() }
    #expect(
      refusal?.description
        == "Coefficients under the probit link are not logarithms of ratios; only those under logit and log are.")
  }
}
