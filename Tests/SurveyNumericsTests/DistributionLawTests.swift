import Foundation
import SurveyNumerics
import TestSupport
import Testing

struct DistributionLawTests {
  private static let distributions: [any ContinuousDistribution] = [
    NormalDistribution(), NormalDistribution(mean: -2, standardDeviation: 3),
    StudentTDistribution(degreesOfFreedom: 0.5), StudentTDistribution(degreesOfFreedom: 13.5),
    StudentTDistribution(degreesOfFreedom: .infinity),
    ChiSquaredDistribution(degreesOfFreedom: 0.5), ChiSquaredDistribution(degreesOfFreedom: 71),
    FDistribution(numeratorDegreesOfFreedom: 3, denominatorDegreesOfFreedom: 14.5),
    FDistribution(numeratorDegreesOfFreedom: 2.5, denominatorDegreesOfFreedom: .infinity),
    BetaDistribution(alpha: 0.25, beta: 3), BetaDistribution(alpha: 60, beta: 7.5),
  ]
  private static let probabilities = [1e-12, 1e-4, 0.025, 0.2, 0.375, 0.5, 0.625, 0.95, 0.9999]

  @Test(arguments: distributions.indices)
  func `a quantile inverts the cumulative probability`(index: Int) {
    let distribution = Self.distributions[index]
    for p in Self.probabilities {
      // Rounding the quantile to a double moves the probability by up to this much.
      let x = distribution.quantile(p)
      let rounding = x.ulp * distribution.density(x)
      #expect(isClose(distribution.cumulativeProbability(x), to: p, relative: 1e-14, absolute: rounding))
      let y = distribution.upperQuantile(p)
      let upperRounding = y.ulp * distribution.density(y)
      #expect(isClose(distribution.upperTailProbability(y), to: p, relative: 1e-14, absolute: upperRounding))
    }
  }

  @Test(arguments: distributions.indices)
  func `the two tails add up to one and the quantile rises`(index: Int) {
    let distribution = Self.distributions[index]
    let points = Self.probabilities.map { distribution.quantile($0) }
    #expect(points == points.sorted())
    for x in points {
      let sum = distribution.cumulativeProbability(x) + distribution.upperTailProbability(x)
      #expect(isClose(sum, to: 1, relative: 3e-16))
    }
  }

  @Test(arguments: distributions.indices)
  func `the density is the slope of the cumulative probability`(index: Int) {
    let distribution = Self.distributions[index]
    for p in [0.2, 0.5, 0.8] {
      let x = distribution.quantile(p)
      let step = 1e-5 * max(abs(x), 1e-3)
      // A difference over 2e-5 of x has about 1e-10 of curvature and 1e-11 of rounding; the steep ones have up to 1.1e-8.
      let slope =
        (distribution.cumulativeProbability(x + step) - distribution.cumulativeProbability(x - step)) / (2 * step)
      #expect(isClose(slope, to: distribution.density(x), relative: 2e-8))
    }
  }

  @Test(arguments: distributions.indices)
  func `what is no probability has no quantile`(index: Int) {
    let distribution = Self.distributions[index]
    for p in [-0.1, 1.1, .nan] {
      #expect(distribution.quantile(p).isNaN && distribution.upperQuantile(p).isNaN)
    }
    #expect(distribution.cumulativeProbability(.nan).isNaN && distribution.upperTailProbability(.nan).isNaN)
    #expect(distribution.density(.nan).isNaN)
    #expect(distribution.cumulativeProbability(-.infinity) == 0 && distribution.cumulativeProbability(.infinity) == 1)
    #expect(distribution.upperTailProbability(-.infinity) == 1 && distribution.upperTailProbability(.infinity) == 0)
    #expect(distribution.quantile(0) == distribution.upperQuantile(1))
    #expect(distribution.quantile(1) == distribution.upperQuantile(0))
    #expect(distribution.cumulativeProbability(distribution.quantile(0)) == 0)
  }

  @Test(arguments: [0.5, 1, 7.5, 400], [0.01, 0.7, 2, 35])
  func `the square of a t variable is an F variable`(degreesOfFreedom: Double, t: Double) {
    let student = StudentTDistribution(degreesOfFreedom: degreesOfFreedom)
    let f = FDistribution(numeratorDegreesOfFreedom: 1, denominatorDegreesOfFreedom: degreesOfFreedom)
    // The square is rounded, and the tail multiplies that error by less than one degree of freedom.
    #expect(isClose(2 * student.upperTailProbability(t), to: f.upperTailProbability(t * t), relative: 2e-13))
  }

  @Test(arguments: [(3.0, 8.0), (0.5, 20), (11.5, 2)], [0.1, 0.5, 3])
  func `an F variable is the odds of a beta variable`(shapes: (Double, Double), odds: Double) {
    let (a, b) = shapes
    let f = FDistribution(numeratorDegreesOfFreedom: 2 * a, denominatorDegreesOfFreedom: 2 * b)
    let beta = BetaDistribution(alpha: a, beta: b)
    let expected = beta.cumulativeProbability(odds / (1 + odds))
    #expect(isClose(f.cumulativeProbability(odds * b / a), to: expected, relative: 1e-13))
  }

  @Test(arguments: [1e-6, 0.3, 2, 30, 700])
  func `chi-squared with two degrees of freedom is exponential`(x: Double) {
    let distribution = ChiSquaredDistribution(degreesOfFreedom: 2)
    #expect(isClose(distribution.upperTailProbability(x), to: exp(-x / 2), relative: 1e-14))
    #expect(isClose(distribution.cumulativeProbability(x), to: -expm1(-x / 2), relative: 1e-14))
  }

  @Test func `a quantile outside the range of doubles is zero or infinite`() {
    #expect(StudentTDistribution(degreesOfFreedom: 0.1).upperQuantile(1e-100) == .infinity)
    #expect(BetaDistribution(alpha: 1e-3, beta: 1).quantile(1e-3) == 0)
    #expect(BetaDistribution(alpha: 1, beta: 1e-3).quantile(0.9) == 1)
  }

  @Test func `densities at the ends of the range`() {
    #expect(ChiSquaredDistribution(degreesOfFreedom: 2).density(0) == 0.5)
    #expect(ChiSquaredDistribution(degreesOfFreedom: 1).density(0) == .infinity)
    #expect(BetaDistribution(alpha: 1, beta: 4).density(0) == 4)
    #expect(BetaDistribution(alpha: 2, beta: 1).density(1) == 2)
    #expect(FDistribution(numeratorDegreesOfFreedom: 3, denominatorDegreesOfFreedom: 5).density(0) == 0)
    #expect(isClose(StudentTDistribution(degreesOfFreedom: 1).density(0), to: 1 / .pi, relative: 1e-15))
  }

  private static let extremeDistributions: [any ContinuousDistribution] = [
    StudentTDistribution(degreesOfFreedom: 1e-5), StudentTDistribution(degreesOfFreedom: 9.99e14),
    ChiSquaredDistribution(degreesOfFreedom: 1e-8), ChiSquaredDistribution(degreesOfFreedom: 1e7),
    FDistribution(numeratorDegreesOfFreedom: 1e-10, denominatorDegreesOfFreedom: 1e-10),
    FDistribution(numeratorDegreesOfFreedom: 3, denominatorDegreesOfFreedom: 1e14),
    FDistribution(numeratorDegreesOfFreedom: 0.5, denominatorDegreesOfFreedom: .infinity),
    BetaDistribution(alpha: 1e-8, beta: 1e8), BetaDistribution(alpha: 1e6, beta: 1e6),
  ]

  @Test(arguments: extremeDistributions.indices)
  func `extreme parameters and points have an answer`(index: Int) {
    let distribution = Self.extremeDistributions[index]
    var last = 0.0
    for x in [.leastNonzeroMagnitude, 1e-300, 1e-5, 0.5, 0.9, 1, 1e5, 1e300, Double.greatestFiniteMagnitude] {
      let lower = distribution.cumulativeProbability(x)
      #expect(lower >= last && lower <= 1)
      #expect(isClose(lower + distribution.upperTailProbability(x), to: 1, relative: 3e-16))
      last = lower
    }
    var lastQuantile = -Double.infinity
    for p in [Double.leastNonzeroMagnitude, 1e-300, 1e-5, 0.5, 0.9, 1 - 0x1p-53] {
      let quantile = distribution.quantile(p)
      #expect(quantile >= lastQuantile)
      lastQuantile = quantile
    }
  }
}
