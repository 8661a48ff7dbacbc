import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyImputation
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

@Suite("Pooled analyses against R")
struct PooledReferenceTests {
  private let hasAward = Binary("awards", isTrueFor: "Yes")

  private func expect(_ found: PooledEstimate, _ expected: PooledAnalysis.Scalar, relative: Double = 1e-10) {
    #expect(isClose(found.value, to: expected.value, relative: relative))
    #expect(isClose(found.standardError, to: expected.se, relative: relative))
    #expect(isClose(found.degreesOfFreedom, to: expected.df, relative: relative))
    #expect(isClose(found.missingInformation.fraction, to: expected.fmi, relative: relative))
    #expect(isClose(found.missingInformation.relativeIncrease, to: expected.increase, relative: relative))
    #expect(isClose(found.confidenceInterval?.lower ?? .nan, to: expected.lower, relative: relative))
    #expect(isClose(found.confidenceInterval?.upper ?? .nan, to: expected.upper, relative: relative))
  }

  @Test(arguments: PooledAnalysis.all)
  func `means, groups, shares and medians agree with mitools and mice`(_ example: PooledAnalysis) throws {
    let designs = try example.completedDesigns()
    expect(try PooledEstimates(designs.map { try $0.mean(of: "api00") })[0], example.mean[0])
    expect(
      try PooledEstimates(designs.map { try $0.prevalence(of: hasAward, interval: .wald) })[0], example.share[0])
    expect(try PooledEstimates(designs.map { try $0.quantile(0.5, of: "api00") })[0], example.median[0])
    let byType = try PooledEstimates(designs.map { try $0.mean(of: "api00", by: "stype") })
    for (found, expected) in paired(byType, example.byType) { expect(found, expected) }
  }

  @Test(arguments: PooledAnalysis.all)
  func `a difference of groups keeps both parts of the covariance`(_ example: PooledAnalysis) throws {
    let designs = try example.completedDesigns()
    let difference = try PooledEstimates(designs.map { try $0.mean(of: "api00", by: "stype") })
      .difference(of: 0, minus: 1)
    #expect(isClose(difference.value, to: example.contrast.value, relative: 1e-10))
    #expect(isClose(difference.standardError, to: example.contrast.se, relative: 1e-10))
  }

  // R's own standard errors of svyglm are up to 6e-8 off their limit: it uses the weights of the iteration before last.
  @Test(arguments: PooledAnalysis.all)
  func `coefficients and D1 of a term agree with mitools, mice and the formula`(_ example: PooledAnalysis) throws {
    let fits = try example.completedDesigns().map {
      try LogisticModel(of: hasAward, on: Number("api00") + Categorical("stype")).fitted(to: $0)
    }
    let pooled = try PooledFit(fits)
    for (found, expected) in paired(pooled.coefficients, example.coefficients) {
      #expect(isClose(found.estimate, to: expected.value, relative: 1e-8))
      #expect(isClose(found.standardError, to: expected.se, relative: 1e-7))
      #expect(isClose(found.degreesOfFreedom, to: expected.df, relative: 1e-7))
      #expect(isClose(found.missingInformation.fraction, to: expected.fmi, relative: 1e-7))
      #expect(isClose(found.confidenceInterval?.lower ?? .nan, to: expected.lower, relative: 1e-7))
    }
    let test = try pooled.waldTest(of: "stype")
    #expect(isClose(test.statistic, to: example.waldOfType.statistic, relative: 1e-7))
    #expect(isClose(test.denominatorDegreesOfFreedom, to: example.waldOfType.df, relative: 1e-7))
    #expect(isClose(test.pValue, to: example.waldOfType.p, relative: 1e-7))
    #expect(isClose(test.relativeIncrease, to: example.waldOfType.increase, relative: 1e-7))
  }

  private func expect(_ found: [PooledCoefficient], _ expected: [PooledAnalysis.Scalar], relative: Double) {
    #expect(found.count == expected.count)
    for (found, expected) in paired(found, expected) {
      #expect(isClose(found.estimate, to: expected.value, relative: relative))
      #expect(isClose(found.standardError, to: expected.se, relative: relative))
      #expect(isClose(found.degreesOfFreedom, to: expected.df, relative: relative))
      #expect(isClose(found.missingInformation.fraction, to: expected.fmi, relative: relative))
      #expect(isClose(found.confidenceInterval?.lower ?? .nan, to: expected.lower, relative: relative))
      #expect(isClose(found.confidenceInterval?.upper ?? .nan, to: expected.upper, relative: relative))
    }
  }

  @Test(arguments: PooledAnalysis.all)
  func `ordinal fits are pooled with their thresholds, and multinomial and Cox fits, as in R`(
    _ example: PooledAnalysis
  ) throws {
    let designs = try example.completedDesigns()
    let type = Categorical("stype")
    let ordinal = try PooledFit(
      designs.map { try OrdinalModel(of: "grade", on: Number("meals") + type).fitted(to: $0) })
    expect(ordinal.coefficients + ordinal.thresholds, example.ordinal, relative: 1e-9)
    #expect(ordinal.thresholds.map(\.outcomeLevel) == ["0|1", "1|2", "2|3"])
    let multinomial = try PooledFit(
      designs.map { try MultinomialModel(of: type, on: Number("api00") + hasAward).fitted(to: $0) })
    expect(multinomial.coefficients, example.multinomial, relative: 1e-9)
    #expect(multinomial.coefficients.map(\.outcomeLevel) == ["H", "H", "H", "M", "M", "M"])
    let cox = try PooledFit(
      designs.map {
        try CoxModel(of: SurvivalTime("api.stu", event: hasAward), on: Number("api00") + type).fitted(to: $0)
      })
    expect(cox.coefficients, example.cox, relative: 1e-9)
  }

  // R's coefficients of svyglm are within about 1e-9 of their limit.
  @Test(arguments: PooledAnalysis.all)
  func `adjusted prevalences, their ratio and their difference are pooled as in R`(_ example: PooledAnalysis) throws {
    let margins = try PooledMargins(
      example.completedDesigns().map {
        try LogisticModel(of: hasAward, on: Number("api00") + Categorical("stype")).fitted(to: $0)
          .predictiveMargins(over: "stype")
      })
    #expect(margins.map(\.level) == ["E", "H", "M"])
    for (found, expected) in paired(margins, example.margins) {
      #expect(isClose(found.value, to: expected.value, relative: 1e-8))
      #expect(isClose(found.standardError, to: expected.se, relative: 1e-8))
      #expect(isClose(found.degreesOfFreedom, to: expected.df, relative: 1e-8))
      #expect(isClose(found.missingInformation.fraction, to: expected.fmi, relative: 1e-8))
      let odds = { (share: Double) in log(share / (1 - share)) }
      let interval = try #require(found.confidenceInterval)
      let reach = (expected.upper - expected.lower) / 2 / (expected.value * (1 - expected.value))
      #expect(isClose(odds(interval.upper) - odds(interval.lower), to: 2 * reach, relative: 1e-8))
    }
    let ratio = try margins.adjustedPrevalenceRatio(of: "E", to: "H")
    let expected = example.comparisons[0]
    #expect(isClose(log(ratio.value), to: expected.value, relative: 1e-8))
    #expect(isClose(ratio.standardError / ratio.value, to: expected.se, relative: 1e-8))
    #expect(isClose(ratio.degreesOfFreedom, to: expected.df, relative: 1e-8))
    #expect(isClose(ratio.missingInformation.fraction, to: expected.fmi, relative: 1e-8))
    #expect(isClose(log(ratio.confidenceInterval?.lower ?? .nan), to: expected.lower, relative: 1e-8))
    #expect(isClose(log(ratio.confidenceInterval?.upper ?? .nan), to: expected.upper, relative: 1e-8))
    let difference = try margins.adjustedDifference(of: "E", minus: "H")
    #expect(isClose(difference.value, to: example.comparisons[1].value, relative: 1e-8))
    #expect(isClose(difference.standardError, to: example.comparisons[1].se, relative: 1e-8))
    #expect(isClose(difference.degreesOfFreedom, to: example.comparisons[1].df, relative: 1e-8))
    #expect(isClose(difference.missingInformation.fraction, to: example.comparisons[1].fmi, relative: 1e-8))
  }

  @Test(arguments: PooledAnalysis.all)
  func `the Rao-Scott test of pooled shares agrees with its formula in R`(_ example: PooledAnalysis) throws {
    let test = try PooledRaoScottTest(of: "stype", with: "awards", in: example.completedDesigns())
    #expect(isClose(test.statistic, to: example.raoScott.statistic, relative: 1e-10))
    #expect(isClose(test.numeratorDegreesOfFreedom, to: example.raoScott.numerator, relative: 1e-10))
    #expect(isClose(test.denominatorDegreesOfFreedom, to: example.raoScott.denominator, relative: 1e-10))
    #expect(isClose(test.pearsonStatistic, to: example.raoScott.pearson, relative: 1e-10))
    #expect(isClose(test.pValue, to: example.raoScott.p, relative: 1e-10))
  }
}
