import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// What R printed, by case and what it is.
private let reference = modelValues("adjusted")

private struct EffectCase: Sendable {
  let id: String
  let data: String
  let formula: String
  var family = ResponseFamily.binomial
  var link: LinkFunction?
  let variables: [String]
}

private func design(_ name: String) throws -> SurveyDesign {
  let stages =
    switch name {
    case "nhanes": [Stage(units: "SDMVPSU", strata: "SDMVSTRA")]
    case "apistrat": [Stage(strata: "stype", populationSize: "fpc")]
    default: [Stage(units: "dnum", populationSize: "fpc")]
    }
  return try SurveyDesign(
    referenceData(name), weights: name == "nhanes" ? "WTMEC2YR" : "pw", stages: stages, unitsAreNested: name == "nhanes"
  )
}

@Suite("Adjusted numbers")
struct AdjustedNumberTests {
  // R's derivatives are differences extrapolated to 0, good to about nine digits.
  @Test(
    arguments: [
      EffectCase(
        id: "slopes-logit", data: "apiclus1", formula: "sch.wide ~ ell * stype + ns(meals, 2)",
        variables: ["ell", "meals", "stype"]),
      EffectCase(
        id: "slopes-cloglog", data: "apistrat", formula: "sch.wide ~ log(enroll) + poly(meals, 2) + stype",
        link: .complementaryLogLog, variables: ["enroll", "meals", "stype"]),
      EffectCase(
        id: "slopes-probit", data: "apistrat", formula: "sch.wide ~ ell + I(meals^2) + meals", link: .probit,
        variables: ["ell", "meals"]),
      EffectCase(
        id: "slopes-poisson", data: "apistrat", formula: "api.stu ~ sqrt(enroll) + ell * stype", family: .poisson,
        variables: ["enroll", "ell", "stype"]),
      EffectCase(
        id: "slopes-gamma", data: "apistrat", formula: "api00 ~ ell + meals + stype", family: .gamma, link: .inverse,
        variables: ["ell", "meals", "stype"]),
    ])
  fileprivate func `average marginal effects equal those of R`(_ example: EffectCase) throws {
    let formula = try ModelFormula(parsing: example.formula)
    let fit = try formula.model(for: referenceData(example.data), family: example.family, link: example.link)
      .fitted(to: design(example.data))
    let effects = try fit.averagePredictions.effects(of: example.variables)
    let (values, covariance) = (
      try #require(reference[example.id]?["effects"]), try #require(reference[example.id]?["vcov"])
    )
    expectClose(effects.map(\.change.value), to: values, relative: 1e-9)
    let count = values.count
    let rows = (0..<count).map { i in (0..<count).map { covariance[$0 * count + i] } }
    expectClose(effects.covariance, to: Matrix(rows: rows), relative: 1e-8)
  }

  @Test func `an attributable fraction and the people behind it equal those of R`() throws {
    let fit = try ModelFormula(parsing: "HI_CHOL ~ factor(race) + agecat + factor(RIAGENDR)")
      .fitted(to: design("nhanes"))
    let result = try fit.averagePredictions.attributableFraction(unexposed: ["agecat": "(0,19]"])
    let (values, errors) = (
      try #require(reference["fraction"]?["value"]), try #require(reference["fraction"]?["se"])
    )
    expectClose([result.fraction.value, result.people.value], to: values, relative: 1e-9)
    // R's standard error is that of log(1 - PAF).
    let logarithmic = result.fraction.standardError / (1 - result.fraction.value)
    expectClose([logarithmic, result.people.standardError], to: errors, relative: 1e-7)
    let known = try fit.averagePredictions.attributableFraction(unexposed: ["agecat": "(0,19]"], population: 1000)
    #expect(isClose(known.people.value, to: 1000 * (known.observed - known.unexposed), relative: 1e-14))
  }

  @Test func `the trend over doses equals that of R`() throws {
    let fit = try ModelFormula(parsing: "HI_CHOL ~ factor(race) + agecat + factor(RIAGENDR)")
      .fitted(to: design("nhanes"))
    let doses = ["(0,19]": 10.0, "(19,39]": 30, "(39,59]": 50, "(59,Inf]": 75]
    let result = try fit.averagePredictions.doseResponse(over: "agecat", doses: doses)
    expectClose(
      [result.slope.value, result.slope.standardError], to: try #require(reference["dose"]?["mean-slope"]),
      relative: 1e-7)
    let departure = try #require(result.departure)
    expectClose(
      [departure.statistic, departure.pValue], to: try #require(reference["dose"]?["mean-departure"]), relative: 1e-6)
    let odds = try #require(result.oddsRatio)
    expectClose(
      [odds.standardError / odds.value], to: [try #require(reference["dose"]?["odds-slope"])[1]], relative: 1e-7)
    let logOdds = try #require(result.departureOfLogOdds)
    expectClose(
      [logOdds.statistic, logOdds.pValue], to: try #require(reference["dose"]?["odds-departure"]), relative: 1e-6)
  }

  @Test func `in a saturated model effects are differences of prevalences and the fraction is the crude one`() throws {
    let design = try healthDesign(healthSample())
    let outcome = Binary("y", isTrueFor: "1")
    let fit = try LogisticModel(of: outcome, on: Categorical("region")).fitted(to: design)
    let shares = try design.prevalence(of: outcome, by: Categorical("region"))
    let effects = try fit.averagePredictions.effects()
    #expect(effects.map(\.level) == ["town", "village"])
    for (position, effect) in effects.enumerated() {
      #expect(isClose(effect.change.value, to: shares[position + 1].value - shares[0].value, relative: 1e-11))
      var contrast = [0.0, 0, 0]
      (contrast[0], contrast[position + 1]) = (-1, 1)
      let error = shares.covariance.quadraticForm(contrast).squareRoot()
      #expect(isClose(effect.change.standardError, to: error, relative: 1e-10))
    }
    let overall = try design.prevalence(of: outcome)[0].value
    let fraction = try fit.averagePredictions.attributableFraction(unexposed: ["region": "city"])
    #expect(isClose(fraction.fraction.value, to: 1 - shares[0].value / overall, relative: 1e-10))
    #expect(isClose(fraction.observed, to: overall, relative: 1e-12))
  }

  @Test func `an outcome of two levels has the effects of the logistic model, as ordinal and as multinomial`() throws {
    let design = try healthDesign(healthSample(rows: 400))
    let formula = try ModelFormula(parsing: "y ~ age * sex + region")
    let expected = try formula.fitted(to: design).averagePredictions.effects()
    let outcome = Categorical("y")
    let multinomial = try MultinomialModel(of: outcome, on: formula.terms).fitted(to: design)
      .averagePredictions(ofLevels: ["1"]).effects()
    let ordinal = try OrdinalModel(of: outcome, on: formula.terms).fitted(to: design)
      .averagePredictions(ofLevels: ["1"]).effects()
    for effects in [multinomial, ordinal] {
      expectClose(effects.map(\.change.value), to: expected.map(\.change.value), relative: 1e-9)
      expectClose(effects.covariance, to: expected.covariance, relative: 1e-8)
    }
  }

  @Test func `an E-value is that of VanderWeele and Ding`() throws {
    let fit = try ModelFormula(parsing: "y ~ region + age").fitted(to: healthDesign(healthSample()))
    let margins = try fit.predictiveMargins(over: "region")
    let ratio = try margins.adjustedPrevalenceRatio(of: "city", to: "town")
    let value = try #require(EValue(ofRatio: ratio))
    // E solves E²/(2E − 1) = RR.
    #expect(isClose(value.estimate * value.estimate / (2 * value.estimate - 1), to: ratio.value, relative: 1e-12))
    let back = try #require(EValue(ofRatio: try margins.adjustedPrevalenceRatio(of: "town", to: "city")))
    #expect(isClose(back.estimate, to: value.estimate, relative: 1e-12))
    #expect(value.limit >= 1 && value.limit <= value.estimate)
  }

  @Test func `what has no effect or no dose says why`() throws {
    let fit = try ModelFormula(parsing: "y ~ region + age + offset(age)").fitted(to: healthDesign(healthSample()))
    func message(_ step: () throws(ModelError) -> Void) -> String? {
      do throws(ModelError) {
        try step()
        return nil
      } catch { return error.description }
    }
    let average = fit.averagePredictions
    #expect(
      message { () throws(ModelError) in _ = try average.effects(of: ["age"]) }
        == "\"age\" is an offset of the model as well, so that it cannot change by itself.")
    #expect(
      message { () throws(ModelError) in _ = try average.doseResponse(over: "region") }
        == "Level number 1 of 3 of \"region\" is no number; give it a dose.")
    #expect(
      message { () throws(ModelError) in
        _ = try average.doseResponse(over: "region", doses: ["city": 1, "town": 1, "village": 2])
      } == "A trend over \"region\" needs two doses or more, all different.")
  }
}
