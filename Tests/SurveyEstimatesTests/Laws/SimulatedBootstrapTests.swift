import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import Testing

/// Stratified samples of few units from a population whose mean has a variance that is known exactly.
@Suite("Bootstrap variances of repeated samples")
struct SimulatedBootstrapTests {
  #if DEBUG
  private static let sampleCount = 400
  #else
  private static let sampleCount = 2000
  #endif

  @Test(arguments: [
    (ReplicationMethod.bootstrap(replicates: 80, seed: 1), [6, 4, 9]),
    (.unitBootstrap(replicates: 80, seed: 1), [6, 6, 6]), (.jackknife, [6, 4, 9]),
  ])
  func `the mean variance estimate is the variance`(_ method: ReplicationMethod, _ counts: [Int]) throws {
    let shares = [0.5, 0.2, 0.3]
    let spreads = [4.0, 9.0, 2.0]
    var trueVariance = 0.0
    for stratum in 0..<3 {
      let part = shares[stratum] * spreads[stratum]
      trueVariance += part * part / Double(counts[stratum])
    }
    let variances = FixedOrder.map(blockCount: Self.sampleCount) { number -> Double in
      var random = RandomStream(seed: 99, stream: UInt64(number))
      var (y, weight, stratum): ([Double], [Double], [Double]) = ([], [], [])
      for (position, count) in counts.enumerated() {
        for _ in 0..<count {
          y.append(10 * Double(position) + spreads[position] * random.normal())
          weight.append(shares[position] / Double(count))
          stratum.append(Double(position))
        }
      }
      let data = try? Microdata(
        name: "sample", columns: [("y", .numbers(y)), ("w", .numbers(weight)), ("stratum", .numbers(stratum))])
      let seeded: ReplicationMethod =
        switch method {
        case .bootstrap(let replicates, _): .bootstrap(replicates: replicates, seed: UInt64(number))
        case .unitBootstrap(let replicates, _): .unitBootstrap(replicates: replicates, seed: UInt64(number))
        default: method
        }
      guard let data,
        let design = try? SurveyDesign(data, weights: "w", stages: [Stage(strata: "stratum")]).replicated(seeded),
        let error = try? design.mean(of: "y")[0].standardError
      else { return .nan }
      return error * error
    }
    let (average, spread) = moments(variances)
    // The variance is unbiased for a mean with fixed weights: nothing but the simulation's error separates the two.
    let error = 4 * (spread / Double(Self.sampleCount)).squareRoot()
    #expect(abs(average - trueVariance) < error, "\(average / trueVariance)")
    #expect(error < 0.2 * trueVariance)
  }
}
