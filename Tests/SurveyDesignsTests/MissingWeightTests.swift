import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

/// Records without a weight, as a file of a subsample has them.
@Suite struct MissingWeightTests {
  private let stages = [Stage(units: "unit", strata: "stratum")]

  /// Sixty records of which about a third have no weight.
  private func subsample(seed: Int) throws -> (data: Microdata, kept: [Bool]) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let kept = (0..<60).map { $0 < 12 || draw(3) > 0 }
    let columns: [(name: String, values: Column)] = [
      ("w", .numbers(kept.map { $0 ? Double(draw(40) + 4) / 8 : MissingKind.blank.number })),
      ("stratum", .numbers((0..<60).map { Double($0 % 3) })), ("unit", .numbers((0..<60).map { Double($0 % 12) })),
      ("y", .numbers((0..<60).map { _ in Double(draw(100)) })),
      ("r1", .numbers(kept.map { $0 ? Double(draw(40) + 4) / 8 : MissingKind.blank.number })),
      ("r2", .numbers(kept.map { $0 ? Double(draw(40) + 4) / 8 : MissingKind.blank.number })),
    ]
    return (try Microdata(name: "d", columns: columns), kept)
  }

  @Test func `they are an error that counts them unless a rule is named`() throws {
    let (data, kept) = try subsample(seed: 1)
    let missing = kept.count { !$0 }
    #expect(throws: DesignError.invalidWeights(column: "w", missing: missing, negative: 0, infinite: 0)) {
      try SurveyDesign(data, weights: "w")
    }
    let left = try SurveyDesign(data, weights: "w", missingWeights: .exclude)
    #expect(left.data.rowCount == 60 - missing && left.recordsWithoutWeight == missing)
    let zero = try SurveyDesign(data, weights: "w", missingWeights: .zero)
    #expect(zero.data.rowCount == 60 && zero.recordsWithoutWeight == missing)
    #expect(try SurveyDesign(data, missingWeights: .exclude).recordsWithoutWeight == 0)
  }

  /// Law: to exclude them is another file, and zero another column of weights, bit for bit.
  @Test(arguments: 1...25)
  func `excluding is a file without them, and zero a column of weights with zeros`(seed: Int) throws {
    let (data, kept) = try subsample(seed: seed)
    let file = try data.collecting(only: kept)
    var zeros = data
    for name in ["w", "r1", "r2"] {
      zeros = try zeros.adding(name, .numbers(try data.numbers(of: Number(name)).map { $0.isNaN ? 0 : $0 }))
    }
    let pairs = [
      (
        try SurveyDesign(data, weights: "w", stages: stages, missingWeights: .exclude),
        try SurveyDesign(file, weights: "w", stages: stages)
      ),
      (
        try SurveyDesign(data, weights: "w", stages: stages, missingWeights: .zero),
        try SurveyDesign(zeros, weights: "w", stages: stages)
      ),
      (
        try SurveyDesign(data, weights: "w", replicateWeights: ["r1", "r2"], type: .other, missingWeights: .exclude),
        try SurveyDesign(file, weights: "w", replicateWeights: ["r1", "r2"], type: .other)
      ),
      (
        try SurveyDesign(data, weights: "w", replicateWeights: ["r1", "r2"], type: .other, missingWeights: .zero),
        try SurveyDesign(zeros, weights: "w", replicateWeights: ["r1", "r2"], type: .other)
      ),
    ]
    for (found, expected) in pairs {
      #expect(found.weights == expected.weights)
      let totals = try [found, expected].map { try $0.total(of: "y")[0] }
      #expect(totals[0].value == totals[1].value)
      #expect(totals[0].standardError == totals[1].standardError && totals[0].standardError > 0)
      #expect(totals[0].degreesOfFreedom == totals[1].degreesOfFreedom)
    }
  }

  @Test(arguments: MissingWeightRule.allCases)
  func `a rule takes care of missing weights and of no other fault`(rule: MissingWeightRule) throws {
    let data = try Microdata(name: "d", columns: [("w", .numbers([1, -1, MissingKind.blank.number]))])
    #expect(throws: DesignError.invalidWeights(column: "w", missing: rule == .refuse ? 1 : 0, negative: 1, infinite: 0))
    {
      try SurveyDesign(data, weights: "w", missingWeights: rule)
    }
    let none = try Microdata(name: "d", columns: [("w", .numbers([.nan, MissingKind.blank.number]))])
    #expect(throws: DesignError.self) { try SurveyDesign(none, weights: "w", missingWeights: rule) }
  }
}
