import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// What R printed of one model: its values by what they are.
private let reference = modelValues("models")

/// A model that R was asked for.
struct ModelCase: CustomTestStringConvertible, Sendable {
  let id: String
  let data: String
  let model: @Sendable () throws -> GeneralizedLinearModel

  init(_ id: String, _ data: String, _ formula: String, _ family: ResponseFamily, _ link: LinkFunction? = nil) {
    (self.id, self.data) = (id, data)
    model = { try ModelFormula(parsing: formula).model(for: referenceData(data), family: family, link: link) }
  }

  init(_ id: String, _ data: String, _ model: GeneralizedLinearModel) {
    (self.id, self.data, self.model) = (id, data, { model })
  }

  var testDescription: String { id }

  var design: SurveyDesign {
    get throws {
      let stages =
        switch data {
        case "nhanes": [Stage(units: "SDMVPSU", strata: "SDMVSTRA")]
        case "apistrat": [Stage(strata: "stype", populationSize: "fpc")]
        default: [Stage(units: "dnum", populationSize: "fpc")]
        }
      return try SurveyDesign(
        referenceData(data), weights: data == "nhanes" ? "WTMEC2YR" : "pw", stages: stages,
        unitsAreNested: data == "nhanes")
    }
  }

  func fitted() throws -> ModelFit { try model().fitted(to: design) }
}

/// Every family and link, and every kind of term, against R survey 4.1-1.
///
/// Coefficients at 1e-10, or for those that are small beside their standard errors at 1e-10 of these. Covariances at
/// 1e-8: R's iteration stops where its deviance no longer changes, which leaves the last weights off by up to 1e-9.
struct FamilyReferenceTests {
  static let cases: [ModelCase] = [
    ModelCase("probit", "apiclus1", "sch.wide ~ ell + meals + stype", .binomial, .probit),
    ModelCase("cloglog", "apiclus1", "sch.wide ~ ell + meals + stype", .binomial, .complementaryLogLog),
    ModelCase("log-binomial", "nhanes", "HI_CHOL ~ agecat + factor(RIAGENDR)", .binomial, .log),
    ModelCase("probit-nhanes", "nhanes", "HI_CHOL ~ factor(race) + agecat * factor(RIAGENDR)", .binomial, .probit),
    ModelCase("gaussian", "apistrat", "api00 ~ ell + meals * stype", .gaussian),
    ModelCase("poisson", "apistrat", "api.stu ~ ell + meals + stype", .poisson),
    ModelCase(
      "poisson-offset", "apiclus1",
      GeneralizedLinearModel(
        of: Number("api.stu"), on: Number("ell") + Categorical("stype") + Number("enroll").logarithm.offset,
        family: .poisson)),
    ModelCase(
      "prevalence-ratio", "nhanes", "HI_CHOL == 1 ~ factor(race) + agecat + factor(RIAGENDR)", .poisson),
    ModelCase("gamma-inverse", "apiclus1", "api00 ~ ell + meals + stype", .gamma),
    ModelCase("gamma-log", "apistrat", "enroll ~ stype + ell", .gamma, .log),
    ModelCase("negative-binomial-3", "apistrat", "api.stu ~ ell + stype", .negativeBinomial(theta: 3)),
    ModelCase("negative-binomial", "apistrat", "api.stu ~ ell + stype", .negativeBinomial()),
    ModelCase("spline", "apistrat", "api00 ~ ns(meals, 3) + stype", .gaussian),
    ModelCase("spline-clusters", "apiclus1", "sch.wide ~ ns(meals, df = 2) + ell", .binomial),
    ModelCase("polynomial", "apistrat", "api00 ~ poly(meals, 3) + stype", .gaussian),
    ModelCase("functions", "apistrat", "api00 ~ log(enroll) + sqrt(meals) + I(ell^2)", .gaussian),
    ModelCase("contrasts-sum", "apistrat", "api00 ~ factor(stype, contrasts = sum) * ell", .gaussian),
    ModelCase("contrasts-helmert", "apistrat", "api00 ~ factor(stype, contrasts = helmert) * ell", .gaussian),
    ModelCase("contrasts-polynomial", "apistrat", "api00 ~ factor(stype, contrasts = polynomial) * ell", .gaussian),
  ]

  @Test(arguments: cases)
  func `coefficients, covariance, deviance and tests equal those of R`(_ item: ModelCase) throws {
    let expected = try #require(reference[item.id])
    let fit = try item.fitted()
    let (coefficients, errors) = (expected["coef"] ?? [], expected["se"] ?? [])
    #expect(fit.coefficients.count == coefficients.count)
    for (j, coefficient) in fit.coefficients.enumerated() {
      #expect(
        isClose(coefficient.estimate, to: coefficients[j], relative: 1e-10, absolute: 1e-10 * errors[j]),
        "\(coefficient.term)")
      #expect(isClose(coefficient.standardError, to: errors[j], relative: 1e-8), "\(coefficient.term)")
    }
    let covariance = expected["vcov"] ?? []
    for (position, value) in covariance.enumerated() {
      let (i, j) = (position % errors.count, position / errors.count)
      #expect(isClose(fit.covariance[i, j], to: value, relative: 1e-8, absolute: 1e-8 * errors[i] * errors[j]))
    }
    #expect(Double(fit.degreesOfFreedom) == expected["df"]?[0])
    #expect(isClose(fit.deviance, to: try #require(expected["deviance"]?[0]) * weightRatio(fit), relative: 1e-10))
    if let theta = expected["theta"] { #expect(isClose(try #require(fit.theta), to: theta[0], relative: 1e-10)) }
    for (position, test) in try fit.waldTests().enumerated() {
      let wald = expected["wald\(position + 1)"] ?? []
      #expect(isClose(test.statistic, to: wald[0], relative: 1e-8))
      #expect(Double(test.numeratorDegreesOfFreedom) == wald[1])
      #expect(Double(test.denominatorDegreesOfFreedom) == wald[2])
      #expect(isClose(test.pValue, to: wald[3], relative: 1e-7), "\(test.terms)")
    }
  }

  /// R divides the weights by their mean over all records; here it is the mean over the complete ones.
  private func weightRatio(_ fit: ModelFit) throws -> Double {
    guard fit.missingCount > 0 else { return 1 }
    let outcome = try fit.design.data.numbers(of: Number(fit.model.outcome.name))
    let weights = fit.design.weights
    let complete = weights.indices.filter { !outcome[$0].isNaN }.map { weights[$0] }
    return weights.reduce(0, +) / Double(weights.count) / (complete.reduce(0, +) / Double(complete.count))
  }
}
