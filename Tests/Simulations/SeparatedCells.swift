internal import Foundation
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyModels
internal import SurveyNumerics

/// How often the intervals of a penalised model hold the truth where a cell often has no hit at all.
///
/// A cell of few records of which a share p has the outcome, beside another of 60 of which 40% have it; each record is
/// drawn by itself, or in clusters of four that repeat the answer of the cluster with probability √0.2.
package struct SeparatedCells: Sendable {
  /// The records of the cell.
  package let count: Int
  /// The number of hits that are expected in it.
  package let expectedHits: Double
  /// Whether records are drawn in clusters of four.
  package let isClustered: Bool
  /// The probability that an interval holds the truth: of the odds ratio, where there was no hit, and of the share.
  package private(set) var coverage: [Quantity: Double] = [:]
  /// The part of the samples in which no record of the cell has the outcome.
  package private(set) var withoutHit = 0.0
  /// The number of samples.
  package private(set) var samples = 0

  /// What an interval is of.
  package enum Quantity: String, CaseIterable, Sendable {
    /// The odds ratio of the other cell, by the profile.
    case oddsRatio = "odds ratio"
    /// The same in the samples without a hit.
    case oddsRatioWithoutHit = "odds ratio without a hit"
    /// The share in the cell, by the delta method.
    case share = "share"
  }

  /// The cells that are looked at.
  package static let all: [SeparatedCells] = [false, true].flatMap { isClustered in
    [12, 40, 200].flatMap { count in
      [0.7, 2].map { SeparatedCells(count: count, expectedHits: $0, isClustered: isClustered) }
    }
  }

  private static let otherCount = 60
  private static let otherShare = 0.4
  private static let clusterSize = 4

  private var share: Double { expectedHits / Double(count) }

  private init(count: Int, expectedHits: Double, isClustered: Bool) {
    (self.count, self.expectedHits, self.isClustered) = (count, expectedHits, isClustered)
  }

  /// The standard error that the simulation leaves in a coverage of 0.95.
  package func error(of quantity: Quantity) -> Double {
    let number = Double(samples) * (quantity == .oddsRatioWithoutHit ? withoutHit : 1)
    return (0.95 * 0.05 / max(1, number)).squareRoot()
  }

  /// The coverage that intervals of 95% have at least, as the article says.
  ///
  /// What clusters do to a cell with few hits can hardly be seen. The share's interval by the delta method goes by whole
  /// hits: where fewer than one is expected, that of two hits may end just above the truth, which is one sample in eight.
  package func least(of quantity: Quantity) -> Double {
    switch quantity {
    case .oddsRatio, .oddsRatioWithoutHit: isClustered ? 0.92 : 0.935
    case .share: 0.85
    }
  }

  /// Returns the coverage over samples.
  package func measured(samples: Int, seed: UInt64) throws -> SeparatedCells {
    let outcomes = try FixedOrder.map(blockCount: samples) { sample in
      Result { try outcome(seed: seed, sample: sample) }
    }
    .map { try $0.get() }
    var result = self
    result.samples = samples
    let without = outcomes.filter { $0.hits == 0 }
    result.withoutHit = Double(without.count) / Double(samples)
    let part = { (some: [Outcome], holds: (Outcome) -> Bool) in Double(some.count(where: holds)) / Double(some.count) }
    result.coverage = [
      .oddsRatio: part(outcomes) { $0.holdsRatio }, .oddsRatioWithoutHit: part(without) { $0.holdsRatio },
      .share: part(outcomes) { $0.holdsShare },
    ]
    return result
  }

  private struct Outcome {
    let hits: Int
    let holdsRatio: Bool
    let holdsShare: Bool
  }

  private func outcome(seed: UInt64, sample: Int) throws -> Outcome {
    var random = RandomStream(seed: seed, stream: UInt64(sample), substream: UInt64(2 * count + (isClustered ? 1 : 0)))
    var (y, g, unit): ([Double], [Int32], [Double]) = ([], [], [])
    for (cell, size, share) in [(Int32(0), count, share), (1, Self.otherCount, Self.otherShare)] {
      let length = isClustered ? Self.clusterSize : 1
      for _ in 0..<size / length {
        let number = Double((unit.last ?? 0) + 1)
        let common = random.uniform() < share ? 1.0 : 0
        for _ in 0..<length {
          let repeats = isClustered && random.uniform() < 0.2.squareRoot()
          y.append(repeats ? common : random.uniform() < share ? 1 : 0)
          g.append(cell)
          unit.append(number)
        }
      }
    }
    let data = try Microdata(
      name: "cells",
      columns: [
        ("y", .numbers(y)), ("g", .factor(Factor(codes: g, levels: ["few", "many"]))), ("unit", .numbers(unit)),
      ])
    let design = try SurveyDesign(data, stages: [Stage(units: "unit")])
    let fit = try LogisticModel(of: Binary("y", isTrueFor: "1"), on: Categorical("g")).penalized().fitted(to: design)
    let logit = { (share: Double) in log(share / (1 - share)) }
    let truth = logit(Self.otherShare) - logit(share)
    let margin = try fit.predictiveMargins(over: "g")[0].confidenceInterval
    return Outcome(
      hits: Int(y[..<count].reduce(0, +)),
      holdsRatio: fit.coefficients[1].lower <= truth && truth <= fit.coefficients[1].upper,
      holdsShare: margin.lower <= share && share <= margin.upper)
  }
}
