/// Polynomials of points that are orthogonal over them and of length 1: R `contr.poly(n, scores = points)`.
public struct OrthogonalPolynomials: Sendable {
  /// The points, such as the years of waves.
  public let points: [Double]
  /// The linear polynomial at each point.
  public let linear: [Double]
  /// The quadratic polynomial at each point; nil for two points.
  public let quadratic: [Double]?

  /// Makes the polynomials of at least two points that differ.
  public init(at points: [Double]) {
    precondition(points.count > 1 && Set(points).count == points.count, "polynomials at \(points)")
    self.points = points
    let middle = points.reduce(0, +) / Double(points.count)
    // On a scale near 1, so that squares of years keep their digits.
    let reach = points.reduce(0) { max($0, abs($1 - middle)) }
    let first = points.map { ($0 - middle) / reach }
    linear = first.normalized
    guard points.count > 2 else {
      quadratic = nil
      return
    }
    var second = first.map { $0 * $0 }
    // Twice, because the second pass takes out what rounding left of the first.
    for _ in 0..<2 {
      let mean = second.reduce(0, +) / Double(second.count)
      let slope = zip(second, linear).reduce(0) { $0 + $1.0 * $1.1 }
      second = zip(second, linear).map { $0 - mean - slope * $1 }
    }
    quadratic = second.normalized
  }
}

extension [Double] {
  fileprivate var normalized: [Double] {
    let length = reduce(0) { $0 + $1 * $1 }.squareRoot()
    return map { $0 / length }
  }
}
