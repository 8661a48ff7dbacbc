private import CNumerics
private import Foundation

/// The Cholesky factorisation of a symmetric positive definite matrix.
///
/// ```
/// A = L L'
/// ```
///
/// Only the lower triangle of the matrix is read. Solutions and inverses are refined until they are right to the last
/// bit. R: `chol`, `chol2inv`.
public struct CholeskyFactorization: Sendable {
  /// The factor L, lower triangular.
  public let factor: Matrix
  /// The reciprocal condition number in the 1-norm; below about 1e-15 solutions have no correct digit.
  public let reciprocalCondition: Double
  /// The matrix that was factorised.
  let matrix: Matrix

  /// Factorises a matrix.
  ///
  /// - Throws: ``NumericsError/notSquare(rowCount:columnCount:)``, ``NumericsError/empty(_:)``,
  ///   ``NumericsError/nonFinite(row:column:)`` or ``NumericsError/notPositiveDefinite(minor:)``.
  public init(_ matrix: Matrix) throws(NumericsError) {
    try matrix.validateSquare("matrix to factorise")
    let n = matrix.rowCount
    var factor = matrix
    let minor = unsafe factor.elements.withUnsafeMutableBufferPointer {
      unsafe peilstok_cholesky($0.baseAddress, n)
    }
    if minor > 0 { throw .notPositiveDefinite(minor: Int(minor)) }
    for j in 1..<max(n, 1) {
      for i in 0..<j { factor.elements[j * n + i] = 0 }
    }
    self.factor = factor
    self.matrix = matrix
    reciprocalCondition = Self.reciprocalCondition(of: matrix, factor: factor)
  }

  /// Solves for several right-hand sides, the columns of a matrix.
  public func solve(_ b: Matrix) -> Matrix {
    precondition(b.rowCount == factor.rowCount, "a right-hand side of \(b.rowCount) rows for order \(factor.rowCount)")
    return refined(b, from: unrefined(b), correction: unrefined)
  }

  /// Solves with the factor.
  private func unrefined(_ b: Matrix) -> Matrix { Self.solve(b, with: factor) }

  /// Solves L L' x = b.
  static func solve(_ b: Matrix, with factor: Matrix) -> Matrix {
    var result = b
    unsafe factor.elements.withUnsafeBufferPointer { factor in
      unsafe result.elements.withUnsafeMutableBufferPointer { right in
        unsafe peilstok_cholesky_solve(factor.baseAddress, b.rowCount, right.baseAddress, b.columnCount)
      }
    }
    return result
  }

  /// Solves for one right-hand side.
  public func solve(_ b: [Double]) -> [Double] {
    solve(Matrix(rowCount: b.count, columnCount: 1, columnMajor: b)).elements
  }

  /// Returns the inverse of the matrix, exactly symmetric.
  public func inverse() -> Matrix {
    let n = factor.rowCount
    let identity = Matrix.identity(n)
    var result = refined(identity, from: unrefined(identity), correction: unrefined)
    for j in 0..<n {
      for i in 0..<j { result.elements[j * n + i] = result.elements[i * n + j] }
    }
    return result
  }

  /// The natural logarithm of the determinant.
  public var logDeterminant: Double {
    2 * FixedOrder.sum(factor.diagonal.map { log($0) })
  }
}
