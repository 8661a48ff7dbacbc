private import CNumerics

/// The eigenvalues and eigenvectors of a symmetric matrix.
///
/// ```
/// A = V diag(values) V'
/// ```
///
/// Only the lower triangle of the matrix is read. The sign of an eigenvector is free: here its largest element is
/// positive. R: `eigen(A, symmetric = TRUE)`, which sorts the other
/// way round.
public struct SymmetricEigen: Sendable {
  /// The eigenvalues, ascending.
  public let values: [Double]
  /// The eigenvectors of length one, as columns in the order of the values.
  public let vectors: Matrix

  /// Decomposes a matrix.
  ///
  /// - Throws: ``NumericsError/notSquare(rowCount:columnCount:)``, ``NumericsError/empty(_:)``,
  ///   ``NumericsError/nonFinite(row:column:)`` or ``NumericsError/didNotConverge(_:iterations:)``.
  public init(_ matrix: Matrix) throws(NumericsError) {
    try matrix.validateSquare("matrix to decompose")
    let n = matrix.rowCount
    var vectors = matrix
    var values = [Double](repeating: 0, count: n)
    var work = [Double](repeating: 0, count: 3 * n)
    let unfinished = unsafe vectors.elements.withUnsafeMutableBufferPointer { vectors in
      unsafe values.withUnsafeMutableBufferPointer { values in
        unsafe work.withUnsafeMutableBufferPointer { work in
          unsafe peilstok_symmetric_eigen(vectors.baseAddress, n, values.baseAddress, work.baseAddress)
        }
      }
    }
    // The iteration takes at most 30 steps for each eigenvalue.
    if unfinished > 0 { throw .didNotConverge("eigenvalue iteration", iterations: 30 * n) }
    for j in 0..<n {
      let range = j * n..<(j + 1) * n
      let largest = range.max { abs(vectors.elements[$0]) < abs(vectors.elements[$1]) } ?? range.lowerBound
      if vectors.elements[largest] < 0 {
        for k in range { vectors.elements[k] = -vectors.elements[k] }
      }
    }
    self.values = values
    self.vectors = vectors
  }

  /// Returns the number of eigenvalues larger in size than a share of the largest.
  public func rank(tolerance: Double = 1e-11) -> Int {
    let bound = tolerance * largestSize
    return values.count { abs($0) > bound }
  }

  /// Returns the Moore-Penrose inverse, exactly symmetric.
  ///
  /// - Parameter tolerance: Eigenvalues at most this share of the largest in size count as zero.
  /// - Returns: The pseudo-inverse.
  public func pseudoInverse(tolerance: Double = 1e-11) -> Matrix {
    let bound = tolerance * largestSize
    let weights = values.map { abs($0) > bound ? 1 / $0 : 0 }
    return Matrix.weightedCrossProduct(of: vectors.transposed, weights: weights)
  }

  private var largestSize: Double { values.reduce(0) { max($0, abs($1)) } }
}
