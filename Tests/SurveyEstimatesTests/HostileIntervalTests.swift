import Foundation
import SurveyEstimates
import SurveyNumerics
import Testing

/// The nine intervals of a share on shares, errors and degrees of freedom at their limits.
@Suite("Intervals of shares at the limits")
struct HostileIntervalTests {
  private static let counts = [2, 3, 50, 100_000]

  @Test(arguments: IntervalMethod.ofProportions)
  func `without degrees of freedom there is a reason and no interval`(_ method: IntervalMethod) {
    for degreesOfFreedom in [0, -1, -.infinity] as [Double] {
      for proportion in [0, 0.3, 1] as [Double] {
        for error in [0, 0.1] as [Double] {
          let intervals = ProportionIntervals(
            proportion: proportion, standardError: error, degreesOfFreedom: degreesOfFreedom, unweightedCount: 50)
          #expect(reason(intervals, method) == .noDegreesOfFreedom)
        }
      }
    }
  }

  @Test(arguments: IntervalMethod.ofProportions)
  func `without a share or its error there is a reason and no interval`(_ method: IntervalMethod) {
    for (proportion, error, wanted) in [
      (Double.nan, 0.1, Diagnostic.emptyDomain), (.nan, .nan, .emptyDomain), (0.3, .nan, .noStandardError),
    ] {
      let intervals = ProportionIntervals(
        proportion: proportion, standardError: error, degreesOfFreedom: 5, unweightedCount: 50)
      #expect(reason(intervals, method) == wanted)
    }
  }

  @Test(arguments: IntervalMethod.ofProportions, counts)
  func `at 0 and 1 an interval has a width or there is a reason`(_ method: IntervalMethod, _ count: Int) throws {
    for degreesOfFreedom in [1, 2, 30, 1e6] as [Double] {
      let ends = [0, 1].map { share in
        ProportionIntervals(
          proportion: share, standardError: 0, degreesOfFreedom: degreesOfFreedom, unweightedCount: count
        ).interval(method, level: 0.95)
      }
      guard case .success(let none) = ends[0], case .success(let all) = ends[1] else {
        for end in ends {
          guard case .failure(let reason) = end else {
            Issue.record("0 and 1 differ")
            continue
          }
          #expect(reason.diagnostic == .shareAtBoundary(method))
        }
        continue
      }
      #expect(none.lower == 0 && none.upper > 0 && none.upper <= 1)
      #expect(all.upper == 1 && all.lower < 1 && all.lower >= 0)
      #expect(abs(none.upper - (1 - all.lower)) < 1e-12)
    }
  }

  @Test(arguments: IntervalMethod.ofProportions, counts)
  func `an interval is a range around its share`(_ method: IntervalMethod, _ count: Int) throws {
    var random = RandomStream(seed: 3, stream: UInt64(count))
    for number in 0..<20 {
      // Shares from a millionth to all but that, and effective counts from one hit to a thousand million; Jeffreys'
      // interval lies above a share of which less than half a hit is there.
      let small = 0.5 * pow(10, -6 * random.uniform())
      let proportion = number % 2 == 0 ? small : 1 - small
      let effectiveCount = pow(10, 9 * random.uniform()) / small
      let error = (proportion * (1 - proportion) / effectiveCount).squareRoot()
      let degreesOfFreedom = Double(1 + random.index(below: min(40, count - 1)))
      let intervals = ProportionIntervals(
        proportion: proportion, standardError: error, degreesOfFreedom: degreesOfFreedom, unweightedCount: count)
      guard case .success(let interval) = intervals.interval(method, level: 0.95) else {
        Issue.record("no \(method.rawValue) interval of \(proportion) with \(error)")
        continue
      }
      let place = Comment(rawValue: "\(method.rawValue) \(proportion) \(error) \(degreesOfFreedom): \(interval)")
      #expect(interval.lower < interval.upper, place)
      #expect(interval.lower <= proportion && proportion <= interval.upper, place)
      // Wald's alone leaves the range of shares.
      #expect(method == .wald || interval.lower >= 0 && interval.upper <= 1, place)
      let mirrored = ProportionIntervals(
        proportion: 1 - proportion, standardError: error, degreesOfFreedom: degreesOfFreedom, unweightedCount: count)
      guard case .success(let mirror) = mirrored.interval(method, level: 0.95) else { continue }
      // 1 − p itself is rounded, which a small standard error magnifies.
      #expect(abs(mirror.lower - (1 - interval.upper)) < 1e-8 && abs(mirror.upper - (1 - interval.lower)) < 1e-8, place)
      guard case .success(let narrow) = intervals.interval(method, level: 0.5) else { continue }
      #expect(narrow.lower >= interval.lower && narrow.upper <= interval.upper, place)
    }
  }

  private func reason(_ intervals: ProportionIntervals, _ method: IntervalMethod) -> Diagnostic? {
    if case .failure(let reason) = intervals.interval(method, level: 0.95) { reason.diagnostic } else { nil }
  }
}
