/// Raking of equal weights to population counts: iterative proportional fitting (Deming and Stephan 1940).
///
/// Each step multiplies the weights of a level by its count divided by the sum of those weights; the steps go round the
/// margins until every sum is within a relative 1e-12 of its count. In R:
/// `rake(design, list(~sex_age, ~province, ~education), margins, control = list(epsilon = 1e-12))`.
package enum Raking {
  static let tolerance = 1e-12
  static let maximumRounds = 10_000

  /// Returns the raked weights: `levels` holds for each margin the level of each record, as a position in the margin's
  /// list of `counts`.
  package static func weights(levels: [[Int]], counts: [[Int]]) -> [Double] {
    precondition(levels.count == counts.count, "levels for \(levels.count) margins, counts for \(counts.count)")
    var weights = [Double](repeating: 1, count: levels.first?.count ?? 0)
    for _ in 0..<maximumRounds {
      var largestMiss = 0.0
      for (levels, counts) in zip(levels, counts) {
        var sums = [Double](repeating: 0, count: counts.count)
        for (row, level) in levels.enumerated() { sums[level] += weights[row] }
        var factors = [Double](repeating: 1, count: counts.count)
        for level in counts.indices where counts[level] > 0 {
          precondition(sums[level] > 0, "no record at level \(level) of a margin that counts \(counts[level])")
          factors[level] = Double(counts[level]) / sums[level]
          largestMiss = max(largestMiss, abs(factors[level] - 1))
        }
        for (row, level) in levels.enumerated() { weights[row] *= factors[level] }
      }
      if largestMiss <= tolerance { return weights }
    }
    preconditionFailure("weights not raked in \(maximumRounds) rounds")
  }
}
