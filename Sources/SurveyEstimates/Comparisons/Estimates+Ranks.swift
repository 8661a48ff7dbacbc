internal import SurveyNumerics

/// The place of an estimate among others, with the places that its true value may have.
public struct Rank: Sendable, Hashable {
  /// The position of the estimate among the estimates.
  public let position: Int
  /// 1 for the first place; equal estimates share a place.
  public let rank: Int
  /// The best place that the records allow.
  public let lowest: Int
  /// The worst place that the records allow.
  public let highest: Int
}

extension Estimates {
  /// Returns the rank of each estimate that has a value, with a range for its true rank.
  ///
  /// All statements "i lies above j" are tested one-sidedly on the covariance of the estimates, and Holm's adjustment
  /// keeps the probability that any of them is wrong below 1 − level. An estimate with a estimates demonstrably above it
  /// and b below has a rank between a + 1 and k − b, and all these ranges together hold with probability `level`
  /// (Mogstad, Romano, Shaikh and Wilhelm 2024, Review of Economic Studies 91). The test of a pair uses the degrees of
  /// freedom of the records of both.
  ///
  /// - Parameters:
  ///   - isHighestFirst: whether the highest estimate has rank 1.
  ///   - level: the probability with which all ranges hold.
  /// - Returns: The ranks, in the order of the estimates.
  public func ranks(isHighestFirst: Bool = true, level: Double = 0.95) -> [Rank] {
    let known = indices.filter { elements[$0].value.isFinite }
    var pairs: [(above: Int, below: Int)] = []
    var pValues: [Double] = []
    for (order, second) in known.enumerated() {
      for first in known[..<order] {
        let difference = difference(of: first, minus: second, level: level)
        guard !difference.pValue.isNaN else { continue }
        let t = StudentTDistribution(degreesOfFreedom: Double(difference.degreesOfFreedom))
        pairs += isHighestFirst ? [(first, second), (second, first)] : [(second, first), (first, second)]
        pValues += [t.upperTailProbability(difference.statistic), t.upperTailProbability(-difference.statistic)]
      }
    }
    let adjusted = MultiplicityAdjustment.holm.adjusted(pValues)
    let proven = pairs.indices.filter { adjusted[$0] < 1 - level }.map { pairs[$0] }
    return known.map { position in
      let value = elements[position].value
      let better = known.count { isHighestFirst ? elements[$0].value > value : elements[$0].value < value }
      return Rank(
        position: position, rank: better + 1, lowest: 1 + proven.count { $0.below == position },
        highest: known.count - proven.count { $0.above == position })
    }
  }
}
