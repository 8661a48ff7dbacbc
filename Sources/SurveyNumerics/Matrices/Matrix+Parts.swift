/// Parts and special matrices.
extension Matrix {
  /// Returns the identity matrix of an order.
  public static func identity(_ n: Int) -> Matrix {
    diagonal([Double](repeating: 1, count: n))
  }

  /// Returns the square matrix with a given diagonal and zeros elsewhere.
  public static func diagonal(_ v: [Double]) -> Matrix {
    var result = Matrix(rowCount: v.count, columnCount: v.count)
    for (i, element) in v.enumerated() { result.elements[i * v.count + i] = element }
    return result
  }

  /// The elements whose row and column are equal.
  public var diagonal: [Double] {
    (0..<min(rowCount, columnCount)).map { elements[$0 * rowCount + $0] }
  }

  /// Returns one column.
  public func column(_ j: Int) -> [Double] {
    precondition(j >= 0 && j < columnCount, "column \(j) of a matrix with \(columnCount)")
    return [Double](elements[j * rowCount..<(j + 1) * rowCount])
  }

  /// Returns one row.
  public func row(_ i: Int) -> [Double] {
    precondition(i >= 0 && i < rowCount, "row \(i) of a matrix with \(rowCount)")
    return (0..<columnCount).map { elements[$0 * rowCount + i] }
  }

  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rowCount: columnCount, columnCount: rowCount)
    for j in 0..<columnCount {
      for i in 0..<rowCount { result.elements[i * columnCount + j] = elements[j * rowCount + i] }
    }
    return result
  }

  /// Returns the elements where some rows and some columns cross, in the order given.
  public func submatrix(rows: [Int], columns: [Int]) -> Matrix {
    var result = Matrix(rowCount: rows.count, columnCount: columns.count)
    for (j, column) in columns.enumerated() {
      for (i, row) in rows.enumerated() { result.elements[j * rows.count + i] = self[row, column] }
    }
    return result
  }

  /// Returns the mean of a square matrix and its transpose.
  public func symmetrized() -> Matrix {
    precondition(rowCount == columnCount, "symmetrizing a matrix of \(rowCount) by \(columnCount)")
    var result = self
    for j in 0..<columnCount {
      for i in 0..<j {
        let mean = (self[i, j] + self[j, i]) / 2
        result[i, j] = mean
        result[j, i] = mean
      }
    }
    return result
  }
}
