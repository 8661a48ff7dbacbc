import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

/// Laws that hold for a model of any family.
struct FamilyLawTests {
  static let models: [GeneralizedLinearModel] = {
    let terms = Number("age") + Categorical("region")
    let (yes, count, size) = (Binary("y", isTrueFor: "1"), Number("count"), Number("size"))
    return [
      GeneralizedLinearModel(of: yes, on: terms, family: .binomial, link: .logit),
      GeneralizedLinearModel(of: yes, on: terms, family: .binomial, link: .probit),
      GeneralizedLinearModel(of: yes, on: terms, family: .binomial, link: .complementaryLogLog),
      GeneralizedLinearModel(of: yes, on: terms, family: .binomial, link: .log),
      GeneralizedLinearModel(of: yes, on: terms, family: .poisson),
      GeneralizedLinearModel(of: size, on: terms, family: .gaussian),
      GeneralizedLinearModel(of: count, on: terms, family: .poisson),
      GeneralizedLinearModel(of: count, on: terms, family: .negativeBinomial(theta: 2)),
      GeneralizedLinearModel(of: count, on: terms, family: .negativeBinomial()),
      GeneralizedLinearModel(of: size, on: terms, family: .gamma, link: .log),
      GeneralizedLinearModel(of: size, on: terms, family: .gamma),
    ]
  }()

  /// The made-up sample with a count and a positive number that depend on age; ages from 0 to 1 and few outcomes, so
  /// that the log of a probability stays below 0.
  private func sample(ageScale: Double = 1) throws -> Microdata {
    let data = try healthSample(rows: 800)
    var stream = Stream(state: 9)
    let ages = try data.numbers(of: "age")
    let outcomes = try data.numbers(of: "y").map { $0.isNaN ? $0 : $0 * (stream.next() < 0.3 ? 1 : 0) }
    let counts = ages.map { age in
      age.isNaN ? 0 : Double(Int(6 * stream.next() * stream.next() * stream.next() * (1 + age / 40)))
    }
    let sizes = ages.map { age in 0.5 + stream.next() + (age.isNaN ? 0 : age / 100) }
    return try records(
      [
        "y": outcomes, "age": ages.map { $0 / 100 * ageScale }, "count": counts, "size": sizes,
        "weight": try data.numbers(of: "weight"), "unit": try data.numbers(of: "unit"),
        "stratum": try data.numbers(of: "stratum"),
      ],
      levels: ["region": try data.factor(of: "region").codes.map { ["city", "town", "village"][Int($0)] }])
  }

  private func design(_ data: Microdata) throws -> SurveyDesign {
    try SurveyDesign(data, weights: "weight", stages: [Stage(units: "unit", strata: "stratum")])
  }

  @Test(arguments: models)
  func `scaling a covariate scales its coefficient`(_ model: GeneralizedLinearModel) throws {
    let first = try model.fitted(to: design(sample()))
    let second = try model.fitted(to: design(sample(ageScale: 1000)))
    #expect(isClose(second.coefficients[1].estimate * 1000, to: first.coefficients[1].estimate, relative: 1e-10))
    #expect(isClose(second.coefficients[1].statistic, to: first.coefficients[1].statistic, relative: 1e-9))
    #expect(isClose(second.deviance, to: first.deviance, relative: 1e-12))
  }

  @Test(arguments: models)
  func `weight 2 is the same as a row twice, and weight 0 leaves it out`(_ model: GeneralizedLinearModel) throws {
    let data = try sample()
    let rows = Array(0..<800)
    func fit(_ rows: [Int], _ weight: (Int) -> Double) throws -> ModelFit {
      try model.fitted(to: design(rebuilt(data, rows: rows, weight: weight)))
    }
    let twice = try fit(rows.flatMap { [$0, $0] }) { _ in 1 }
    let doubled = try fit(rows) { _ in 2 }
    expectClose(twice.coefficients.map(\.estimate), to: doubled.coefficients.map(\.estimate), relative: 1e-9)
    expectClose(twice.covariance, to: doubled.covariance, relative: 1e-9)
    let zeroed = try fit(rows) { $0 % 7 == 3 ? 0 : 1 }
    let absent = try fit(rows.filter { $0 % 7 != 3 }) { _ in 1 }
    expectClose(zeroed.coefficients.map(\.estimate), to: absent.coefficients.map(\.estimate), relative: 1e-9)
    #expect(zeroed.unweightedCount == absent.unweightedCount)
  }

  @Test(arguments: models)
  func `the jackknife is near the linearised standard errors`(_ model: GeneralizedLinearModel) throws {
    let linearized = try model.fitted(to: design(sample()))
    let replicated = try model.fitted(to: design(sample()).replicated(.jackknife))
    for (first, second) in zip(linearized.coefficients, replicated.coefficients) {
      #expect(isClose(second.standardError, to: first.standardError, relative: 0.1), "\(first.term)")
    }
    let (first, second) = (
      try linearized.predictiveMargins(over: "region"), try replicated.predictiveMargins(over: "region")
    )
    for j in 0..<3 {
      #expect(isClose(second[j].value, to: first[j].value, relative: 1e-11))
      #expect(isClose(second[j].standardError, to: first[j].standardError, relative: 0.1))
      let interval = first[j].confidenceInterval
      #expect(interval.lower < first[j].value && first[j].value < interval.upper)
    }
  }

  @Test(arguments: models)
  func `margins of a saturated model are the means of the domains`(_ model: GeneralizedLinearModel) throws {
    let saturated = GeneralizedLinearModel(
      of: model.outcome, on: Categorical("region"), family: model.family, link: model.link)
    let design = try design(sample())
    let margins = try saturated.fitted(to: design).predictiveMargins(over: "region")
    let name = model.outcome.name
    let means = try design.mean(of: Number(name), by: Categorical("region"))
    for (margin, mean) in zip(margins, means) {
      #expect(isClose(margin.value, to: mean.value, relative: 1e-11))
      #expect(isClose(margin.standardError, to: mean.standardError, relative: 1e-9))
    }
  }

  @Test func `an offset is added as it is, and a prediction asks for it`() throws {
    let design = try design(sample())
    let terms = Categorical("region") + Number("size").logarithm.offset
    let fit = try GeneralizedLinearModel(of: Number("count"), on: terms, family: .poisson).fitted(to: design)
    // A model of rates without other numbers: total count over total size in each region.
    let rates = try design.ratio(of: Number("count"), to: Number("size"), by: Categorical("region"))
    for (level, rate) in zip(["city", "town", "village"], rates) {
      let prediction = try fit.prediction(at: ["region": .level(level), "size": 3])
      #expect(isClose(prediction.value, to: 3 * rate.value, relative: 1e-11))
      #expect(isClose(prediction.standardError, to: 3 * rate.standardError, relative: 1e-9))
    }
    #expect(throws: ModelError.missingCovariate("size")) { try fit.prediction(at: ["region": "city"]) }
  }

  static let codings = ["region", "factor(region, contrasts = sum)", "factor(region, contrasts = helmert)"]

  @Test(arguments: codings + ["factor(region, contrasts = polynomial)"])
  func `another coding of levels is the same fit with the same margins`(_ coding: String) throws {
    let design = try design(sample())
    func fit(_ region: String) throws -> ModelFit {
      try ModelFormula(parsing: "y ~ \(region) + ns(age, 3)").fitted(to: design)
    }
    let (first, second) = (try fit("region"), try fit(coding))
    #expect(isClose(first.deviance, to: second.deviance, relative: 1e-12))
    let name = coding == "region" ? "region" : "factor(region)"
    let (these, others) = (try first.predictiveMargins(over: "region"), try second.predictiveMargins(over: name))
    expectClose(these.covariance, to: others.covariance, relative: 1e-9)
    for (one, other) in zip(these, others) { #expect(isClose(one.value, to: other.value, relative: 1e-11)) }
    let place: [String: CovariateValue] = ["region": "village", "age": 0.9]
    #expect(
      isClose(try first.prediction(at: place).value, to: try second.prediction(at: place).value, relative: 1e-11))
    #expect(
      isClose(try first.waldTest(of: "region").statistic, to: try second.waldTest(of: name).statistic, relative: 1e-8))
  }

  @Test(arguments: ["ns(age, 1)", "poly(age, 1)"])
  func `one column of a basis is a straight line`(_ basis: String) throws {
    let design = try design(sample())
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
    let data = try sample().adding("weight2", .numbers((0..<800).map { Double($0 % 2) }))
    let error = #expect(throws: ModelError.self) {
      try ModelFormula(parsing: "y ~ \(basis)").fitted(to: design(data))
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
    let design = try design(sample())
    let error = #expect(throws: ModelError.self) { try model.fitted(to: design) }
    #expect(error?.description.hasPrefix(sentence) == true, "\(error?.description ?? "")")
  }

  @Test func `a constant number explains nothing, and only logit and log give ratios`() throws {
    let data = try sample().adding("same", .numbers([Double](repeating: 4, count: 800)))
    let error = #expect(throws: ModelError.self) {
      try GeneralizedLinearModel(of: Number("same"), family: .gaussian).fitted(to: design(data))
    }
    #expect(
      error?.description
        == "Outcome \"same\" is the same number in every complete record, so there is nothing to explain.")
    let fit = try Self.models[1].fitted(to: design(sample()))
    let refusal = #expect(throws: ModelError.self) { try fit.oddsRatios() }
    #expect(
      refusal?.description
        == "Coefficients under the probit link are not logarithms of ratios; only those under logit and log are.")
  }
}
