import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

/// Replicate weights that say nothing of a variance: no answer may take that for a variance of 0.
@Suite("Replicates that tell nothing")
struct UntoldReplicateTests {
  private func design(
    _ replicates: [(Double) -> Double], type: ReplicateColumnType = .bootstrap, degreesOfFreedom: Int? = nil
  ) throws -> SurveyDesign {
    let weights: [Double] = [1, 2, 1, 2, 3, 1]
    var columns: [(name: String, values: Column)] = [
      ("w", .numbers(weights)), ("y", .numbers([1, 2, 4, 3, 8, 5])),
      ("g", .factor(Factor(["a", "a", "b", "b", "a", "b"]))),
    ]
    for (number, replicate) in replicates.enumerated() {
      columns.append(("r\(number)", .numbers(weights.map(replicate))))
    }
    return try SurveyDesign(
      Microdata(name: "d", columns: columns), weights: "w", replicateWeights: replicates.indices.map { "r\($0)" },
      type: type, degreesOfFreedom: degreesOfFreedom)
  }

  @Test(arguments: [0.0, 1.0, 0.5], [nil, 3])
  func `replicates that are zero or alike give no standard error, interval or test`(factor: Double, given: Int?) throws
  {
    let design = try design([{ $0 * factor }, { $0 * factor }, { $0 * factor }], degreesOfFreedom: given)
    let all = [
      try design.mean(of: "y"), try design.total(of: "y"), try design.distribution(of: "g"),
      try design.mean(of: "y", by: "g"), try design.ratio(of: "y", to: "w"),
    ]
    for estimate in all.flatMap({ Array($0) }) {
      #expect(estimate.value.isFinite)
      #expect(estimate.standardError.isNaN && estimate.confidenceInterval == nil && !estimate.hasKnownVariance)
      #expect(!estimate.diagnostics.isEmpty)
    }
    let difference = all[3].difference(of: 1, minus: 0)
    #expect(difference.value.isFinite && difference.standardError.isNaN && difference.confidenceInterval == nil)
  }

  @Test func `one replicate that has a value is not enough`() throws {
    let design = try design([{ $0 * 0 }, { $0 * 0 }, { $0 + 1 }])
    let mean = try design.mean(of: "y")[0]
    #expect(mean.standardError.isNaN && mean.confidenceInterval == nil)
  }

  /// Totals that the replicates are calibrated to do not vary, and that is known.
  @Test func `a total on which replicates that differ agree has the standard error 0`() throws {
    let weights: [Double] = [1, 2, 1, 2, 3, 1]
    let columns: [(name: String, values: Column)] = [
      ("w", .numbers(weights)), ("one", .numbers([1, 1, 1, 1, 1, 1])), ("y", .numbers([1, 2, 4, 3, 8, 5])),
      ("r1", .numbers([2, 1, 1, 2, 3, 1])), ("r2", .numbers([1, 2, 2, 1, 1, 3])), ("r3", .numbers([3, 2, 1, 1, 1, 2])),
    ]
    let design = try SurveyDesign(
      Microdata(name: "d", columns: columns), weights: "w", replicateWeights: ["r1", "r2", "r3"], type: .bootstrap)
    let total = try design.total(of: "one")[0]
    #expect(total.value == 10 && total.standardError == 0)
    #expect(try design.mean(of: "y")[0].standardError > 0)
  }
}
