private import Foundation
internal import SurveyNumerics

/// The factorisation of an information matrix whose columns were scaled to length one.
struct ScaledCholesky: Sendable {
  private let factorization: CholeskyFactorization
  private let scales: [Double]

  /// Factorises a matrix; nil where it is singular to working precision.
  init?(_ matrix: Matrix) {
    let scales = matrix.diagonal.map { 1 / $0.squareRoot() }
    guard scales.allSatisfy(\.isFinite) else { return nil }
    var scaled = matrix
    for j in scales.indices {
      for i in scales.indices { scaled[i, j] *= scales[i] * scales[j] }
    }
    guard let factorization = try? CholeskyFactorization(scaled), factorization.reciprocalCondition > 1e-15 else {
      return nil
    }
    self.factorization = factorization
    self.scales = scales
  }

  func solve(_ right: [Double]) -> [Double] {
    zip(factorization.solve(zip(right, scales).map { $0 * $1 }), scales).map { $0 * $1 }
  }

  /// The natural logarithm of the determinant of the matrix.
  var logDeterminant: Double { factorization.logDeterminant - 2 * scales.reduce(0) { $0 + log($1) } }

  /// The inverse of the matrix, exactly symmetric.
  var inverse: Matrix {
    var inverse = factorization.inverse()
    for j in scales.indices {
      for i in scales.indices { inverse[i, j] *= scales[i] * scales[j] }
    }
    return inverse.symmetrized()
  }
}
