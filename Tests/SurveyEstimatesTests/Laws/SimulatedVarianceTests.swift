import Simulations
import SurveyDesigns
import SurveyEstimates
import Testing

/// Every way to find variances, over samples from populations whose variances are known.
///
/// A short form of what `make validate` draws and writes into the documentation.
@Suite("Variances of repeated samples")
struct SimulatedVarianceTests {
  #if DEBUG
  private static let sampleCount = 16
  private static let designs = SimulatedDesign.all(replicates: 20)
  #else
  private static let sampleCount = 200
  private static let designs = SimulatedDesign.all(replicates: 100)
  #endif

  @Test(arguments: designs.indices)
  func `variance estimates are near the variance and intervals cover`(_ number: Int) throws {
    let design = Self.designs[number]
    let performances = try design.performances(samples: Self.sampleCount, seed: 2026)
    for (method, cells) in zip(design.methods, performances) where design.suits(method) {
      #expect(cells.count == SimulatedQuantity.allCases.count || cells.values.allSatisfy { $0.count > 0 })
      for (quantity, cell) in cells {
        let name = "\(design.name), \(method?.name ?? "linearisation"), \(quantity.rawValue)"
        #expect(abs(cell.bias) < 0.05 + 4 * cell.errorOfBias, "\(name): \(cell.bias)")
        #expect(cell.coverage > 0.935 - 4 * cell.errorOfCoverage, "\(name): \(cell.coverage)")
      }
    }
  }

  @Test func `the first stage alone says too little where much of it was drawn`() throws {
    let design = try #require(Self.designs.first { $0.name.hasPrefix("two stages") })
    let performances = try design.performances(samples: Self.sampleCount, seed: 2026)
    let shares = zip(design.methods, performances).map { ($0, $1[.prevalence]?.meanVariance ?? .nan) }
    let whole = try #require(shares.first { $0.0 == nil }).1
    let first = try #require(shares.first { $0.0 == .jackknife }).1
    // The part of the second stage, about a fifth of the variance.
    #expect(first < 0.9 * whole && first > 0.65 * whole)
  }
}

/// Intervals of a share in simple random samples, whose coverage is a finite sum.
@Suite("Exact coverage of intervals")
struct ExactCoverageTests {
  @Test(arguments: [15, 30, 100], IntervalCoverage.shares)
  func `Clopper and Pearson's interval covers at least as often as it says`(_ count: Int, _ share: Double) throws {
    let exact = IntervalCoverage.exact(share: share, count: count)
    // The effective count of a simple random sample is n − 1, a record less than theirs.
    #expect(try #require(exact.coverage[.clopperPearson]) > 0.949)
    // The logit interval does where a hit or more is expected.
    if Double(count) * share >= 1 { #expect(try #require(exact.coverage[.logit]) > 0.93) }
    #expect(abs(exact.atBoundary - exactBoundary(count, share)) < 1e-12)
  }

  private func exactBoundary(_ count: Int, _ share: Double) -> Double {
    (0..<count).reduce(1.0) { product, _ in product * (1 - share) }
      + (0..<count).reduce(1.0) { product, _ in product * share }
  }

  @Test func `simulated samples of clusters have the effective count that they should`() throws {
    for coverage in try IntervalCoverage.simulated(effectiveCount: 100, samples: 60, seed: 7) {
      // The ends p ± 1.96·√(p(1 − p)/100) on average; few samples leave the mean width within a third.
      let expected = 2 * 1.96 * (coverage.share * (1 - coverage.share) / 100).squareRoot()
      #expect(abs(try #require(coverage.width[.wald]) / expected - 1) < 0.35, "\(coverage.share)")
    }
  }
}
