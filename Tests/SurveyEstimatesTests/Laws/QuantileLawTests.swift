import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import Testing

/// Quantiles at the steps of the distribution function, where rounding could tip them to the next value.
@Suite("Quantiles at ties")
struct QuantileLawTests {
  /// A step falls on every tenth of the weight: 1 to 40 in a shuffled order, with equal weights.
  private func design(weight: Double, seed: UInt64) throws -> SurveyDesign {
    var random = SeededGenerator(seed: seed)
    let values = (1...40).map { Double($0) }.shuffled(using: &random)
    let data = try Microdata(
      name: "steps",
      columns: [
        ("y", .numbers(values)), ("w", .numbers([Double](repeating: weight, count: 40))),
      ])
    return try SurveyDesign(data, weights: "w")
  }

  @Test(arguments: [1, 0.1, 0.7, 1.1, 3.3, 1e-7, 123.456, 1.0 / 3], [1, 2, 3] as [UInt64])
  func `the unit of equal weights and the order of the records do not matter`(
    _ weight: Double, _ seed: UInt64
  ) throws {
    let design = try design(weight: weight, seed: seed)
    for tenth in 1...9 {
      let quantile = try design.quantile(Double(tenth) / 10, of: "y")[0]
      #expect(quantile.value == Double(4 * tenth), "the quantile of order 0.\(tenth)")
    }
  }
}
