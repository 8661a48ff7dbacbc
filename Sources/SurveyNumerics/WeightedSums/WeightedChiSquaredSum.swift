private import Foundation

/// The distribution of a weighted sum of independent squared standard normal variables.
///
/// ```
/// Q = sum of weight_i Z_i^2
/// ```
///
/// The null distribution of the Rao-Scott and working likelihood ratio tests. R: `survey::pchisqsum`,
/// `survey::pFsum` for ``upperTailProbability(ofRatio:denominatorDegreesOfFreedom:method:)``.
public struct WeightedChiSquaredSum: Sendable {
  /// A way to compute the tail.
  public enum Method: Sendable, Hashable, CaseIterable {
    /// The saddlepoint approximation (Kuonen 1999): within 14% of tails from one down to 1e-40 in the reference cases.
    case saddlepoint
    /// A scaled chi-squared or F distribution with the right mean and variance.
    case satterthwaite
    /// Numerical inversion of the characteristic function, right to 1e-10 of the tail or better.
    case exact
  }

  /// The weights; they are eigenvalues, so usually above zero.
  public let weights: [Double]

  /// Creates the distribution of a sum.
  public init(weights: [Double]) {
    precondition(!weights.isEmpty && weights.allSatisfy(\.isFinite), "the weights of a sum are \(weights)")
    self.weights = weights
  }

  /// Returns the probability that the sum is above a point.
  public func upperTailProbability(_ x: Double, method: Method) -> Double {
    if !x.isFinite { return x.isNaN ? .nan : x > 0 ? 0 : 1 }
    let form = QuadraticForm(weights: weights, point: x)
    if let certain = form.certainProbability { return certain }
    switch method {
    case .saddlepoint: return form.saddlepointProbability ?? satterthwaite(x, .infinity)
    case .satterthwaite: return satterthwaite(x, .infinity)
    case .exact: return form.exactProbability
    }
  }

  /// Returns the probability that the ratio of the sum to an independent mean square is above a point.
  ///
  /// ```
  /// P(Q / (C / ddf) > x),  C chi-squared with ddf degrees of freedom
  /// ```
  ///
  /// The event is that Q - (x / ddf) C is above zero: a weighted sum again. Without weights other than one, the ratio
  /// divided by their count is an F variable.
  public func upperTailProbability(
    ofRatio x: Double, denominatorDegreesOfFreedom ddf: Double, method: Method
  ) -> Double {
    precondition(ddf > 0, "a denominator with \(ddf) degrees of freedom")
    if ddf == .infinity { return upperTailProbability(x, method: method) }
    if !x.isFinite { return x.isNaN ? .nan : x > 0 ? 0 : 1 }
    let form = QuadraticForm(
      weights: weights + [-x / ddf], multiplicities: [Double](repeating: 1, count: weights.count) + [ddf], point: 0)
    if let certain = form.certainProbability { return certain }
    switch method {
    case .saddlepoint: return form.saddlepointProbability ?? satterthwaite(x, ddf)
    case .satterthwaite: return satterthwaite(x, ddf)
    case .exact: return form.exactProbability
    }
  }

  /// The degrees of freedom are (sum of weights)^2 / sum of squared weights (Satterthwaite 1946).
  private func satterthwaite(_ x: Double, _ ddf: Double) -> Double {
    let largest = weights.reduce(0) { max($0, abs($1)) }
    let sum = weights.reduce(0) { $0 + $1 / largest }
    let squares = weights.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
    // Without a positive mean there is nothing to scale.
    if !(sum > 0) { return .nan }
    return FDistribution(numeratorDegreesOfFreedom: sum * sum / squares, denominatorDegreesOfFreedom: ddf)
      .upperTailProbability(x / (sum * largest))
  }
}
