import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// Answers on a short scale with unequal weights: many records share a value, and steps of the distribution function fall
/// on round shares, where rounding or the order of the records could tip a number.
private struct TiedRecords {
  var values: [Double]
  var weights: [Double]
  var groups: [String]

  init(seed: UInt64, count: Int, equalWeights: Bool) {
    var random = SeededGenerator(seed: seed)
    values = (0..<count).map { _ in Double(1 + Int(random.uniform() * 6)) }
    weights = (0..<count).map { _ in equalWeights ? 1 : Double(1 + Int(random.uniform() * 4)) }
    groups = (0..<count).map { $0 % 3 == 0 ? "a" : "b" }
  }

  func design(order: [Int]? = nil, factor: Double = 1) throws -> SurveyDesign {
    let rows = order ?? Array(values.indices)
    let data = try Microdata(
      name: "tied",
      columns: [
        ("y", .numbers(rows.map { values[$0] })), ("w", .numbers(rows.map { weights[$0] * factor })),
        ("g", .factor(Factor(rows.map { groups[$0] }))),
      ])
    return try SurveyDesign(data, weights: "w")
  }

  func shuffled(seed: UInt64) -> [Int] {
    var random = SeededGenerator(seed: seed)
    return Array(values.indices).shuffled(using: &random)
  }

  /// The same records, each as two with half of its weight.
  var split: TiedRecords {
    var copy = self
    copy.values = values + values
    copy.weights = (weights + weights).map { $0 / 2 }
    copy.groups = groups + groups
    return copy
  }
}

@Suite("Ties and the unit of weights")
struct TiesAndScaleLawTests {
  private static let orders = [0.1, 0.2, 0.25, 0.3, 0.5, 0.6, 0.75, 0.8, 0.9]
  private static let factors = [1, 0.1, 0.7, 3.3, 1e-7, 123.456, 1.0 / 3]

  private func quantiles(_ design: SurveyDesign, _ rule: QuantileRule) throws -> [Double] {
    try design.quantile(Self.orders, of: ["y"], by: ["g"], rule: rule).flatMap {
      [$0.value, $0.standardError, $0.confidenceInterval?.lower ?? .nan, $0.confidenceInterval?.upper ?? .nan]
    }
  }

  private func expectSame(_ one: [Double], _ other: [Double], _ what: String) {
    #expect(one.count == other.count)
    for (a, b) in paired(one, other) {
      #expect(isClose(a, to: b, relative: 1e-10) || (a.isNaN && b.isNaN), "\(what): \(a), \(b)")
    }
  }

  @Test(arguments: QuantileRule.allCases, [1, 2, 3, 4] as [UInt64])
  func `a quantile is the same in any order and unit of the weights`(_ rule: QuantileRule, _ seed: UInt64) throws {
    let records = TiedRecords(seed: seed, count: 40, equalWeights: seed % 2 == 0)
    let expected = try quantiles(records.design(), rule)
    for (position, factor) in Self.factors.enumerated() {
      let design = try records.design(order: records.shuffled(seed: seed + UInt64(position)), factor: factor)
      expectSame(try quantiles(design, rule), expected, "\(rule), weights times \(factor)")
    }
  }

  @Test(arguments: QuantileRule.allCases, [1, 2, 3] as [UInt64])
  func `a quantile does not know over how many records a weight is split`(_ rule: QuantileRule, _ seed: UInt64) throws {
    let records = TiedRecords(seed: seed, count: 30, equalWeights: false)
    let one = try records.design().quantile(Self.orders, of: ["y"], rule: rule).map(\.value)
    expectSame(try records.split.design().quantile(Self.orders, of: ["y"], rule: rule).map(\.value), one, "\(rule)")
  }

  @Test(arguments: RankScore.allCases, [1, 2, 3, 4, 5, 6] as [UInt64])
  func `a rank test is the same in any order and unit of the weights`(_ score: RankScore, _ seed: UInt64) throws {
    let records = TiedRecords(seed: seed, count: 20, equalWeights: seed % 2 == 0)
    func numbers(_ design: SurveyDesign) throws -> [Double] {
      let test = try design.rankTest(score, of: "y", by: "g")
      return [test.value, test.pValue, test.difference?.value ?? .nan]
    }
    let expected = try numbers(records.design())
    for (position, factor) in Self.factors.enumerated() {
      let design = try records.design(order: records.shuffled(seed: seed + UInt64(position)), factor: factor)
      expectSame(try numbers(design), expected, "\(score), weights times \(factor)")
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `shares of the lowest and highest are the same in any order and unit of the weights`(_ seed: UInt64) throws {
    let records = TiedRecords(seed: seed, count: 40, equalWeights: seed % 2 == 0)
    func numbers(_ design: SurveyDesign) throws -> [Double] {
      let ratio = try design.quintileShareRatio(of: ["y"])[0]
      let gini = try design.gini(of: ["y"])[0]
      return [ratio.value, ratio.standardError, gini.value, gini.standardError]
    }
    let expected = try numbers(records.design())
    for (position, factor) in Self.factors.enumerated() {
      let design = try records.design(order: records.shuffled(seed: seed + UInt64(position)), factor: factor)
      expectSame(try numbers(design), expected, "weights times \(factor)")
    }
  }

  @Test func `04-quantile-row-order: equal values are one, whatever their order`() throws {
    for weights in [[0.25, 0.15, 0.35, 0.25], [0.15, 0.25, 0.25, 0.35]] {
      let data = try Microdata(
        name: "b", columns: [("w", .numbers(weights)), ("x", .numbers([2, 2, 3, 3]))])
      let design = try SurveyDesign(data, weights: "w")
      for (rule, expected) in [(QuantileRule.hf4, 13.0 / 6), (.hf5, 2.6), (.hf7, 2.5)] {
        #expect(isClose(try design.quantile([0.5], of: ["x"], rule: rule)[0].value, to: expected, relative: 1e-12))
      }
    }
    // R's way stays at hand, for its values.
    let data = try Microdata(
      name: "b1", columns: [("w", .numbers([0.25, 0.15, 0.35, 0.25])), ("x", .numbers([2, 2, 3, 3]))])
    let found = try SurveyDesign(data, weights: "w").quantile([0.5], of: ["x"], rule: .hf7, ties: .orderOfRecords)[0]
    #expect(isClose(found.value, to: 17.0 / 6, relative: 1e-12))
  }
}
