internal import SurveyEstimates
internal import SurveyNumerics

/// Variances that are 0 but for rounding.
extension Double {
  /// A variance, or 0 where it is below 0 by rounding alone: by little beside the sum of its parts.
  fileprivate func withoutRounding(size: Double) -> Double { self < 0 && self > -1e-12 * size ? 0 : self }
}

extension Matrix {
  /// Returns the variance of vᵀθ, this being the covariance of θ.
  func variance(along v: [Double]) -> Double {
    quadraticForm(v).withoutRounding(size: v.indices.reduce(0) { $0 + v[$1] * v[$1] * abs(self[$1, $1]) })
  }

  /// Returns the standard error of vᵀθ; not a number where its variance is negative.
  func standardError(along v: [Double]) -> Double { variance(along: v).squareRoot() }

  /// Returns the standard errors of Tθ, this being the covariance of θ and TVTᵀ that of Tθ.
  func standardErrors(transformedBy transformation: Matrix, to covariance: Matrix) -> [Double] {
    (0..<transformation.rowCount).map { j in
      let size = (0..<transformation.columnCount).reduce(0) { sum, k in
        sum + transformation[j, k] * transformation[j, k] * abs(self[k, k])
      }
      return covariance[j, j].withoutRounding(size: size).squareRoot()
    }
  }
}

extension [Coefficient] {
  /// Says how many of the coefficients have a negative variance, and of which it is unknown.
  func diagnosticsOfVariance(in covariance: Matrix) -> [ModelDiagnostic] {
    let without = indices.filter { self[$0].standardError.isNaN && !self[$0].estimate.isNaN }
    let unknown = without.filter { covariance[$0, $0].isNaN }
    var diagnostics: [ModelDiagnostic] = []
    if without.count > unknown.count { diagnostics.append(.negativeVariance(count: without.count - unknown.count)) }
    if !unknown.isEmpty { diagnostics.append(.unknownVariance(terms: unknown.map { self[$0].term })) }
    return diagnostics
  }
}
