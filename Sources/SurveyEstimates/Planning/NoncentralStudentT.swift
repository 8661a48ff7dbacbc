internal import Foundation
internal import SurveyNumerics

/// The distribution of (Z + δ)/√(C/ν) with Z standard normal and C chi-squared: R `pt(t, ν, ncp)`.
struct NoncentralStudentT {
  let degreesOfFreedom: Double

  /// P(T > t) = ∫ Φ̄(ts − δ) g(s) ds over the distribution of s = √(C/ν), by the trapezoidal rule in log s.
  ///
  /// The integrand is analytic and falls off at both ends, so that the rule converges geometrically.
  func upperTailProbability(_ t: Double, noncentrality: Double) -> Double {
    let normal = NormalDistribution()
    let step = min(0.05, 0.1 / (2 * degreesOfFreedom).squareRoot())
    var (sum, weights) = (0.0, 0.0)
    func add(_ w: Double) -> Bool {
      // The logarithm of the density of log s, less its greatest value, which it has at s = 1.
      let density = exp(degreesOfFreedom * (w - expm1(2 * w) / 2))
      weights += density
      sum += density * normal.upperTailProbability(t * exp(w) - noncentrality)
      return density > 1e-20
    }
    _ = add(0)
    for direction in [1.0, -1] {
      var k = 1.0
      while add(direction * k * step) { k += 1 }
    }
    return sum / weights
  }
}
