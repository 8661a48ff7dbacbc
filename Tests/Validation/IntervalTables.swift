internal import Simulations
internal import SurveyEstimates

/// The coverage and width of every interval of a share.
struct IntervalTables {
  private let simulated: [IntervalCoverage]
  private let exact: [IntervalCoverage]
  private let samples: Int

  init(samples: Int, seed: UInt64) throws {
    self.samples = samples
    simulated = try IntervalCoverage.effectiveCounts.flatMap {
      try IntervalCoverage.simulated(effectiveCount: $0, samples: samples, seed: seed)
    }
    exact = IntervalCoverage.effectiveCounts.flatMap { count in
      IntervalCoverage.shares.map { IntervalCoverage.exact(share: $0, count: count) }
    }
  }

  var sections: [String] {
    [
      "## Measured coverage with clusters and weights\n\nPer cent of the intervals that there are, in \(samples) samples "
        + "of each row; the simulation's standard error is 0.2 points at 95%.\n\n"
        + table(simulated) { percent($0.coverage[$1]) },
      "## Measured mean width with clusters and weights\n\nIn percentage points.\n\n"
        + table(simulated) { percent($0.width[$1]) },
      "## Exact coverage in simple random samples\n\nEvery count of hits with its binomial probability; no simulation.\n\n"
        + table(exact) { percent($0.coverage[$1]) },
      "## Exact mean width in simple random samples\n\nIn percentage points.\n\n"
        + table(exact) { percent($0.width[$1]) },
    ]
  }

  /// Where the default does not cover as the article says.
  var faults: [String] {
    (simulated + exact).filter { $0.share * Double($0.effectiveCount) >= 1 && ($0.coverage[.logit] ?? 0) < 0.93 }.map {
      "The logit interval covers \(percent($0.coverage[.logit]))% at p = \($0.share) and n_eff = \($0.effectiveCount)."
    }
  }

  private func table(
    _ rows: [IntervalCoverage], _ cell: (IntervalCoverage, IntervalMethod) -> String
  ) -> String {
    markdownTable(
      ["n_eff", "p", "estimate 0 or 1"] + IntervalMethod.ofProportions.map(\.rawValue),
      rows.map { row in
        ["\(row.effectiveCount)", "\(row.share)", percent(row.atBoundary)]
          + IntervalMethod.ofProportions.map { cell(row, $0) }
      })
  }
}
