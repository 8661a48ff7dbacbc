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
      for (found, expected) in paired(pooled, analysis) {
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
    for (found, expected) in paired(pooled.coefficients + pooled.thresholds, fit.coefficients + fit.thresholds) {
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
    for (found, expected) in paired(other.coefficients + other.thresholds, one.coefficients + one.thresholds) {
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

  /// Adjusted means of a share, a count and a number, on the logit, the log and the natural scale.
  private static let adjusted: [(family: ResponseFamily, formula: String)] = [
    (.binomial, "awards ~ meals + factor(stype)"), (.poisson, "grade ~ meals + factor(stype)"),
    (.gaussian, "api00 ~ meals + factor(stype)"),
  ]

  private static func margins(_ kind: Int, reference: String? = nil, of design: SurveyDesign) throws
    -> PredictiveMargins
  {
    let formula = adjusted[kind].formula
      .replacing("factor(stype)", with: reference.map { "factor(stype, reference = \($0))" } ?? "factor(stype)")
    return try ModelFormula(parsing: formula).fitted(to: design, family: adjusted[kind].family)
      .predictiveMargins(over: "stype")
  }

  @Test(arguments: adjusted.indices)
  func `equal datasets give the margins of one, their ratio and their difference`(_ kind: Int) throws {
    let margins = try Self.margins(kind, of: try #require(PooledAnalysis.all.last).completedDesigns()[0])
    let pooled = try PooledMargins([margins, margins, margins])
    for (found, expected) in paired(pooled, margins) {
      #expect(found.level == expected.level && found.value == expected.value)
      #expect(found.standardError == expected.standardError && found.missingInformation.fraction == 0)
      #expect(found.degreesOfFreedom == Double(expected.degreesOfFreedom))
      #expect(found.confidenceInterval == expected.confidenceInterval)
    }
    #expect(pooled.covariance == margins.covariance && pooled.imputationCount == 3)
    for (found, expected) in [
      (
        try pooled.adjustedPrevalenceRatio(of: "H", to: "E"), try margins.adjustedPrevalenceRatio(of: "H", to: "E")
      ),
      (try pooled.adjustedDifference(of: "H", minus: "E"), try margins.adjustedDifference(of: "H", minus: "E")),
    ] {
      #expect(isClose(found.value, to: expected.value, relative: 1e-13))
      #expect(isClose(found.standardError, to: expected.standardError, relative: 1e-13))
      #expect(isClose(found.statistic, to: expected.statistic, relative: 1e-12))
      #expect(isClose(found.pValue, to: expected.pValue, relative: 1e-11))
      #expect(isClose(found.confidenceInterval?.lower ?? .nan, to: expected.confidenceInterval.lower, relative: 1e-12))
      #expect(isClose(found.confidenceInterval?.upper ?? .nan, to: expected.confidenceInterval.upper, relative: 1e-12))
      #expect(found.missingInformation.fraction == 0)
    }
  }

  @Test(arguments: adjusted.indices)
  func `another reference level gives the same margins`(_ kind: Int) throws {
    let designs = try #require(PooledAnalysis.all.first).completedDesigns()
    let (one, other) = (
      try PooledMargins(designs.map { try Self.margins(kind, of: $0) }),
      try PooledMargins(designs.map { try Self.margins(kind, reference: "M", of: $0) })
    )
    #expect(other[0].level == "M")
    for expected in one {
      let found = try other.margin(of: expected.level)
      #expect(isClose(found.value, to: expected.value, relative: 1e-10))
      #expect(isClose(found.standardError, to: expected.standardError, relative: 1e-9))
      #expect(isClose(found.degreesOfFreedom, to: expected.degreesOfFreedom, relative: 1e-8))
    }
    let (ratio, inverse) = (
      try one.adjustedPrevalenceRatio(of: "H", to: "M"), try other.adjustedPrevalenceRatio(of: "M", to: "H")
    )
    #expect(isClose(ratio.value * inverse.value, to: 1, relative: 1e-10))
    #expect(isClose(ratio.pValue, to: inverse.pValue, relative: 1e-7))
    #expect(ratio.missingInformation.fraction > 0)
  }

  @Test func `a difference of pooled margins follows from their covariance`() throws {
    let pooled = try PooledMargins(
      try #require(PooledAnalysis.all.first).completedDesigns().map { try Self.margins(0, of: $0) })
    let difference = try pooled.adjustedDifference(of: "H", minus: "E")
    #expect(isClose(difference.value, to: pooled[1].value - pooled[0].value, relative: 1e-12))
    let variance = pooled.covariance[0, 0] + pooled.covariance[1, 1] - 2 * pooled.covariance[0, 1]
    #expect(isClose(difference.standardError, to: variance.squareRoot(), relative: 1e-12))
  }

  @Test func `a level that pooled margins do not have is named with the nearest`() throws {
    let design = try #require(PooledAnalysis.all.first).design()
    let margins = try Self.margins(0, of: design)
    let pooled = try PooledMargins([margins, margins])
    for compare: (PooledMargins) throws -> Void in [
      { _ = try $0.margin(of: "e") }, { _ = try $0.adjustedDifference(of: "E", minus: "e") },
      { _ = try $0.adjustedPrevalenceRatio(of: "e", to: "M") },
    ] {
      let error = #expect(throws: ImputationError.self) { try compare(pooled) }
      #expect(
        error?.description
          == "Term \"factor(stype)\" has no level \"e\" among the complete records.")
    }
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
