private import Foundation

/// The function of the probability of an outcome up to a level that is a threshold less a sum of terms.
public enum CumulativeLink: String, Sendable, CaseIterable {
  /// log(P/(1 − P)): proportional odds (McCullagh 1980); R `method = "logistic"`.
  case logit
  /// Φ⁻¹(P): a normal variable cut at the thresholds; R `method = "probit"`.
  case probit
  /// log(−log(1 − P)): proportional hazards of the levels; `method = "cloglog"` of R `polr`, not of `svyolr`.
  case cloglog
}

extension CumulativeLink {
  /// The logarithm of F(a) − F(b) with what its derivatives are made of.
  struct Interval {
    /// log(F(a) − F(b)); minus infinity or not a number where a is not above b.
    let logProbability: Double
    /// F′(a)/(F(a) − F(b)).
    let upperRatio: Double
    /// F′(b)/(F(a) − F(b)).
    let lowerRatio: Double
    /// F″(a)/F′(a).
    let upperSlope: Double
    /// F″(b)/F′(b).
    let lowerSlope: Double
  }

  /// Returns the probability between two predictors, of which the upper may be infinite and the lower minus infinity.
  ///
  /// No difference of probabilities near 1 is taken, so that small ones keep their digits.
  func interval(upper a: Double, lower b: Double) -> Interval {
    switch self {
    case .logit:
      // F(a) − F(b) = F(a)(1 − F(b))(1 − exp(b − a)).
      let (upper, lower) = (Tail(a), Tail(b))
      let gap = a == .infinity || b == -.infinity ? 1 : -expm1(b - a)
      return Interval(
        logProbability: upper.logBelow + lower.logAbove + log(gap), upperRatio: upper.above / (lower.above * gap),
        lowerRatio: lower.below / (upper.below * gap), upperSlope: upper.above - upper.below,
        lowerSlope: lower.above - lower.below)
    case .probit:
      let probability = b > 0 ? normalTail(b) - normalTail(a) : normalTail(-a) - normalTail(-b)
      return Interval(
        logProbability: log(probability), upperRatio: normalDensity(a) / probability,
        lowerRatio: normalDensity(b) / probability, upperSlope: -a, lowerSlope: -b)
    case .cloglog:
      // exp(−exp(b)) − exp(−exp(a)) = exp(−exp(b))(1 − exp(exp(b) − exp(a))).
      let (upper, lower) = (exp(a), exp(b))
      let gap = a == .infinity ? 1 : -expm1(lower - upper)
      return Interval(
        logProbability: -lower + log(gap), upperRatio: a == .infinity ? 0 : exp(a + lower - upper) / gap,
        lowerRatio: lower / gap, upperSlope: 1 - upper, lowerSlope: 1 - lower)
    }
  }

  /// F(x), the probability up to a predictor.
  func probability(_ x: Double) -> Double {
    switch self {
    case .logit: Tail(x).below
    case .probit: normalTail(-x)
    case .cloglog: -expm1(-exp(x))
    }
  }

  /// F′(x).
  func density(_ x: Double) -> Double {
    switch self {
    case .logit: Tail(x).below * Tail(x).above
    case .probit: normalDensity(x)
    case .cloglog: exp(x - exp(x))
    }
  }

  /// F″(x).
  func densitySlope(_ x: Double) -> Double {
    switch self {
    case .logit: density(x) * (Tail(x).above - Tail(x).below)
    case .probit: -x * density(x)
    case .cloglog: density(x) * (1 - exp(x))
    }
  }
}

/// Both tails of the logistic distribution at a point.
private struct Tail {
  let below: Double
  let above: Double
  let logBelow: Double
  let logAbove: Double

  init(_ x: Double) {
    let small = exp(-abs(x))
    let (near, far) = (1 / (1 + small), small / (1 + small))
    (below, above) = x >= 0 ? (near, far) : (far, near)
    let logNear = -log1p(small)
    let logFar = x.isInfinite ? -.infinity : logNear - abs(x)
    (logBelow, logAbove) = x >= 0 ? (logNear, logFar) : (logFar, logNear)
  }
}

private func normalTail(_ x: Double) -> Double { erfc(x / 2.0.squareRoot()) / 2 }

private func normalDensity(_ x: Double) -> Double { exp(-x * x / 2) / (2 * Double.pi).squareRoot() }
