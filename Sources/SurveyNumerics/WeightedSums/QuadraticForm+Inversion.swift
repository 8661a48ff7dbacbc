private import Foundation

/// The tail of a quadratic form by inversion.
extension QuadraticForm {
  /// The upper tail by the trapezoidal rule along a hyperbola.
  ///
  /// Instead of the imaginary axis, where Imhof's integrand oscillates and decays slowly, the path crosses the real axis
  /// where exp(K(s) - s x) / |s| is smallest and bends to the right, so that exp(-s x) damps it. The integrand is
  /// analytic around the path: the rule converges geometrically, and since no term exceeds the first one, small tails
  /// keep their digits. The step is halved until two results agree.
  var exactProbability: Double {
    if point < 0 { return 1 - mirrored.exactProbability }
    // The tail that is not near one: through a crossing on its own side of the pole at zero.
    let isUpper = excess < 0
    let (lower, upper) = domain
    let crossing =
      isUpper
      ? Self.root(between: 0, and: upper, crossingFunction)
      : Self.root(between: lower, and: 0, crossingFunction)
    let tail = integral(through: crossing)
    return isUpper ? min(max(tail, 0), 1) : 1 - min(max(-tail, 0), 1)
  }

  /// The slope of K(s) - s x - log |s|.
  private func crossingFunction(_ s: Double) -> (value: Double, slope: Double) {
    let c = cumulant(s)
    return (c.slope - 1 / s, c.curvature + 1 / (s * s))
  }

  /// 1 / (2 pi i) times the integral along s = c + r (a (cosh t - 1) + i b sinh t), with a = 0 if the point is zero.
  private func integral(through c: Double) -> Double {
    let (lower, upper) = domain
    let r = min(abs(c), upper - c, c - lower)
    let angle = point > 0 ? Double.pi / 4 : 0
    let top = cumulant(c)
    let height = (top.curvature + 1 / (c * c)).squareRoot()
    // Half the width of the peak, and at most a tenth of the distance to the singularities.
    var step = min(0.125, 0.5 / (height * r))
    var sum = 0.5 * term(0, c, r, angle, top.value) + odd(step, 1, c, r, angle, top.value)
    var result = sum * step
    for _ in 0..<20 {
      step /= 2
      sum += odd(step, 2, c, r, angle, top.value)
      let refined = sum * step
      if abs(refined - result) <= 1e-13 * abs(refined) {
        result = refined
        break
      }
      result = refined
    }
    return result / .pi * exp(top.value)
  }

  /// The sum of the terms at step, step + stride step, and so on, until they no longer count.
  private func odd(
    _ step: Double, _ stride: Double, _ c: Double, _ r: Double, _ angle: Double, _ top: Double
  ) -> Double {
    var sum = 0.0
    var k = 1.0
    var negligible = 0
    while negligible < 8 {
      let t = k * step
      let value = term(t, c, r, angle, top)
      sum += value
      // A term can vanish by its phase; the envelope decides, of which several terms in a row are a sign.
      negligible = abs(value) <= 1e-18 * abs(sum) || t > 600 ? negligible + 1 : 0
      k += stride
    }
    return sum
  }

  /// The real part of exp(K(s) - s x - top) / s ds / dt / i.
  private func term(_ t: Double, _ c: Double, _ r: Double, _ angle: Double, _ top: Double) -> Double {
    let x = c + r * sin(angle) * (cosh(t) - 1)
    let y = r * cos(angle) * sinh(t)
    var logSize = -x * point - top
    var phase = -y * point
    for (w, m) in zip(weights, multiplicities) {
      let real = 1 - 2 * x * w
      let imaginary = -2 * y * w
      logSize -= m * log(hypot(real, imaginary)) / 2
      phase -= m * atan2(imaginary, real) / 2
    }
    // ds / (i s dt), as (dx + i dy) (x - i y) / (i |s|^2).
    let dx = r * sin(angle) * sinh(t)
    let dy = r * cos(angle) * cosh(t)
    let square = x * x + y * y
    let real = (dy * x - dx * y) / square
    let imaginary = -(dx * x + dy * y) / square
    return exp(logSize) * (real * cos(phase) - imaginary * sin(phase))
  }
}
