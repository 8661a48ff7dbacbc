private import CNumerics
private import Foundation

/// The Cholesky factorisation of a symmetric positive definite matrix.
///
/// ```
/// A = L L'
/// ```
///
/// Only the lower triangle of the matrix is read. Solutions and inverses are refined until they are right to the last
/// bit, so that they do not depend on the processor; the factor itself may. R: `chol`, `chol2inv`.
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
    let info = unsafe factor.elements.withUnsafeMutableBufferPointer {
      unsafe peilstok_cholesky($0.baseAddress, CInt(n))
    }
    if info > 0 { throw .notPositiveDefinite(minor: Int(info)) }
    precondition(info == 0, "dpotrf rejected argument \(-info)")
    for j in 1..<max(n, 1) {
      for i in 0..<j { factor.elements[j * n + i] = 0 }
    }
    var norm = 0.0
    for j in 0..<n {
      var sum = 0.0
      for i in 0..<n { sum += abs(i >= j ? matrix[i, j] : matrix[j, i]) }
      norm = max(norm, sum)
    }
    var reciprocal = 0.0
    let status = unsafe factor.elements.withUnsafeBufferPointer {
      unsafe peilstok_cholesky_condition($0.baseAddress, CInt(n), norm, &reciprocal)
    }
    precondition(status == 0, "dpocon rejected argument \(-status)")
    self.factor = factor
    self.matrix = matrix
    reciprocalCondition = reciprocal
  }

  /// Solves for several right-hand sides, the columns of a matrix.
  public func solve(_ b: Matrix) -> Matrix {
    precondition(b.rowCount == factor.rowCount, "a right-hand side of \(b.rowCount) rows for order \(factor.rowCount)")
    return refined(b, from: unrefined(b), correction: unrefined)
  }

  /// Solves with the factor, as LAPACK does.
  private func unrefined(_ b: Matrix) -> Matrix {
    var result = b
    if b.columnCount == 0 { return result }
    let status = unsafe factor.elements.withUnsafeBufferPointer { factor in
      unsafe result.elements.withUnsafeMutableBufferPointer { right in
        unsafe peilstok_cholesky_solve(
          factor.baseAddress, CInt(b.rowCount), right.baseAddress, CInt(b.columnCount))
      }
    }
    precondition(status == 0, "dpotrs rejected argument \(-status)")
    return result
  }

  /// Solves for one right-hand side.
  public func solve(_ b: [Double]) -> [Double] {
    solve(Matrix(rowCount: b.count, columnCount: 1, columnMajor: b)).elements
  }

  /// Returns the inverse of the matrix, exactly symmetric.
  public func inverse() -> Matrix {
    let n = factor.rowCount
    var result = factor
    let status = unsafe result.elements.withUnsafeMutableBufferPointer {
      unsafe peilstok_cholesky_inverse($0.baseAddress, CInt(n))
    }
    precondition(status == 0, "dpotri returned \(status)")
    for j in 0..<n {
      for i in 0..<j { result.elements[j * n + i] = result.elements[i * n + j] }
    }
    result = refined(Matrix.identity(n), from: result, correction: unrefined)
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
