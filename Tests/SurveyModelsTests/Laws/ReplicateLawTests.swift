import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// How the variance that replicates find and the linearised one go together in a model of any kind.
struct ReplicateLawTests {
  /// The made-up sample several times over, each time with units of its own.
  private func design(copies: Int) throws -> SurveyDesign {
    let rows = 400
    let data = try rebuilt(lawSample(rows: rows), rows: (0..<rows * copies).map { $0 % rows }) { 1 + Double($0 % 3) }
    let units = (0..<rows * copies).map { Double($0 / rows * 40 + $0 % 40) }
    return try healthDesign(data.adding("unit", .numbers(units)))
  }

  /// The largest relative gap between a jackknifed and a linearised standard error.
  private func gap(_ model: LawModel, copies: Int) throws -> Double {
    let design = try design(copies: copies)
    let (linear, replicated) = (try model.fitted(design), try model.fitted(design.replicated(.jackknife)))
    expectClose(linear.estimates, to: replicated.estimates, relative: 1e-11)
    return zip(linear.parameters, replicated.parameters).map { abs($1.standardError / $0.standardError - 1) }.max() ?? 0
  }

  // The gap is a/n + b/n² + …, n being the units of a stratum, and here a > 0 is large beside b/n: leaving a unit out moves
  // an estimate further than its linear part says. With the same units twice the gap is therefore near half of what it
  // was, and less than that as b > 0; like 1/n² it would be a quarter.
  @Test(arguments: LawModel.all.filter(\.hasObservedInformation))
  func `the jackknife and linearisation part like 1 over the number of units`(_ model: LawModel) throws {
    let (first, second) = (try gap(model, copies: 1), try gap(model, copies: 2))
    #expect(first < 0.1)
    #expect(0.4 < second / first && second / first < 0.5, "\(first) \(second)")
  }

  // Here a part of the gap does not fall, because the sample is not as the model says.
  @Test(arguments: LawModel.all.filter { !$0.hasObservedInformation })
  func `the jackknife is near the information that is expected, and nearer with more units`(_ model: LawModel) throws {
    let (first, second) = (try gap(model, copies: 1), try gap(model, copies: 2))
    #expect(second < first && first < 0.1, "\(first) \(second)")
  }

  @Test(arguments: LawModel.all.filter { $0.predicts && $0.hasObservedInformation })
  func `replicates of small changes have the linearised covariance of all that is averaged`(_ model: LawModel) throws {
    let design = try design(copies: 1)
    let units = try design.data.numbers(of: "unit").map { Int($0) }
    let step = 3e-4
    var data = design.data
    var names: [String] = []
    for unit in 0..<40 {
      for sign in [1.0, -1] {
        // A unit up, and the nine others of its stratum down, so that the stratum keeps its weight.
        let weights = units.indices.map { row in
          let isSameStratum = units[row] / 10 == unit / 10
          let change = units[row] == unit ? 1 : isSameStratum ? -1.0 / 9 : 0
          return design.weights[row] * (1 + sign * step * change)
        }
        names.append("replicate \(names.count)")
        data = try data.adding(names[names.count - 1], .numbers(weights))
      }
    }
    let replicated = try SurveyDesign(data, weights: "weight", replicateWeights: names, type: .pairedJackknife)
    // Each change is step · n/(n − 1) of a unit's deviation, twice; n = 10.
    let scale = 9.0 / 10 / (2 * step * step)
    let (first, second) = (try model.fitted(design), try model.fitted(replicated))
    let (a, b) = (try #require(first.predictions), try #require(second.predictions))
    // What is left is of the order of the square of the step, 1e-7, times the curvature.
    expectClose(scale * second.covariance, to: first.covariance, relative: 1e-5)
    expectClose(try scale * b.effects().covariance, to: try a.effects().covariance, relative: 1e-5)
    expectClose(
      try scale * b.margins(over: "region").covariance, to: try a.margins(over: "region").covariance, relative: 1e-5)
    let (this, other) = (
      try a.attributableFraction(unexposed: ["sex": "male", "region": "city"]),
      try b.attributableFraction(unexposed: ["sex": "male", "region": "city"])
    )
    for (one, another) in [(this.fraction, other.fraction), (this.people, other.people)] {
      #expect(isClose(scale.squareRoot() * another.standardError, to: one.standardError, relative: 1e-5))
    }
  }
}
