import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

@Suite("Calibrated weights in R survey 4.5")
struct CalibrationReferenceTests {
  private let schoolTypes = PopulationMargin.counts(of: "stype", ["E": 4421, "H": 755, "M": 1018])
  private let growthTargets = PopulationMargin.counts(of: "sch.wide", ["No": 1072, "Yes": 5122])

  @Test(arguments: referenceCases("api", endingWith: ".poststratify.stype"))
  func `post-stratified means and totals agree`(_ reference: ReferenceCase) throws {
    let design = try reference.surveyDesign().postStratified(to: schoolTypes)
    let (mean, total) = (try design.mean(of: "api00")[0], try design.total(of: "enroll")[0])
    #expect(isClose(mean.value, to: reference.number("mean", "value"), relative: 1e-10))
    #expect(isClose(mean.standardError, to: reference.number("mean", "se"), relative: 1e-10))
    #expect(isClose(total.value, to: reference.number("total", "value"), relative: 1e-10))
    #expect(isClose(total.standardError, to: reference.number("total", "se"), relative: 1e-10))
    let range = reference.numbers("w.range")
    let summary = try #require(design.weightSummary)
    #expect(isClose(summary.minimum, to: range[0], relative: 1e-10))
    #expect(isClose(summary.maximum, to: range[1], relative: 1e-10))
  }

  @Test(arguments: referenceCases("api", endingWith: ".rake.stype.sch.wide"))
  func `raked weights agree`(_ reference: ReferenceCase) throws {
    let design = try reference.surveyDesign().raked(to: [schoolTypes, growthTargets])
    for (weight, wanted) in paired(design.weights.prefix(10), reference.numbers("w.first10")) {
      #expect(isClose(weight, to: wanted, relative: 1e-10))
    }
    let mean = try design.mean(of: "api00")[0]
    #expect(isClose(mean.value, to: reference.number("mean", "value"), relative: 1e-10))
    // R projects on one margin after the other, ten times over, where ours projects on all of them at once; on these two
    // margins its sweeps have converged.
    #expect(isClose(mean.standardError, to: reference.number("mean", "se"), relative: 1e-10))
  }

  @Test(arguments: ["apistrat", "apiclus1"])
  func `post-stratified values printed by R agree`(_ data: String) throws {
    let stages =
      data == "apistrat"
      ? [Stage(strata: "stype", populationSize: "fpc")] : [Stage(units: "dnum", populationSize: "fpc")]
    let design = try SurveyDesign(referenceData(data), weights: "pw", stages: stages).postStratified(to: schoolTypes)
    let (mean, total) = (try design.mean(of: "api00")[0], try design.total(of: "enroll")[0])
    #expect(isClose(mean.value, to: printedValues(data, "ps.mean.est")[0].value, relative: 1e-10))
    #expect(isClose(mean.standardError, to: printedValues(data, "ps.mean.se")[0].value, relative: 1e-10))
    #expect(isClose(total.value, to: printedValues(data, "ps.total.est")[0].value, relative: 1e-10))
    #expect(isClose(total.standardError, to: printedValues(data, "ps.total.se")[0].value, relative: 1e-10))
  }

  @Test(arguments: ["apistrat", "apiclus1"])
  func `raking is the calibration that projects on all margins`(_ data: String) throws {
    // A second exact route: raking to a single margin is post-stratification, in weights and in variance.
    let stages =
      data == "apistrat"
      ? [Stage(strata: "stype", populationSize: "fpc")] : [Stage(units: "dnum", populationSize: "fpc")]
    let design = try SurveyDesign(referenceData(data), weights: "pw", stages: stages)
    let raked = try design.raked(to: [growthTargets]).mean(of: "api00")[0]
    let postStratified = try design.postStratified(to: growthTargets).mean(of: "api00")[0]
    #expect(isClose(raked.value, to: postStratified.value, relative: 1e-12))
    #expect(isClose(raked.standardError, to: postStratified.standardError, relative: 1e-12))
  }
}
