import SurveyDesigns
import SurveyEstimates
import SurveyImputation
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

@Suite("Laws of pooled analyses")
struct PooledLawTests {
  private static let hasAward = Binary("awards", isTrueFor: "Yes")
  private static let (meals, type) = (Number("meals"), Categorical("stype"))

  @Test(arguments: PooledAnalysis.all)
  func `equal datasets give the estimates of one, with nothing missing`(_ example: PooledAnalysis) throws {
    let design = try example.design()
    let analyses: [Estimates] = [
      try design.mean(of: "api00", by: "stype"), try design.prevalence(of: Self.hasAward, by: "stype"),
      try design.prevalence(of: Self.hasAward, interval: .wilson), try design.quantile(0.25, of: "api00"),
      try design.ratio(of: "api.stu", to: "enroll"), try design.total(of: "enroll"),
    ]
    for analysis in analyses {
      let pooled = try PooledEstimates([analysis, analysis, analysis])
      for (found, expected) in zip(pooled, analysis) {
        #expect(found.value == expected.value)
        #expect(found.standardError == expected.standardError)
        #expect(found.degreesOfFreedom == Double(expected.degreesOfFreedom))
        #expect(found.confidenceInterval == expected.confidenceInterval)
        #expect(found.unweightedCount == expected.unweightedCount)
        #expect(found.missingInformation.fraction == 0)
      }
      #expect(pooled.covariance == analysis.covariance)
      let (one, all) = (analysis.contrast(analysis.map { _ in 1 }), pooled.contrast(analysis.map { _ in 1 }))
      #expect(isClose(all.pValue, to: one.pValue, relative: 1e-12))
      #expect(all.degreesOfFreedom == Double(one.degreesOfFreedom))
    }
  }

  @Test(arguments: PooledAnalysis.all)
  func `equal datasets give the tests of one`(_ example: PooledAnalysis) throws {
    let design = try example.design()
    let fit = try LogisticModel(of: Self.hasAward, on: Number("api00") + Categorical("stype")).fitted(to: design)
    let (one, all) = (try fit.waldTest(of: "stype"), try PooledFit([fit, fit]).waldTest(of: "stype"))
    #expect(isClose(all.statistic, to: one.statistic, relative: 1e-12))
    #expect(isClose(all.pValue, to: one.pValue, relative: 1e-12))
    #expect(all.denominatorDegreesOfFreedom == Double(one.denominatorDegreesOfFreedom))
    let test = try design.association(of: "stype", with: "awards")
    let pooled = try PooledRaoScottTest(of: "stype", with: "awards", in: [design, design])
    #expect(isClose(pooled.statistic, to: test.value, relative: 1e-12))
    #expect(isClose(pooled.denominatorDegreesOfFreedom, to: test.degreesOfFreedom[1], relative: 1e-12))
    #expect(isClose(pooled.pValue, to: test.pValue, relative: 1e-12))
  }

  /// A model of each kind on a number and a variable with levels.
  private static let kinds: [(String, @Sendable (SurveyDesign) throws -> any PoolableFit)] = [
    ("logistic", { try LogisticModel(of: hasAward, on: meals + type).fitted(to: $0) }),
    ("linear", { try ModelFormula(parsing: "api00 ~ meals + stype").fitted(to: $0, family: .gaussian) }),
    ("ordinal", { try OrdinalModel(of: "grade", on: meals + type).fitted(to: $0) }),
    ("multinomial", { try MultinomialModel(of: type, on: meals + hasAward).fitted(to: $0) }),
    ("hazards", { try CoxModel(of: SurvivalTime("api.stu", event: hasAward), on: meals + type).fitted(to: $0) }),
  ]

  @Test(arguments: kinds.indices)
  func `equal datasets give the fit of one, whatever the model`(_ kind: Int) throws {
    let design = try #require(PooledAnalysis.all.first).completedDesigns()[0]
    let fit = try Self.kinds[kind].1(design)
    let pooled = try PooledFit([fit, fit, fit])
    #expect(pooled.coefficients.count == fit.coefficients.count && pooled.thresholds.count == fit.thresholds.count)
    for (found, expected) in zip(pooled.coefficients + pooled.thresholds, fit.coefficients + fit.thresholds) {
      #expect(found.term == expected.term && found.outcomeLevel == expected.outcomeLevel)
      #expect(found.estimate == expected.estimate && found.standardError == expected.standardError)
      #expect(found.degreesOfFreedom == Double(expected.degreesOfFreedom) && found.pValue == expected.pValue)
      #expect(found.confidenceInterval?.lower == expected.lower && found.confidenceInterval?.upper == expected.upper)
      #expect(found.missingInformation.fraction == 0 && found.missingInformation.relativeIncrease == 0)
    }
    #expect(pooled.covariance == fit.covariance && pooled.imputationCount == 3)
  }

  @Test(arguments: kinds.indices)
  func `the order of the datasets does not matter`(_ kind: Int) throws {
    let fits = try #require(PooledAnalysis.all.first).completedDesigns().map(Self.kinds[kind].1)
    let (one, other) = (try PooledFit(fits), try PooledFit(fits.reversed()))
    for (found, expected) in zip(other.coefficients + other.thresholds, one.coefficients + one.thresholds) {
      #expect(isClose(found.estimate, to: expected.estimate, relative: 1e-12))
      #expect(isClose(found.standardError, to: expected.standardError, relative: 1e-12))
      #expect(isClose(found.degreesOfFreedom, to: expected.degreesOfFreedom, relative: 1e-10))
    }
  }

  @Test func `another reference level turns the coefficients of levels about and leaves what is known of them`() throws
  {
    let designs = try #require(PooledAnalysis.all.first).completedDesigns()
    let model = { (reference: String) in
      try PooledFit(
        designs.map {
          try MultinomialModel(of: Categorical("stype", reference: reference), on: Self.meals).fitted(to: $0)
        })
    }
    let (one, other) = (try model("E"), try model("H"))
    for term in ["(Intercept)", "meals"] {
      let found = try #require(other.coefficients.first { $0.term == term && $0.outcomeLevel == "E" })
      let expected = try #require(one.coefficients.first { $0.term == term && $0.outcomeLevel == "H" })
      #expect(isClose(found.estimate, to: -expected.estimate, relative: 1e-9))
      #expect(isClose(found.standardError, to: expected.standardError, relative: 1e-9))
      #expect(isClose(found.degreesOfFreedom, to: expected.degreesOfFreedom, relative: 1e-9))
    }
    let (test, same) = (try one.waldTest(of: "meals"), try other.waldTest(of: "meals"))
    #expect(isClose(same.statistic, to: test.statistic, relative: 1e-9))
    #expect(isClose(same.pValue, to: test.pValue, relative: 1e-8))
  }

  @Test func `fits with other coefficients, or of other levels, cannot be pooled`() throws {
    let design = try #require(PooledAnalysis.all.first).completedDesigns()[0]
    let model = { reference in MultinomialModel(of: Categorical("stype", reference: reference), on: Self.meals) }
    for fits: [any PoolableFit] in [
      [try Self.kinds[0].1(design), try Self.kinds[4].1(design)],
      [try model("E").fitted(to: design), try model("H").fitted(to: design)],
    ] {
      #expect(throws: ImputationError.differentResults(imputation: 2)) { try PooledFit(fits) }
    }
  }

  @Test(arguments: PooledAnalysis.all)
  func `D1 of one number is the square of its t test`(_ example: PooledAnalysis) throws {
    let pooled = try PooledEstimates(example.completedDesigns().map { try $0.mean(of: "api00", by: "stype") })
    let contrast = pooled.difference(of: 2, minus: 0)
    let test = try pooled.waldTest(thatAllAreZero: [[-1, 0, 1]])
    #expect(isClose(test.statistic, to: contrast.statistic * contrast.statistic, relative: 1e-12))
    #expect(isClose(test.pValue, to: contrast.pValue, relative: 1e-10))
  }

  @Test(arguments: PooledAnalysis.all)
  func `D1 does not depend on how a hypothesis is written`(_ example: PooledAnalysis) throws {
    let pooled = try PooledEstimates(example.completedDesigns().map { try $0.mean(of: "api00", by: "stype") })
    let first = try pooled.waldTest(thatAllAreZero: [[1, -1, 0], [0, 1, -1]])
    let second = try pooled.waldTest(thatAllAreZero: [[100, 0, -100], [1, -0.5, -0.5]])
    #expect(isClose(second.statistic, to: first.statistic, relative: 1e-10))
    #expect(isClose(second.denominatorDegreesOfFreedom, to: first.denominatorDegreesOfFreedom, relative: 1e-10))
  }

  @Test func `the share of a level that no one has pools to 0 without an interval`() throws {
    let example = try #require(PooledAnalysis.all.first)
    let design = try example.design().restricted(to: .comparison(column: "stype", .equal, value: "E"))
    let pooled = try PooledEstimates(
      Array(repeating: try design.prevalence(of: Binary("stype", isTrueFor: "H")), count: 3))
    #expect(pooled[0].value == 0)
    #expect(pooled[0].confidenceInterval == nil)
    #expect(pooled[0].diagnostics == [.shareAtBoundary(.logit)])
  }

  @Test func `datasets with other questions cannot be pooled`() throws {
    let design = try #require(PooledAnalysis.all.first).design()
    let error = #expect(throws: ImputationError.self) {
      try PooledEstimates([design.mean(of: "api00"), design.mean(of: "api99")])
    }
    #expect(
      error?.description
        == "Imputation 2 has other estimates than imputation 1; pooling needs the same variables, levels and groups in each."
    )
  }

  @Test func `numbers that are the same one twice cannot be tested together`() throws {
    let pooled = try RubinPooling(
      values: [[1, 1], [2, 2]], covariances: Array(repeating: Matrix(rows: [[1, 1], [1, 1]]), count: 2))
    let error = #expect(throws: ImputationError.self) { try pooled.waldTest(completeDegreesOfFreedom: 10) }
    #expect(
      error?.description == "The covariance of 2 numbers has no inverse, so they cannot be tested together.")
    let none = #expect(throws: ImputationError.self) { try pooled.waldTest(completeDegreesOfFreedom: 0) }
    #expect(none?.description == "A pooled test needs more primary units than strata in every completed dataset.")
  }
}
