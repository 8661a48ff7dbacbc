import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

/// A proportion of which R computed an interval (`Tests/Fixtures/estimates/proportion_intervals.R`).
struct IntervalCase: Sendable {
  let method: IntervalMethod
  let proportion: ProportionIntervals
  let level: Double
  let lower: Double
  let upper: Double

  static let all: [IntervalCase] = fixtureRows("estimates/proportion_intervals").map { row in
    guard let method = IntervalMethod(rawValue: row["method"] ?? "") else { fatalError("an unknown method") }
    let number = { (name: String) -> Double in row[name].flatMap(Double.init) ?? .nan }
    return IntervalCase(
      method: method,
      proportion: ProportionIntervals(
        proportion: number("p"), standardError: number("s"), degreesOfFreedom: number("df"),
        unweightedCount: Int(number("n"))),
      level: number("level"), lower: number("lower"), upper: number("upper"))
  }
}

@Suite("Intervals of proportions")
struct ProportionIntervalTests {
  @Test(arguments: IntervalMethod.ofProportions.filter { $0 != .extendedLogit })
  func `the ends are those of R's quantiles`(_ method: IntervalMethod) throws {
    let cases = IntervalCase.all.filter { $0.method == method }
    #expect(cases.count > 50)
    for one in cases {
      let interval = try one.proportion.interval(method, level: one.level).get()
      // Wilson's end at 0 is the rounding of a difference.
      let absolute = method == .wilson ? 1e-16 : 1e-300
      #expect(isClose(interval.lower, to: one.lower, relative: 1e-10, absolute: absolute), "\(one)")
      #expect(isClose(interval.upper, to: one.upper, relative: 1e-10), "\(one)")
    }
  }

  @Test(
    arguments: referenceCases("api", endingWith: "ciprop.sch.wide") + referenceCases("nhanes", endingWith: "ciprop"))
  func `the likelihood interval is near R's spline`(_ reference: ReferenceCase) throws {
    let event =
      reference.data == "nhanes" ? Binary("HI_CHOL", isTrueFor: "1") : Binary("sch.wide", isTrueFor: "Yes")
    let share = try reference.surveyDesign().prevalence(of: event, interval: .likelihood)[0]
    let interval = try #require(share.confidenceInterval)
    for (end, name) in [(interval.lower, "lower"), (interval.upper, "upper")] {
      // R interpolates the likelihood by a spline through ten points, which leaves its ends an error of up to 1.3e-5 in
      // these cases; the ends here solve it.
      #expect(isClose(end, to: reference.number("likelihood", name), relative: 1.3e-5))
    }
  }

  @Test(arguments: IntervalMethod.ofProportions, [0, 0.003, 0.2, 0.5, 0.97, 1])
  func `the complement has the mirrored interval`(_ method: IntervalMethod, _ proportion: Double) throws {
    let error = (proportion * (1 - proportion) / 40).squareRoot()
    let (first, second) = (interval(method, proportion, error), interval(method, 1 - proportion, error))
    guard case .success(let one) = first, case .success(let other) = second else {
      #expect([0, 1].contains(proportion))
      return
    }
    // 1 - 0.003 is off by a rounding that the small end of its mirror magnifies.
    #expect(isClose(one.lower, to: 1 - other.upper, relative: 1e-10, absolute: 1e-14))
    #expect(isClose(one.upper, to: 1 - other.lower, relative: 1e-10, absolute: 1e-14))
    #expect(one.lower <= proportion && proportion <= one.upper && one.lower < one.upper)
    if method != .wald { #expect(one.lower >= 0 && one.upper <= 1) }
  }

  @Test(arguments: IntervalMethod.ofProportions)
  func `without degrees of freedom there is a reason and no interval`(_ method: IntervalMethod) {
    for proportion in [0, 0.3, 1] {
      let result = interval(method, proportion, 0.1, degreesOfFreedom: 0)
      guard case .failure(let reason) = result else {
        Issue.record("an interval without degrees of freedom")
        return
      }
      #expect(reason.diagnostic == .noDegreesOfFreedom)
    }
  }

  private func interval(
    _ method: IntervalMethod, _ proportion: Double, _ error: Double, degreesOfFreedom: Int = 12
  ) -> Result<ConfidenceInterval, ProportionIntervals.Reason> {
    ProportionIntervals(
      proportion: proportion, standardError: error, degreesOfFreedom: Double(degreesOfFreedom), unweightedCount: 50
    ).interval(method, level: 0.95)
  }
}
