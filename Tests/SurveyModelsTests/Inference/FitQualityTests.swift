import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

/// The area under the operating characteristic and the test of fit, against dense matrices in R and against laws.
struct FitQualityTests {
  @Test(arguments: InferenceReferenceTests.cases)
  func `the area equals the share of all pairs in R, with its error and interval`(_ item: ModelCase) throws {
    guard let expected = try #require(inferenceReference[item.id])["area"] else { return }
    let area = try item.fitted().rankArea()
    #expect(isClose(area.value, to: expected[0], relative: 1e-12))
    #expect(isClose(area.standardError, to: expected[1], relative: 1e-9))
    #expect(isClose(area.confidenceInterval.lower, to: expected[2], relative: 1e-9))
    #expect(isClose(area.confidenceInterval.upper, to: expected[3], relative: 1e-9))
    #expect(Double(area.degreesOfFreedom) == expected[4])
  }

  @Test(arguments: InferenceReferenceTests.cases)
  func `the test of fit equals that of domain means in R`(_ item: ModelCase) throws {
    guard let expected = try #require(inferenceReference[item.id])["goodness"] else { return }
    let test = try item.fitted().goodnessOfFit(groupCount: item.data == "apiclus1" ? 5 : 10)
    #expect(isClose(test.statistic, to: expected[0], relative: 1e-7))
    #expect(Double(test.numeratorDegreesOfFreedom) == expected[1])
    #expect(Double(test.denominatorDegreesOfFreedom) == expected[2])
    #expect(isClose(test.pValue, to: expected[3], relative: 1e-6))
  }

  @Test func `the area of no covariate is a half and that of the other outcome the same`() throws {
    let design = try SurveyDesign(
      healthSample(), weights: "weight", stages: [Stage(units: "unit", strata: "stratum")])
    let (yes, no) = (Binary("y", isTrueFor: "1"), Binary("y", isTrueFor: "0"))
    #expect(try LogisticModel(of: yes).fitted(to: design).rankArea().value == 0.5)
    let terms = Number("age") + Categorical("region")
    let area = try LogisticModel(of: yes, on: terms).fitted(to: design).rankArea()
    let mirrored = try LogisticModel(of: no, on: terms).fitted(to: design).rankArea()
    #expect(isClose(area.value, to: mirrored.value, relative: 1e-12))
    #expect(isClose(area.standardError, to: mirrored.standardError, relative: 1e-10))
  }

  @Test func `replicates and linearisation agree on the area and the fit of many units`() throws {
    let design = try SurveyDesign(
      healthSample(rows: 2000), weights: "weight", stages: [Stage(units: "unit", strata: "stratum")])
    let model = LogisticModel(of: Binary("y", isTrueFor: "1"), on: Number("age") + Categorical("region"))
    let linear = try model.fitted(to: design)
    let replicated = try model.fitted(to: design.replicated(.jackknife))
    let (one, other) = (try linear.rankArea(), try replicated.rankArea())
    #expect(one.value == other.value)
    // Of 2,000 records the jackknife and linearisation are 0.12% apart.
    #expect(isClose(one.standardError, to: other.standardError, relative: 0.0013))
    let (test, again) = (try linear.goodnessOfFit(groupCount: 4), try replicated.goodnessOfFit(groupCount: 4))
    #expect(test.denominatorDegreesOfFreedom == again.denominatorDegreesOfFreedom)
    #expect(again.statistic > 0)
  }

  @Test func `what has no yes and no, or too few groups, is refused`() throws {
    let design = try SurveyDesign(
      healthSample(), weights: "weight", stages: [Stage(units: "unit", strata: "stratum")])
    let line = try GeneralizedLinearModel(of: Number("age"), on: Categorical("sex"), family: .gaussian)
      .fitted(to: design)
    #expect(throws: ModelError.onlyBinomial(family: .gaussian)) { try line.rankArea() }
    #expect(throws: ModelError.onlyBinomial(family: .gaussian)) { try line.goodnessOfFit() }
    #expect(throws: ModelError.criterionNotOffered(family: .gaussian)) { try line.effectiveParameterCount }
    let fit = try LogisticModel(of: Binary("y", isTrueFor: "1")).fitted(to: design)
    #expect(throws: ModelError.goodnessWithoutGroups(groups: 1, degreesOfFreedom: 36)) { try fit.goodnessOfFit() }
  }
}
