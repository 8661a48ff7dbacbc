import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import Testing

/// Replicate weights of any size end in numbers or in a sentence.
@Suite("The range of replicate weights")
struct ReplicateRangeTests {
  private func design(smallest: Double, largest: Double) throws -> SurveyDesign {
    let data = try Microdata(
      name: "five",
      columns: [
        ("w", .numbers([smallest, 1, 1, 1, 1])), ("x", .numbers([1, 2, 4, 8, 16])),
        ("r1", .numbers([largest, 1, 2, 1, 1])), ("r2", .numbers([0, 2, 1, 1, 2])),
      ])
    return try SurveyDesign(data, weights: "w", replicateWeights: ["r1", "r2"], type: .bootstrap)
  }

  @Test func `a factor beyond the range is named with its column`() {
    let error = #expect(throws: DesignError.self) { try design(smallest: 1e-200, largest: 1e90) }
    #expect(
      error?.description
        == "Replicate weights in column \"r1\" must be at most 1e100 times the weight of their record; 1 is more.")
  }

  @Test(arguments: [0x1p-1064, 1e-200, 1e-90, 1e-5, 1], [0x1p-1064, 1, 1e80, 1e200, 1e308])
  func `no size of a weight ends in anything but a number or an error`(smallest: Double, largest: Double) {
    guard let design = try? design(smallest: smallest, largest: largest) else { return }
    guard let mean = try? design.mean(of: "x")[0] else { return }
    #expect(mean.value.isFinite && (mean.standardError.isNaN || mean.standardError >= 0))
  }
}
