import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// A second exact route to every linearised covariance: numeric derivatives by the weight of each record.
///
/// Where every record is a unit drawn with replacement, the covariance is n/(n−1)·Σ(u − ū)(u − ū)ᵀ with u the derivative
/// of the estimates by the weight of a record, times that weight.
@Suite("Derivatives by the weights")
struct DerivativeLawTests {
  private static let rows = 48

  private static let records: LawRecords = {
    let all = LawRecords()
    return all.reordered((0..<all.count).filter { $0 % 3 != 1 }.prefix(rows).map { $0 })
  }()

  private func design(factor: Double = 1, row: Int = 0) throws -> SurveyDesign {
    try SurveyDesign(
      Self.records.replacingNumbers(["weight"]) { $0 == row ? $1 * factor : $1 }.data(), weights: "weight")
  }

  /// Quantiles are steps of the weights: they have no derivative.
  @Test(arguments: LawAnalysis.all.filter { $0.statistic != .quantile }, [[], ["group"]] as [[Categorical]])
  func `the covariance is that of numeric derivatives`(_ analysis: LawAnalysis, _ groups: [Categorical]) throws {
    let whole = try analysis.estimates(design(), groups)
    let step = 1e-4
    let derivatives = try (0..<Self.rows).map { row -> [Double] in
      func values(_ factor: Double) throws -> [Double] {
        try analysis.estimates(design(factor: factor, row: row), groups).map(\.value)
      }
      // Richardson's rule from two central differences.
      let (near, far) = (
        zip(try values(1 + step), try values(1 - step)), zip(try values(1 + 2 * step), try values(1 - 2 * step))
      )
      return zip(near.map { ($0 - $1) / (2 * step) }, far.map { ($0 - $1) / (4 * step) }).map { (4 * $0 - $1) / 3 }
    }
    let n = Double(Self.rows)
    let means = whole.indices.map { j in derivatives.reduce(0.0) { $0 + $1[j] } / n }
    for i in whole.indices where !whole[i].value.isNaN {
      for j in whole.indices where !whole[j].value.isNaN {
        let sum = derivatives.reduce(0.0) { $0 + ($1[i] - means[i]) * ($1[j] - means[j]) }
        let scale = (whole.covariance[i, i] * whole.covariance[j, j]).squareRoot()
        // Central differences with this step are right to about 1e-9.
        #expect(
          isClose(whole.covariance[i, j], to: sum * n / (n - 1), relative: 1e-7, absolute: 1e-7 * scale + 1e-18),
          "\(analysis.name) \(i) \(j): \(whole.covariance[i, j]) \(sum * n / (n - 1))")
      }
    }
    #expect(whole.contains { $0.standardError > 0 })
  }
}
