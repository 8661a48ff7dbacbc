internal import Foundation
package import SurveyEstimates
internal import SurveyNumerics

/// How often the intervals of a share hold it, and how wide they are, over samples from a known population.
package struct IntervalCoverage: Sendable {
  /// The share in the population.
  package let share: Double
  /// The number of records of a simple random sample in which a share has the same variance.
  package let effectiveCount: Int
  /// The probability that the interval of each method holds the share, where there is one.
  package private(set) var coverage: [IntervalMethod: Double] = [:]
  /// The mean width of the intervals that exist.
  package private(set) var width: [IntervalMethod: Double] = [:]
  /// The probability that the estimate is 0 or 1, where some methods have no interval.
  package private(set) var atBoundary = 0.0

  private init(share: Double, effectiveCount: Int) {
    self.share = share
    self.effectiveCount = effectiveCount
  }

  /// The shares and effective counts that are looked at.
  package static let shares = [0.01, 0.08, 0.5]
  /// The effective counts that are looked at.
  package static let effectiveCounts = [15, 30, 100, 1000]

  /// Returns the coverage over simple random samples, exactly: every count of hits has its binomial probability.
  package static func exact(share: Double, count: Int) -> IntervalCoverage {
    let outcomes = (0...count).map { hits -> (ProportionIntervals, Double) in
      let (n, x) = (Double(count), Double(hits))
      let logarithm =
        lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * log(share) + (n - x) * log1p(-share)
      let intervals = ProportionIntervals(
        proportion: x / n, standardError: (x / n * (1 - x / n) / (n - 1)).squareRoot(), degreesOfFreedom: n - 1,
        unweightedCount: count)
      return (intervals, exp(logarithm))
    }
    // What has no probability has no part: most counts of a thousand records.
    return IntervalCoverage(share: share, effectiveCount: count).adding(outcomes.filter { $0.1 > 1e-12 })
  }

  /// Returns the coverage over samples of clusters with unequal weights, for every share that is looked at.
  package static func simulated(effectiveCount: Int, samples: Int, seed: UInt64) throws -> [IntervalCoverage] {
    let population = try ClusteredShares(effectiveCount: effectiveCount)
    let estimates = try FixedOrder.map(blockCount: samples) { sample in
      Result { try population.estimates(of: shares, seed: seed, sample: sample) }
    }
    .map { try $0.get() }
    return shares.indices.map { position in
      IntervalCoverage(share: shares[position], effectiveCount: effectiveCount)
        .adding(estimates.map { ($0[position], 1 / Double(samples)) })
    }
  }

  private func adding(_ outcomes: [(intervals: ProportionIntervals, probability: Double)]) -> IntervalCoverage {
    var result = self
    let methods = IntervalMethod.ofProportions
    let sums = FixedOrder.map(blockCount: methods.count) { position -> (covered: Double, width: Double, any: Double) in
      outcomes.reduce(into: (0, 0, 0)) { sums, outcome in
        guard case .success(let interval) = outcome.intervals.interval(methods[position], level: 0.95) else { return }
        if interval.lower <= share, share <= interval.upper { sums.covered += outcome.probability }
        sums.width += (interval.upper - interval.lower) * outcome.probability
        sums.any += outcome.probability
      }
    }
    for (method, sum) in zip(methods, sums) {
      result.coverage[method] = sum.covered / sum.any
      result.width[method] = sum.width / sum.any
    }
    result.atBoundary = outcomes.reduce(0) { sum, outcome in
      sum + (outcome.intervals.proportion <= 0 || outcome.intervals.proportion >= 1 ? outcome.probability : 0)
    }
    return result
  }
}
