import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

@Suite("Models under calibrated replicates")
struct CalibratedReplicateFitTests {
  @Test(arguments: [("linear", CalibrationMethod.linear), ("raking", .raking)])
  func `a logistic fit of R survey 4_1-1 agrees`(_ name: String, _ method: CalibrationMethod) throws {
    let fixture = WeightingFixture("replicates")
    let design = try SurveyDesign(
      referenceData("apistrat"), weights: "pw", stages: [Stage(strata: "stype", populationSize: "fpc")]
    ).replicated(.jackknife)
      .calibrated(
        to: [.counts(of: "stype", ["E": 4421, "H": 755, "M": 1018]), .total(of: "api99", 3_914_069)], method: method)
    let fit = try ModelFormula(parsing: "sch.wide == Yes ~ ell + meals").fitted(to: design)
    for (coefficient, wanted) in paired(fit.coefficients, fixture.numbers("logistic", of: "apistrat.\(name)")) {
      #expect(isClose(coefficient.estimate, to: wanted, relative: 1e-9))
    }
    for (coefficient, wanted) in paired(fit.coefficients, fixture.numbers("logistic.se", of: "apistrat.\(name)")) {
      #expect(isClose(coefficient.standardError, to: wanted, relative: 1e-8))
    }
  }
}
