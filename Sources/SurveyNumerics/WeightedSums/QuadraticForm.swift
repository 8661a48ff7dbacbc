internal import Foundation

/// A weighted sum of independent chi-squared variables and a point, through the cumulant generating function.
///
/// ```
/// K(s) = -1/2 sum of m_i log(1 - 2 s w_i),   P(Q > x) = 1 / (2 pi i) integral of exp(K(s) - s x) / s ds
/// ```
///
/// The integral runs upward through the real axis between zero and the first singularity on the right. Everything is
/// scaled so that the largest positive weight is one.
struct QuadraticForm {
  let weights: [Double]
  let multiplicities: [Double]
  let point: Double

  /// Creates the form; weights of zero drop out.
  init(weights: [Double], multiplicities: [Double]? = nil, point: Double) {
    let multiplicities = multiplicities ?? [Double](repeating: 1, count: weights.count)
    let positive = weights.max() ?? 0
    let largest = positive > 0 ? positive : weights.reduce(0) { max($0, abs($1)) }
    let kept = weights.indices.filter { weights[$0] != 0 && multiplicities[$0] != 0 }
    self.weights = kept.map { weights[$0] / largest }
    self.multiplicities = kept.map { multiplicities[$0] }
    self.point = largest > 0 ? point / largest : point
  }

  private init(scaled weights: [Double], _ multiplicities: [Double], _ point: Double) {
    self.weights = weights
    self.multiplicities = multiplicities
    self.point = point
  }

  /// The form and the point with their signs exchanged: its lower tail is this one's upper tail.
  var mirrored: QuadraticForm { QuadraticForm(scaled: weights.map(-), multiplicities, -point) }

  /// The probability where the sign of the sum alone decides it.
  var certainProbability: Double? {
    if weights.isEmpty { return point < 0 ? 1 : 0 }
    if point <= 0 && weights.allSatisfy({ $0 > 0 }) { return 1 }
    if point >= 0 && weights.allSatisfy({ $0 < 0 }) { return 0 }
    return nil
  }

  /// The mean of the sum, less the point.
  var excess: Double { cumulant(0).slope }

  /// The interval of the real axis where the cumulant generating function exists.
  var domain: (lower: Double, upper: Double) {
    let largest = weights.max() ?? 0
    let smallest = weights.min() ?? 0
    return (smallest < 0 ? 0.5 / smallest : -.infinity, largest > 0 ? 0.5 / largest : .infinity)
  }

  /// K(s) - s x and its first two derivatives at a real s.
  func cumulant(_ s: Double) -> (value: Double, slope: Double, curvature: Double) {
    var value = -s * point
    var slope = -point
    var curvature = 0.0
    for (w, m) in zip(weights, multiplicities) {
      let ratio = w / (1 - 2 * s * w)
      value -= m * log1p(-2 * s * w) / 2
      slope += m * ratio
      curvature += 2 * m * ratio * ratio
    }
    return (value, slope, curvature)
  }

  /// Returns where a rising function crosses zero between two ends, the first of which may be infinite.
  ///
  /// Newton steps, halving the bracket whenever they leave it.
  static func root(
    between lower: Double, and upper: Double, _ function: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var below = lower
    var above = upper
    var s: Double
    switch (lower.isFinite, upper.isFinite) {
    case (true, true): s = (lower + upper) / 2
    case (true, false): s = lower + 1
    case (false, true): s = upper - 1
    case (false, false): s = 0
    }
    for _ in 0..<400 {
      let (value, slope) = function(s)
      if value == 0 { return s }
      if value < 0 { below = s } else { above = s }
      var next = s - value / slope
      if !(next > below && next < above) {
        if !below.isFinite {
          next = above - 2 * max(abs(above), 1)
        } else if !above.isFinite {
          next = below + 2 * max(abs(below), 1)
        } else {
          next = (below + above) / 2
        }
      }
      if abs(next - s) <= 4e-16 * abs(s) || next == below || next == above { return next }
      s = next
    }
    return s
  }
}
