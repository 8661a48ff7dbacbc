import SurveyEstimates
import SurveyNumerics
import TestSupport
import Testing

@Suite("Planning the next wave")
struct ChangePlanTests {
  private static let degreesOfFreedom: [Double] = [.infinity, 3, 16, 200]

  private func plan(_ degreesOfFreedom: Double) -> ChangePlan {
    ChangePlan(
      share: 0.08, earlierEffectiveCount: 1200, designEffect: 1.5, responseRate: 0.4, domainShare: 0.5,
      correlation: 0.2, degreesOfFreedom: degreesOfFreedom)
  }

  private func name(_ degreesOfFreedom: Double) -> String {
    degreesOfFreedom.isFinite ? "\(Int(degreesOfFreedom))" : "Inf"
  }

  @Test(arguments: degreesOfFreedom)
  func `power and detectable change agree`(_ degreesOfFreedom: Double) throws {
    let plan = plan(degreesOfFreedom)
    let expected = comparedValues("power.\(name(degreesOfFreedom))")
    let powers = [0.02, -0.03].flatMap { change in
      [500.0, 5000, 50_000].map { plan.power(toDetect: change, sampleSize: $0) }
    }
    for (power, wanted) in paired(powers, expected) {
      // R's pt with a noncentrality is right to about ten digits.
      #expect(isClose(power, to: wanted, relative: 1e-9), "\(power), R \(wanted)")
    }
    let change = try #require(plan.minimumDetectableChange(sampleSize: 20_000))
    // R's root is good to the square root of the precision.
    #expect(isClose(change, to: comparedValues("power.detectable.\(name(degreesOfFreedom))")[0], relative: 1e-7))
  }

  @Test(arguments: degreesOfFreedom, [0.03, -0.03])
  func `size, change and power undo one another`(_ degreesOfFreedom: Double, _ change: Double) throws {
    let plan = plan(degreesOfFreedom)
    for wanted in [0.3, 0.6] {
      let size = try #require(plan.sampleSize(toDetect: change, power: wanted))
      #expect(plan.power(toDetect: change, sampleSize: Double(size)) >= wanted)
      #expect(plan.power(toDetect: change, sampleSize: Double(size - 1)) < wanted)
      let found = try #require(
        plan.minimumDetectableChange(sampleSize: Double(size), power: wanted, isRise: change > 0))
      // A size is a whole number: the change lies between what it detects and what one record fewer does.
      let fewer = try #require(
        plan.minimumDetectableChange(sampleSize: Double(size - 1), power: wanted, isRise: change > 0))
      #expect(abs(found) <= abs(change) && abs(change) < abs(fewer))
    }
  }

  @Test func `a simulated test finds the change as often as planned`() throws {
    let plan = plan(5)
    let (change, size) = (0.03, 4000.0)
    let error = plan.standardError(ofChange: change, sampleSize: size)
    let limit = StudentTDistribution(degreesOfFreedom: 5).upperQuantile(0.025)
    var stream = RandomStream(seed: 28, stream: 1)
    let trials = 40_000
    var found = 0
    for _ in 0..<trials {
      let difference = change + error * stream.normal()
      // A chi-squared of five degrees of freedom is twice a gamma of two and a half.
      let estimated = error * (2 * stream.gamma(shape: 2.5) / 5).squareRoot()
      if abs(difference / estimated) > limit { found += 1 }
    }
    // Three standard errors of forty thousand trials.
    #expect(abs(Double(found) / Double(trials) - plan.power(toDetect: change, sampleSize: size)) < 0.0075)
  }

  @Test func `a change that no size can show has none`() throws {
    let plan = ChangePlan(share: 0.08, earlierEffectiveCount: 50)
    #expect(plan.sampleSize(toDetect: 0.02) == nil)
    #expect(plan.minimumDetectableChange(sampleSize: 10, isRise: false) == nil)
    // Against a known share the earlier wave does not matter: R power.prop.test without pooling.
    let known = ChangePlan(share: 0.08, earlierEffectiveCount: .infinity)
    let z = NormalDistribution().upperQuantile(0.025) + NormalDistribution().quantile(0.8)
    let size = try #require(known.sampleSize(toDetect: 0.02))
    #expect(abs(Double(size) - z * z * 0.1 * 0.9 / (0.02 * 0.02)) < 2)
  }
}
