import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// What another unit, origin or reference level of a covariate does to a model of any kind: the parameters are a linear
/// function of those before, and all else is as it was.
struct CovariateLawTests {
  /// What a parameter is in those of the first fit: factors of parameters of the same level of the outcome.
  private typealias Rule = (Coefficient) -> [(term: String, factor: Double)]

  private func expect(
    _ second: LawFit, is first: LawFit, under rule: Rule, location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(second.parameters.count == first.parameters.count, sourceLocation: location)
    var transformation = Matrix(rowCount: second.parameters.count, columnCount: first.parameters.count)
    for (row, parameter) in second.parameters.enumerated() {
      for (term, factor) in rule(parameter) {
        let column = first.parameters.firstIndex { other in
          other.term == term && (other.outcomeLevel == nil || other.outcomeLevel == parameter.outcomeLevel)
        }
        transformation[row, try #require(column, "\(term)")] = factor
      }
    }
    let expected = transformation * first.covariance * transformation.transposed
    expectClose(second.covariance, to: expected, relative: 1e-9, sourceLocation: location)
    for (parameter, estimate) in paired(second.parameters, transformation * first.estimates) {
      // An estimate near 0 is as exact as its standard error is small.
      #expect(
        isClose(parameter.estimate, to: estimate, relative: 1e-10, absolute: 1e-10 * parameter.standardError),
        "\(parameter.term) \(parameter.estimate) \(estimate)", sourceLocation: location)
    }
    #expect(isClose(second.deviance, to: first.deviance, relative: 1e-11), sourceLocation: location)
    #expect(second.degreesOfFreedom == first.degreesOfFreedom, sourceLocation: location)
  }

  private func isOfAge(_ term: String) -> Bool { term.split(separator: ":").contains("age") }

  @Test(arguments: LawModel.all, [1e-60, 1000])
  func `scaling a covariate scales its coefficients and their standard errors`(
    _ model: LawModel, _ factor: Double
  ) throws {
    let data = try lawSample()
    let scaled = try data.adding("age", .numbers(data.numbers(of: "age").map { $0 * factor }))
    try expect(model.fitted(healthDesign(scaled)), is: model.fitted(healthDesign(data))) { parameter in
      [(parameter.term, isOfAge(parameter.term) ? 1 / factor : 1)]
    }
  }

  @Test(arguments: LawModel.all)
  func `moving a covariate moves the coefficients of what it stands beside and nothing else`(
    _ model: LawModel
  ) throws {
    let data = try lawSample()
    let shift = 8.0
    let moved = try data.adding("age", .numbers(data.numbers(of: "age").map { $0 + shift }))
    try expect(model.fitted(healthDesign(moved)), is: model.fitted(healthDesign(data))) { parameter in
      switch parameter.term {
      case "(Intercept)": [(parameter.term, 1), ("age", -shift)]
      case "sexmale": [(parameter.term, 1), ("age:sexmale", -shift)]
      // A threshold has the terms taken from it.
      case parameter.outcomeLevel: [(parameter.term, 1), ("age", shift)]
      default: [(parameter.term, 1)]
      }
    }
  }

  @Test(arguments: LawModel.all)
  func `another reference level is the same fit`(_ model: LawModel) throws {
    let design = try healthDesign(lawSample())
    let (first, second) = (
      try model.fitted(design), try model.fitted(design, region: Categorical("region", reference: "town"))
    )
    try expect(second, is: first) { parameter in
      switch parameter.term {
      case "regioncity": [("regiontown", -1)]
      case "regionvillage": [("regionvillage", 1), ("regiontown", -1)]
      case "(Intercept)": [("(Intercept)", 1), ("regiontown", 1)]
      case parameter.outcomeLevel: [(parameter.term, 1), ("regiontown", -1)]
      default: [(parameter.term, 1)]
      }
    }
    guard let a = first.predictions, let b = second.predictions else { return }
    let levels: [CovariateValue] = ["city", "town", "village"]
    let (these, others) = (try a.margins(over: "region", at: levels), try b.margins(over: "region", at: levels))
    expectClose(these.map(\.value), to: others.map(\.value), relative: 1e-11)
    expectClose(these.covariance, to: others.covariance, relative: 1e-9)
  }

  @Test(arguments: LawModel.all.filter { $0.meansByRegion != nil })
  func `margins of a saturated model are the means of the domains`(_ model: LawModel) throws {
    let design = try healthDesign(lawSample())
    let fit = try model.fitted("region", Terms(), design)
    let predictions = try #require(fit.predictions)
    let margins = try predictions.margins(over: "region")
    let ofRegions = try #require(model.meansByRegion)
    let means = try ofRegions(design)
    expectClose(margins.map(\.value), to: means.map(\.value), relative: 1e-11)
    expectClose(margins.map(\.standardError), to: means.map(\.standardError), relative: 1e-9)
    expectClose(margins.covariance, to: means.covariance, relative: 1e-9)
  }
}
