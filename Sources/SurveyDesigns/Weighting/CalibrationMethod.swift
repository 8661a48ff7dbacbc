internal import Foundation

/// How far calibration moves weights: the distance between weights before and after that it keeps smallest.
///
/// A weight is multiplied by F(xᵀη), x being the auxiliary variables of its record (Deville and Särndal 1992):
public enum CalibrationMethod: String, Sendable, CaseIterable {
  /// F(u) = 1 + u: generalised regression (R `calfun = "linear"`).
  case linear
  /// F(u) = exp(u): the multiplicative weights of iterative proportional fitting (R `calfun = "raking"`).
  case raking
  /// F(u) from a lower bound L to an upper bound U (R `calfun = "logit"`):
  /// (L(U−1) + U(1−L)e^(Au)) / (U−1 + (1−L)e^(Au)), A = (U−L)/((1−L)(U−1)).
  case logit
  /// F(u) = (v + √(v² + 4))/2, v = asinh(2u): positive and close to linear (R `calfun = cal.sinh`).
  case sinh
}

/// The function that a calibration multiplies weights by, and its derivative.
struct CalibrationFunction: Sendable {
  let method: CalibrationMethod
  /// The bounds of the factor, or nil.
  let bounds: ClosedRange<Double>?

  /// The smallest and the largest factor that can be had.
  var range: (lowest: Double, highest: Double) {
    if let bounds { return (bounds.lowerBound, bounds.upperBound) }
    return (method == .linear ? -.infinity : 0, .infinity)
  }

  /// Returns F(u) and F′(u); the factors of a bounded method that has no bounds of its own are cut off at them.
  func value(_ u: Double) -> (factor: Double, slope: Double) {
    switch method {
    case .linear: return truncated(1 + u, 1)
    case .raking:
      let factor = exp(u)
      return truncated(factor, factor)
    case .sinh:
      let v = asinh(2 * u)
      let root = (v * v + 4).squareRoot()
      let factor = v > 0 ? (v + root) / 2 : 2 / (root - v)
      return truncated(factor, factor / root * 2 / (1 + 4 * u * u).squareRoot())
    case .logit:
      guard let bounds else { preconditionFailure("logit calibration without bounds") }
      let (low, high) = (bounds.lowerBound, bounds.upperBound)
      let scale = (high - low) / ((1 - low) * (high - 1))
      // Written as a share of the way from the lower bound, so that neither tail overflows.
      let share = 1 / (1 + (high - 1) / (1 - low) * exp(-scale * u))
      return (low + (high - low) * share, (high - low) * scale * share * (1 - share))
    }
  }

  private func truncated(_ factor: Double, _ slope: Double) -> (factor: Double, slope: Double) {
    guard let bounds else { return (factor, slope) }
    if factor <= bounds.lowerBound { return (bounds.lowerBound, 0) }
    if factor >= bounds.upperBound { return (bounds.upperBound, 0) }
    return (factor, slope)
  }
}
