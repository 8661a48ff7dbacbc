import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import Testing

struct NegativeVarianceTests {
  @Test func `a negative variance leaves a coefficient without a standard error, and says so`() throws {
    // Units are together in the sample more often than apart: Yates and Grundy's estimate is below 0.
    let joint = Matrix(rows: [[0.5, 0.4, 0.4], [0.4, 0.5, 0.4], [0.4, 0.4, 0.5]])
    let design = try SurveyDesign(
      records(["unit": [1, 2, 3], "y": [1, 5, 9], "w": [2, 2, 2]]), weights: "w",
      stages: [Stage(units: "unit", selection: .jointProbabilities(joint))])
    let fit = try GeneralizedLinearModel(of: Number("y"), family: .gaussian).fitted(to: design)
    let coefficient = fit.coefficients[0]
    #expect(fit.covariance[0, 0] < 0 && coefficient.estimate == 5)
    #expect(coefficient.standardError.isNaN && coefficient.pValue.isNaN && coefficient.lower.isNaN)
    #expect(fit.diagnostics == [.negativeVariance(count: 1)])
    #expect(
      "\(fit.diagnostics[0])"
        == "The estimated variance of 1 coefficient is negative, so that it has no standard error.")
    #expect(try fit.prediction(at: [:]).standardError.isNaN)
  }
}
