internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// Clusters of five records with the weights 1, 1, 1, 2 and 3, whose answers have the correlation ρ = 0.2.
///
/// A record repeats the answer of its cluster with probability √ρ and gives one of its own otherwise. With k clusters, S
/// the sum of the weights of one and Q that of their squares, the variance of the weighted share p is exactly
///
///     p(1−p)·((1−ρ)Q + ρS²)/(kS²) = p(1−p)/(2.5k),
///
/// so that 5k records count for 2.5k: a design effect of 2, half of it by clusters and weights each.
struct ClusteredShares: Sendable {
  private static let weights = [1.0, 1, 1, 2, 3]
  private static let correlation = 0.2
  private let clusterCount: Int
  private let design: SurveyDesign

  init(effectiveCount: Int) throws {
    precondition(effectiveCount % 5 == 0, "an effective count of \(effectiveCount)")
    clusterCount = effectiveCount * 2 / 5
    let records = 0..<5 * clusterCount
    let data = try Microdata(
      name: "clusters",
      columns: [
        ("cluster", .numbers(records.map { Double($0 / 5) })),
        ("weight", .numbers(records.map { Self.weights[$0 % 5] })),
      ])
    design = try SurveyDesign(data, weights: "weight", stages: [Stage(units: "cluster")])
  }

  /// Returns what the intervals of each share are made from in one sample.
  func estimates(of shares: [Double], seed: UInt64, sample: Int) throws -> [ProportionIntervals] {
    let columns = shares.enumerated().map { position, share in
      var random = RandomStream(seed: seed, stream: UInt64(sample), substream: UInt64(position))
      let repetition = Self.correlation.squareRoot()
      var codes: [Int32] = []
      for _ in 0..<clusterCount {
        let common: Int32 = random.uniform() < share ? 1 : 0
        for _ in Self.weights {
          codes.append(random.uniform() < repetition ? common : random.uniform() < share ? 1 : 0)
        }
      }
      return ("\(position)", Column.factor(Factor(codes: codes, levels: ["no", "yes"])))
    }
    let statements = shares.indices.map { Binary("\($0)", isTrueFor: "yes") }
    return try design.replacingData(Microdata(name: "answers", columns: columns)).prevalence(of: statements, by: []).map
    {
      ProportionIntervals(
        proportion: $0.value, standardError: $0.standardError, degreesOfFreedom: Double($0.degreesOfFreedom),
        unweightedCount: $0.unweightedCount)
    }
  }
}
