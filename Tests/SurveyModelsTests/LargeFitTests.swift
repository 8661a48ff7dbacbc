import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

/// Fits to so many records that a part of them finds the start.
struct LargeFitTests {
  private static let regions = ["city", "town", "village"]
  private static let rowCount = 12_000

  /// Records in cells of region and outcome, and the same cells as one record each with the number of records as weight.
  private func sample(_ outcome: (_ row: Int, _ region: Int) -> Bool) throws -> (records: Microdata, cells: Microdata) {
    var stream = Stream(state: 5)
    let codes = (0..<Self.rowCount).map { _ in Int(3 * stream.next()) }
    let outcomes = codes.enumerated().map { outcome($0, $1) ? 1.0 : 0 }
    var counts = [Double](repeating: 0, count: 6)
    for (code, outcome) in paired(codes, outcomes) { counts[2 * code + Int(outcome)] += 1 }
    func made(_ codes: [Int], _ outcomes: [Double], _ weights: [Double]) throws -> Microdata {
      try records(["y": outcomes, "weight": weights], levels: ["region": codes.map { Self.regions[$0] }])
    }
    return (
      try made(codes, outcomes, codes.map { _ in 1 }), try made([0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1], counts)
    )
  }

  private func expectSameFit(_ sample: (records: Microdata, cells: Microdata), link: LinkFunction) throws {
    let model = GeneralizedLinearModel(
      of: Binary("y", isTrueFor: "1"), on: Categorical("region"), family: .binomial, link: link)
    let large = try model.fitted(to: SurveyDesign(sample.records, weights: "weight"))
    let small = try model.fitted(to: SurveyDesign(sample.cells, weights: "weight"))
    #expect(large.unweightedCount == Self.rowCount)
    expectClose(large.coefficients.map(\.estimate), to: small.coefficients.map(\.estimate), relative: 1e-9)
    // Deviances are those of weights with mean 1.
    #expect(isClose(large.deviance / Double(Self.rowCount), to: small.deviance / 6, relative: 1e-11))
  }

  @Test(arguments: [LinkFunction.logit, .probit])
  func `a fit to many records is that to their cells`(_ link: LinkFunction) throws {
    var stream = Stream(state: 7)
    try expectSameFit(sample { _, region in stream.next() < 0.1 + 0.2 * Double(region) }, link: link)
  }

  @Test func `outcomes that no sampled record has are found by the fit to all`() throws {
    // Records 0, 16, 32 ... find the start: in villages none of them has the outcome, so that no start is there.
    var stream = Stream(state: 8)
    try expectSameFit(
      sample { row, region in (region < 2 || row % 16 == 5) && stream.next() < 0.3 }, link: .logit)
  }
}
