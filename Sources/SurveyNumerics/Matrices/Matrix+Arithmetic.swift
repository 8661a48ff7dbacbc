/// Sums and multiples of matrices.
extension Matrix {
  /// Returns the sum of two matrices of the same shape.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    left.combined(with: right) { $0 + $1 }
  }

  /// Returns the difference of two matrices of the same shape.
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    left.combined(with: right) { $0 - $1 }
  }

  /// Returns the matrix with every element multiplied by a number.
  public static func * (factor: Double, matrix: Matrix) -> Matrix {
    var result = matrix
    for k in result.elements.indices { result.elements[k] *= factor }
    return result
  }

  /// Returns the matrix product.
  ///
  /// The sums have a fixed order, so the bits are the same on every processor.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(
      left.columnCount == right.rowCount,
      "a product of \(left.rowCount) by \(left.columnCount) and \(right.rowCount) by \(right.columnCount)")
    return left.transposed.crossProduct(with: right)
  }

  /// Returns the product of a matrix and a column vector.
  public static func * (left: Matrix, right: [Double]) -> [Double] {
    precondition(
      left.columnCount == right.count,
      "a product of \(left.rowCount) by \(left.columnCount) and a vector of \(right.count)")
    var result = [Double](repeating: 0, count: left.rowCount)
    for j in 0..<left.columnCount {
      let factor = right[j]
      let start = j * left.rowCount
      for i in 0..<left.rowCount { result[i] += left.elements[start + i] * factor }
    }
    return result
  }

  /// Returns the quadratic form of a vector.
  ///
  /// ```
  /// v' A v
  /// ```
  public func quadraticForm(_ v: [Double]) -> Double {
    precondition(rowCount == v.count, "a quadratic form of \(rowCount) by \(columnCount) and a vector of \(v.count)")
    return FixedOrder.sum(zip(v, self * v).map { $0 * $1 })
  }

  private func combined(with other: Matrix, _ operation: (Double, Double) -> Double) -> Matrix {
    precondition(
      rowCount == other.rowCount && columnCount == other.columnCount,
      "matrices of \(rowCount) by \(columnCount) and \(other.rowCount) by \(other.columnCount)")
    var result = self
    for k in elements.indices { result.elements[k] = operation(elements[k], other.elements[k]) }
    return result
  }
}

extension Matrix {
  /// Returns the matrix with each row and column multiplied by its factor.
  package func scaled(by factors: [Double]) -> Matrix {
    precondition(
      factors.count == rowCount && factors.count == columnCount, "\(factors.count) factors for a matrix of \(rowCount)")
    var matrix = self
    for j in factors.indices {
      for i in factors.indices { matrix[i, j] *= factors[i] * factors[j] }
    }
    return matrix
  }
}
