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
  private let hasAward = Binary("awards", isTrueFor: "Yes")

  @Test(arguments: PooledAnalysis.all)
  func `equal datasets give the estimates of one, with nothing missing`(_ example: PooledAnalysis) throws {
    let design = try example.design()
    let analyses: [Estimates] = [
      try design.mean(of: "api00", by: "stype"), try design.prevalence(of: hasAward, by: "stype"),
      try design.prevalence(of: hasAward, interval: .wilson), try design.quantile(0.25, of: "api00"),
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
    let fit = try LogisticModel(of: hasAward, on: Number("api00") + Categorical("stype")).fitted(to: design)
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
