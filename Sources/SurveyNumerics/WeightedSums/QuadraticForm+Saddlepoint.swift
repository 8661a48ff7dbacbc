private import Foundation

/// The tail of a quadratic form by saddlepoint.
extension QuadraticForm {
  /// The Lugannani-Rice approximation in Barndorff-Nielsen's form, none close to the mean where it is zero over zero.
  ///
  /// ```
  /// K'(z) = x,  w = sign(z) sqrt(2 (z x - K(z))),  v = z sqrt(K''(z)),  P = upper normal tail of w + log(v / w) / w
  /// ```
  ///
  /// Kuonen (1999), Biometrika 86:929. R's `survey` returns none for |z| below 1e-4 too.
  var saddlepointProbability: Double? {
    let (lower, upper) = domain
    let z = Self.root(between: lower, and: upper) { s in
      let c = cumulant(s)
      return (c.slope, c.curvature)
    }
    if abs(z) < 1e-4 { return nil }
    let c = cumulant(z)
    let w = (z < 0 ? -1 : 1) * (-2 * c.value).squareRoot()
    let v = z * c.curvature.squareRoot()
    if !(v / w > 0) { return nil }
    return NormalDistribution().upperTailProbability(w + log(v / w) / w)
  }
}
