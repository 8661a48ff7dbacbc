private import CNumerics

/// Products with a transpose.
extension Matrix {
  /// Returns the product of the transpose of this matrix and another matrix.
  ///
  /// ```
  /// A' B
  /// ```
  ///
  /// R: `crossprod(A, B)`. The sums have a fixed order, so the bits are the same on every processor.
  public func crossProduct(with other: Matrix) -> Matrix {
    precondition(rowCount == other.rowCount, "a cross-product of \(rowCount) and \(other.rowCount) rows")
    var result = Matrix(rowCount: columnCount, columnCount: other.columnCount)
    unsafe elements.withUnsafeBufferPointer { left in
      unsafe other.elements.withUnsafeBufferPointer { right in
        unsafe result.elements.withUnsafeMutableBufferPointer { total in
          guard let left = left.baseAddress, let right = right.baseAddress, let total = total.baseAddress else {
            return
          }
          unsafe peilstok_cross_product(left, columnCount, right, other.columnCount, nil, rowCount, 0, total)
        }
      }
    }
    return result
  }

  /// Returns the product of the transpose of this matrix and the matrix, exactly symmetric.
  ///
  /// R: `crossprod(A)`.
  public func crossProduct() -> Matrix {
    var accumulator = CrossProductAccumulator(columnCount: columnCount)
    accumulator.add(rows: elements.span, rowCount: rowCount)
    return accumulator.matrix
  }

  /// Returns the weighted cross-product of a matrix, exactly symmetric.
  ///
  /// ```
  /// X' W X,  W = diag(weights)
  /// ```
  ///
  /// R: `crossprod(X, weights * X)`.
  ///
  /// - Parameters:
  ///   - matrix: The matrix X.
  ///   - weights: One weight for each row; they may be negative.
  /// - Returns: The weighted cross-product.
  public static func weightedCrossProduct(of matrix: Matrix, weights: [Double]) -> Matrix {
    precondition(weights.count == matrix.rowCount, "\(weights.count) weights for \(matrix.rowCount) rows")
    var accumulator = CrossProductAccumulator(columnCount: matrix.columnCount)
    accumulator.add(rows: matrix.elements.span, rowCount: matrix.rowCount, weights: weights.span)
    return accumulator.matrix
  }
}

/// Returns the weighted cross-product of a matrix, exactly symmetric.
///
/// The same as ``Matrix/weightedCrossProduct(of:weights:)``.
public func weightedCrossProduct(of matrix: Matrix, weights: [Double]) -> Matrix {
  Matrix.weightedCrossProduct(of: matrix, weights: weights)
}
