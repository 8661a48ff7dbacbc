import Simulations
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// Every way to find variances, over samples from populations whose variances are known.
///
/// A short form of what `make validate` draws and writes into the documentation.
@Suite("Variances of repeated samples")
struct SimulatedVarianceTests {
  #if DEBUG
  private static let sampleCount = 8
  private static let designs = SimulatedDesign.all(replicates: 10)
  #else
  private static let sampleCount = 200
  private static let designs = SimulatedDesign.all(replicates: 100)
  #endif

  @Test(arguments: designs.indices)
  func `variance estimates are near the variance and intervals cover`(_ number: Int) throws {
    let design = Self.designs[number]
    let performances = try design.performances(samples: Self.sampleCount, seed: 2026)
    for (method, cells) in paired(design.methods, performances) where design.suits(method) {
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
    let performances = try design.performances(of: [.prevalence], samples: Self.sampleCount, seed: 2026)
    let shares = zip(design.methods, performances).map { ($0, $1[.prevalence]?.meanVariance ?? .nan) }
    let whole = try #require(shares.first { $0.0 == nil }).1
    let first = try #require(shares.first { $0.0 == .jackknife }).1
    // The part of the second stage, about a fifth of the variance.
    #expect(first < 0.9 * whole && first > 0.65 * whole)
  }
}

/// Strata of unequal size, where a bootstrap must know how many units each has.
@Suite("Variances in strata of unequal size")
struct UnequalStrataTests {
  @Test func `the jackknife and the Rao-Wu bootstrap of a total have no bias`() throws {
    let design = SimulatedDesign.unequalStrata(replicates: 30)
    let performances = try design.performances(of: [.total], samples: 150, seed: 99)
    for (method, cells) in paired(design.methods, performances) {
      let cell = try #require(cells[.total])
      // Nothing but the simulation's error separates the mean variance of a total from the variance.
      #expect(abs(cell.bias) < 4 * cell.errorOfBias, "\(method?.name ?? ""): \(cell.bias)")
      #expect(cell.errorOfBias < 0.07 && cell.coverage > 0.935 - 4 * cell.errorOfCoverage)
    }
  }
}

/// Post-stratified samples from a population whose share is known.
@Suite("Intervals of a post-stratified prevalence")
struct PostStratifiedCoverageTests {
  private static let sampleCount = 150

  @Test func `intervals cover as often as they say`() throws {
    let population = FinitePopulation(
      seed: 11, sizes: [50, 70, 40], draws: [8, 9, 7], drawing: .withReplacement)
    let truth = SimulatedQuantity.prevalence.value(among: population.persons)
    let methods = [IntervalMethod.logit, .kornGraubard, .wilson]
    let covers = try FixedOrder.map(blockCount: Self.sampleCount) { sample in
      Result { () throws -> [Bool] in
        var random = RandomStream(seed: 1000, stream: UInt64(sample))
        let design = try population.sample(&random).postStratified(to: population.margins[0])
        return try methods.map { method in
          let event = Binary("event", isTrueFor: "yes")
          let interval = try #require(design.prevalence(of: event, interval: method)[0].confidenceInterval)
          return interval.lower <= truth && truth <= interval.upper
        }
      }
    }
    .map { try $0.get() }
    for (position, method) in methods.enumerated() {
      let coverage = Double(covers.count { $0[position] }) / Double(Self.sampleCount)
      let error = 4 * (0.95 * 0.05 / Double(Self.sampleCount)).squareRoot()
      // Clopper and Pearson's interval, from which Korn and Graubard's is made, covers at least as often as it says.
      let excess = method == .kornGraubard ? 0.02 : 0.01
      #expect(coverage > 0.935 - error && coverage < min(0.95 + excess + error, 1), "\(method): \(coverage)")
    }
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
