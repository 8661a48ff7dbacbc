private import CNumerics

/// A running sum of weighted cross-products over blocks of rows.
///
/// ```
/// sum over blocks of X' W X
/// ```
///
/// A block is column-major with its own row count as leading dimension. Blocks that hold the same rows in the same order
/// give the same bits on every processor. For work on several threads, give each block of rows its own accumulator and
/// fold them with ``add(_:)`` in block order.
package struct CrossProductAccumulator: Sendable {
  /// The number of columns of every block.
  package let columnCount: Int
  private var upper: [Double]

  /// Creates an empty sum.
  package init(columnCount: Int) {
    precondition(columnCount >= 0, "cross-products of \(columnCount) columns")
    self.columnCount = columnCount
    upper = [Double](repeating: 0, count: columnCount * columnCount)
  }

  /// Adds the cross-product of a block of rows, each with weight one.
  package mutating func add(rows block: borrowing Span<Double>, rowCount: Int) {
    precondition(block.count == rowCount * columnCount, "\(block.count) elements for \(rowCount) by \(columnCount)")
    unsafe block.withUnsafeBufferPointer { block in
      unsafe upper.withUnsafeMutableBufferPointer { total in
        guard let block = block.baseAddress, let total = total.baseAddress else { return }
        unsafe peilstok_cross_product(block, columnCount, block, columnCount, nil, rowCount, 1, total)
      }
    }
  }

  /// Adds the weighted cross-product of a block of rows.
  package mutating func add(rows block: borrowing Span<Double>, rowCount: Int, weights: borrowing Span<Double>) {
    precondition(block.count == rowCount * columnCount, "\(block.count) elements for \(rowCount) by \(columnCount)")
    precondition(weights.count == rowCount, "\(weights.count) weights for \(rowCount) rows")
    unsafe block.withUnsafeBufferPointer { block in
      unsafe weights.withUnsafeBufferPointer { weights in
        unsafe upper.withUnsafeMutableBufferPointer { total in
          guard let block = block.baseAddress, let total = total.baseAddress else { return }
          unsafe peilstok_cross_product(
            block, columnCount, block, columnCount, weights.baseAddress, rowCount, 1, total)
        }
      }
    }
  }

  /// Adds X'r to a sum, for a block X and a number r for each of its rows.
  package static func add(
    rows block: borrowing Span<Double>, rowCount: Int, times values: borrowing Span<Double>, to sum: inout [Double]
  ) {
    let columnCount = rowCount == 0 ? 0 : block.count / rowCount
    precondition(block.count == rowCount * columnCount, "\(block.count) elements for \(rowCount) rows")
    precondition(values.count == rowCount, "\(values.count) values for \(rowCount) rows")
    precondition(sum.count >= columnCount, "a sum of \(sum.count) for \(columnCount) columns")
    unsafe block.withUnsafeBufferPointer { block in
      unsafe values.withUnsafeBufferPointer { values in
        unsafe sum.withUnsafeMutableBufferPointer { total in
          guard let block = block.baseAddress, let values = values.baseAddress, let total = total.baseAddress else {
            return
          }
          unsafe peilstok_cross_product(block, columnCount, values, 1, nil, rowCount, 0, total)
        }
      }
    }
  }

  /// Adds another running sum.
  package mutating func add(_ other: CrossProductAccumulator) {
    precondition(columnCount == other.columnCount, "cross-products of \(columnCount) and \(other.columnCount) columns")
    for k in upper.indices { upper[k] += other.upper[k] }
  }

  /// The sum, exactly symmetric.
  package var matrix: Matrix {
    var result = Matrix(rowCount: columnCount, columnCount: columnCount, columnMajor: upper)
    for j in 0..<columnCount {
      for i in 0..<j { result.elements[i * columnCount + j] = upper[j * columnCount + i] }
    }
    return result
  }
}
