import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// What a logistic fit must do beside the laws of all models, at 1e-12 where the law is exact.
struct FitLawTests {
  let outcome = Binary("y", isTrueFor: "1")
  let terms = Number("age") * Categorical("sex") + Categorical("region")

  @Test(arguments: [1e-150, 1e150])
  func `a covariate of any size scales its coefficient`(_ factor: Double) throws {
    let data = try healthSample()
    let ages = try data.numbers(of: "age")
    let scaled = try data.adding("age", .numbers(ages.map { $0 * factor }))
    let first = try LogisticModel(of: outcome, on: terms).fitted(to: healthDesign(data))
    let second = try LogisticModel(of: outcome, on: terms).fitted(to: healthDesign(scaled))
    for (a, b) in paired(first.coefficients, second.coefficients) {
      let expected = a.term.split(separator: ":").contains("age") ? a.estimate / factor : a.estimate
      #expect(isClose(b.estimate, to: expected, relative: 1e-11))
      #expect(isClose(b.statistic, to: a.statistic, relative: 1e-10))
    }
  }

  @Test(arguments: [-45, 2000, 1e6])
  func `shifting a covariate moves the coefficients of what it stands beside and nothing else`(_ shift: Double) throws {
    let data = try healthSample()
    let ages = try data.numbers(of: "age")
    let shifted = try data.adding("age", .numbers(ages.map { $0 + shift }))
    let first = try LogisticModel(of: outcome, on: terms).fitted(to: healthDesign(data))
    let second = try LogisticModel(of: outcome, on: terms).fitted(to: healthDesign(shifted))
    let (a, b) = (first.coefficients, second.coefficients)
    #expect(a.map(\.term) == ["(Intercept)", "age", "sexmale", "regiontown", "regionvillage", "age:sexmale"])
    // What is lost is what the numbers themselves lose by the shift.
    let bound = max(1e-11, abs(shift) * 1e-15)
    for j in [1, 3, 4, 5] {
      #expect(isClose(b[j].estimate, to: a[j].estimate, relative: bound))
      #expect(isClose(b[j].standardError, to: a[j].standardError, relative: bound))
    }
    #expect(isClose(b[0].estimate, to: a[0].estimate - shift * a[1].estimate, relative: bound * 10))
    #expect(isClose(b[2].estimate, to: a[2].estimate - shift * a[5].estimate, relative: bound * 10))
    let v = first.covariance
    let variance = v.quadraticForm([1, -shift, 0, 0, 0, 0])
    #expect(isClose(b[0].standardError, to: variance.squareRoot(), relative: bound * 10))
    let point: [String: CovariateValue] = ["age": .number(30 + shift), "sex": "male", "region": "city"]
    let own: [String: CovariateValue] = ["age": 30, "sex": "male", "region": "city"]
    let (p, q) = (try first.predictedProbability(at: own), try second.predictedProbability(at: point))
    #expect(isClose(q.value, to: p.value, relative: bound))
    #expect(isClose(q.standardError, to: p.standardError, relative: bound * 10))
  }

  @Test func `a year and its square are not taken for one another`() throws {
    let data = try healthSample()
    let years = (0..<data.rowCount).map { Double(2010 + $0 % 11) }
    let centred = years.map { $0 - 2015 }
    let raw = try data.adding("year", .numbers(years)).adding("square", .numbers(years.map { $0 * $0 }))
    let moved = try data.adding("year", .numbers(centred)).adding("square", .numbers(centred.map { $0 * $0 }))
    let formula = try ModelFormula(parsing: "y ~ year + square")
    let (first, second) = (try formula.fitted(to: healthDesign(raw)), try formula.fitted(to: healthDesign(moved)))
    let (a, b) = (first.coefficients[2], second.coefficients[2])
    // Less its mean, the square still follows the year within a thousandth: cross-products lose six digits to that.
    #expect(isClose(a.estimate, to: b.estimate, relative: 1e-8))
    #expect(isClose(a.standardError, to: b.standardError, relative: 1e-8))
    #expect(isClose(first.deviance, to: second.deviance, relative: 1e-12))
  }

  @Test func `the number of threads changes no bit`() throws {
    let design = try healthDesign(healthSample(rows: 40_000))
    let model = LogisticModel(of: outcome, on: terms)
    let one = try model.fitted(to: design, iterationLimit: 50, width: 1)
    for width in [2, 3, 8] {
      let several = try model.fitted(to: design, iterationLimit: 50, width: width)
      #expect(one.coefficients.map(\.estimate) == several.coefficients.map(\.estimate))
      #expect(one.covariance == several.covariance)
    }
  }

  @Test func `the score equations are solved to the last digits`() throws {
    let fit = try LogisticModel(of: outcome, on: terms).fitted(to: healthDesign(healthSample()))
    let design = fit.design
    let likelihood = fit.likelihood
    let evaluation = likelihood.evaluated(at: fit.scaledCoefficients)
    let information = evaluation.information
    #expect(fit.unweightedCount + fit.missingCount == design.data.rowCount)
    for j in 0..<information.rowCount {
      let size = (information[j, j] * Double(fit.unweightedCount)).squareRoot()
      #expect(abs(evaluation.gradient[j]) <= 1e-12 * size)
    }
  }

  /// The covariance by another route: the linearised variables as columns of the data, and the covariance of their totals.
  @Test(arguments: ["apistrat", "apiclus1", "apiclus2"])
  func `the covariance is that of the totals of the linearised variables`(_ name: String) throws {
    let reference = referenceCases("api") { $0 == "\(name).glm.logistic" }[0]
    let design = try reference.surveyDesign()
    let fit = try ModelFormula(parsing: "sch.wide ~ stype + ell").fitted(to: design)
    let types = try design.data.factor(of: "stype").codes
    let ell = try design.data.numbers(of: "ell")
    let outcome = try design.data.indicator(of: Binary("sch.wide", isTrueFor: "Yes"))
    var rows: [[Double]] = []
    var (spreads, residuals): ([Double], [Double]) = ([], [])
    for row in ell.indices {
      rows.append([1, types[row] == 1 ? 1 : 0, types[row] == 2 ? 1 : 0, ell[row]])
      let level: CovariateValue = .level(["E", "H", "M"][Int(types[row])])
      let probability = try fit.predictedProbability(at: ["stype": level, "ell": .number(ell[row])]).value
      spreads.append(design.weights[row] * probability * (1 - probability))
      residuals.append(Double(outcome[row]) - probability)
    }
    let information = weightedCrossProduct(of: Matrix(rows: rows), weights: spreads)
    let inverse = try CholeskyFactorization(information).inverse()
    var data = design.data
    for j in 0..<4 {
      let linearized = rows.indices.map { row in
        (0..<4).reduce(0) { $0 + inverse[j, $1] * rows[row][$1] } * residuals[row]
      }
      data = try data.adding("linearized\(j)", .numbers(linearized))
    }
    let totals = try design.replacingData(data).total(of: (0..<4).map { Number("linearized\($0)") }, by: [])
    expectClose(fit.covariance, to: totals.covariance, relative: 1e-11)
  }

  @Test func `the intercept alone is the log odds of the prevalence`() throws {
    let design = try healthDesign(healthSample())
    let fit = try LogisticModel(of: outcome).fitted(to: design)
    let prevalence = try design.prevalence(of: outcome)[0]
    let probability = try fit.predictedProbability(at: [:])
    #expect(isClose(probability.value, to: prevalence.value, relative: 1e-13))
    #expect(isClose(probability.standardError, to: prevalence.standardError, relative: 1e-11))
    // One parameter leaves all the degrees of freedom of the design, and the same logit interval.
    #expect(fit.degreesOfFreedom == prevalence.degreesOfFreedom)
    let interval = try #require(prevalence.confidenceInterval)
    #expect(isClose(probability.confidenceInterval.lower, to: interval.lower, relative: 1e-11))
    #expect(isClose(probability.confidenceInterval.upper, to: interval.upper, relative: 1e-11))
  }

  @Test func `an interaction is the same whatever way it is written`() throws {
    let design = try healthDesign(healthSample())
    let texts = ["y ~ region * sex", "y ~ region + sex + region:sex", "y ~ (region + sex) * sex + region"]
    let fits = try texts.map { try ModelFormula(parsing: $0).fitted(to: design) }
    for fit in fits.dropFirst() {
      #expect(fit.coefficients.map(\.term) == fits[0].coefficients.map(\.term))
      #expect(fit.coefficients.map(\.estimate) == fits[0].coefficients.map(\.estimate))
    }
    let nested = try ModelFormula(parsing: "y ~ region + region:sex").fitted(to: design)
    #expect(isClose(nested.deviance, to: fits[0].deviance, relative: 1e-12))
    #expect(
      nested.coefficients.map(\.term).suffix(3) == [
        "regioncity:sexmale", "regiontown:sexmale", "regionvillage:sexmale",
      ])
    let slopes = try ModelFormula(parsing: "y ~ region + region:age").fitted(to: design)
    let product = try ModelFormula(parsing: "y ~ region * age").fitted(to: design)
    #expect(isClose(slopes.deviance, to: product.deviance, relative: 1e-12))
    #expect(slopes.coefficients.map(\.term).suffix(3) == ["regioncity:age", "regiontown:age", "regionvillage:age"])
    let numbers = try ModelFormula(parsing: "y ~ age * weight").fitted(to: design)
    #expect(numbers.coefficients.map(\.term) == ["(Intercept)", "age", "weight", "age:weight"])
  }

  @Test func `reference levels are listed with the odds ratios`() throws {
    let fit = try LogisticModel(of: outcome, on: terms).fitted(to: healthDesign(healthSample()))
    let ratios = try fit.oddsRatios(level: 0.9)
    #expect(
      ratios.map(\.term) == [
        "age", "sexfemale", "sexmale", "regioncity", "regiontown", "regionvillage", "age:sexmale",
      ])
    #expect(ratios.filter(\.isReference).map(\.term) == ["sexfemale", "regioncity"])
    #expect(ratios.filter(\.isReference).allSatisfy { $0.value == 1 && $0.pValue == nil })
    #expect(ratios[2].levels == [DomainLevel(variable: "sex", level: "male")])
    #expect(ratios[6].modelTerm == "age:sex")
  }

  @Test func `a term is found by its name, its columns or its covariates`() throws {
    let fit = try ModelFormula(parsing: "y ~ factor(stratum) * age").fitted(to: healthDesign(healthSample()))
    let stratum = Categorical("stratum")
    let age = Number("age")
    let tests = [
      try fit.waldTest(of: "factor(stratum):age"), try fit.waldTest(of: "stratum:age"),
      try fit.waldTest(of: age.interaction(with: stratum)), try fit.waldTests()[2],
    ]
    for test in tests {
      #expect(test.terms == ["factor(stratum):age"])
      #expect(test.numeratorDegreesOfFreedom == 3)
      #expect(test.statistic == tests[0].statistic)
    }
    #expect(try fit.waldTest(of: stratum + age).terms == ["factor(stratum)", "age"])
    #expect(fit.coefficients[2].term == "factor(stratum)2")
  }

  @Test func `a binary covariate is the indicator that it holds`() throws {
    let design = try healthDesign(healthSample())
    let city = Binary("region", isTrueFor: "city")
    let fit = try LogisticModel(of: outcome, on: city + Number("age")).fitted(to: design)
    #expect(fit.coefficients.map(\.term) == ["(Intercept)", "regioncity", "age"])
    #expect(try fit.predictiveMargins(over: city).map(\.level) == ["not city", "city"])
  }

  @Test func `levels that no complete record has are left out and told`() throws {
    let data = try healthSample()
    let regions = try data.factor(of: "region")
    let wider = try data.adding("region", .factor(Factor(codes: regions.codes, levels: regions.levels + ["abroad"])))
    let first = try LogisticModel(of: outcome, on: terms).fitted(to: healthDesign(data))
    let second = try LogisticModel(of: outcome, on: terms).fitted(to: healthDesign(wider))
    #expect(first.coefficients.map(\.estimate) == second.coefficients.map(\.estimate))
    #expect(
      second.diagnostics == [
        .unusedLevels(term: "region", levels: [LevelName("abroad", isDeclared: false, at: 3, of: 4)])
      ])
    #expect(
      second.diagnostics[0].description
        == "Term \"region\": no complete record has number 4 of 4, which therefore has no coefficient.")
  }
}
