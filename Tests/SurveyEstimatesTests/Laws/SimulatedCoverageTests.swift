import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import Testing

/// A finite population from which stratified two-stage samples are drawn again and again.
///
/// The variance of a total is known exactly from the population, that of the other estimates from the samples.
@Suite("Repeated samples of a known population")
struct SimulatedCoverageTests {
  #if DEBUG
  private static let sampleCount = 400
  #else
  private static let sampleCount = 2000
  #endif

  private static let population = FinitePopulation(seed: 11)
  private static let runs: [Run] = {
    let population = Self.population
    return FixedOrder.map(blockCount: sampleCount) { replicate in
      Result { try Run(population.sample(seed: UInt64(1000 + replicate)), population) }
    }
    .compactMap { try? $0.get() }
  }()

  @Test func `every sample gives its estimates`() { #expect(Self.runs.count == Self.sampleCount) }

  @Test func `the variance of a total is unbiased`() {
    let count = Double(Self.runs.count)
    let variances = Self.runs.map { $0.total.standardError * $0.total.standardError }
    let (average, spread) = (variances.reduce(0, +) / count, moments(variances).variance)
    // Four standard errors of the mean of the estimates: nothing else separates it from the true variance.
    let trueVariance = Self.population.varianceOfTotal
    #expect(abs(average - trueVariance) < 4 * (spread / count).squareRoot(), "\(average / trueVariance)")
    let totals = moments(Self.runs.map(\.total.value))
    #expect(abs(totals.average - Self.population.total) < 4 * (totals.variance / count).squareRoot())
  }

  @Test(arguments: SimulatedQuantity.allCases)
  func `the mean variance estimate is the variance of the estimates`(_ quantity: SimulatedQuantity) {
    let count = Double(Self.runs.count)
    let values = Self.runs.map { $0[quantity].value }
    let variances = Self.runs.map { $0[quantity].standardError * $0[quantity].standardError }
    let ratio = moments(variances).average / moments(values).variance
    // Linearisation may be off by 5% with so few units; the variance of R estimates has a relative error √(2/R).
    #expect(abs(ratio - 1) < 0.05 + 3 * (2 / count).squareRoot(), "\(quantity): \(ratio)")
  }

  @Test(arguments: [IntervalMethod.logit, .kornGraubard, .wilson], [false, true])
  func `intervals of a prevalence cover it as often as they say`(_ method: IntervalMethod, _ isCalibrated: Bool) {
    let count = Double(Self.runs.count)
    let intervals = Self.runs.compactMap { $0.intervals[isCalibrated]?[method] }
    #expect(Double(intervals.count) == count)
    let covered = intervals.count { $0.lower <= Self.population.prevalence && Self.population.prevalence <= $0.upper }
    let coverage = Double(covered) / count
    let error = 3 * (0.95 * 0.05 / count).squareRoot()
    // Clopper and Pearson's interval, from which Korn and Graubard's is made, covers at least as often as it says.
    let excess = method == .kornGraubard ? 0.02 : 0.01
    #expect(coverage > 0.95 - 0.01 - error && coverage < 0.95 + excess + error, "\(method): \(coverage)")
  }
}

/// An estimate that each sample gives.
enum SimulatedQuantity: CaseIterable {
  case mean
  case prevalence
  case postStratifiedMean
  case postStratifiedPrevalence
}

/// The estimates from one sample.
private struct Run: Sendable {
  let total: Estimate
  private let estimates: [SimulatedQuantity: Estimate]
  /// The intervals of the prevalence, without and with post-stratification.
  let intervals: [Bool: [IntervalMethod: ConfidenceInterval]]

  init(_ design: SurveyDesign, _ population: FinitePopulation) throws {
    let calibrated = try design.postStratified(to: .counts(of: "kind", population.kinds))
    let event = Binary("event", isTrueFor: "yes")
    total = try design.total(of: "y")[0]
    var intervals: [Bool: [IntervalMethod: ConfidenceInterval]] = [:]
    for (isCalibrated, design) in [(false, design), (true, calibrated)] {
      for method in [IntervalMethod.logit, .kornGraubard, .wilson] {
        intervals[isCalibrated, default: [:]][method] =
          try design.prevalence(of: event, interval: method)[0].confidenceInterval
      }
    }
    self.intervals = intervals
    estimates = [
      .mean: try design.mean(of: "y")[0], .prevalence: try design.prevalence(of: event)[0],
      .postStratifiedMean: try calibrated.mean(of: "y")[0],
      .postStratifiedPrevalence: try calibrated.prevalence(of: event)[0],
    ]
  }

  subscript(quantity: SimulatedQuantity) -> Estimate {
    guard let estimate = estimates[quantity] else { preconditionFailure("no \(quantity)") }
    return estimate
  }
}
