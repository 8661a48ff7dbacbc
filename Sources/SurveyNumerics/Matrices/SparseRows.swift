private import CNumerics

/// Rows of a design matrix with an intercept, each with one value for every term.
///
/// A row has at most one value other than 0 among the columns of a term, so that a column and a value for each term say
/// all of it. The matrix itself is written out when cross-products ask for it, which vectors of the processor then form.
package struct SparseRows: Sendable {
  /// The number of columns, that of the intercept included.
  package let columnCount: Int
  /// The number of rows.
  package private(set) var count = 0
  private let termCount: Int
  private let capacity: Int
  private var columns: [Int32]
  private var values: [Double]
  private var dense: [Double] = []
  private var isExpanded = false

  /// Makes room for rows.
  package init(columnCount: Int, termCount: Int, capacity: Int) {
    self.columnCount = columnCount
    self.termCount = termCount
    self.capacity = capacity
    columns = [Int32](repeating: 0, count: termCount * capacity)
    values = [Double](repeating: 0, count: termCount * capacity)
  }

  /// Replaces the rows: a closure writes the column and the value of each row for every term, from a position on.
  ///
  /// The column past the last stands for none.
  package mutating func write(
    count: Int,
    _ fill: (_ term: Int, _ start: Int, _ columns: inout [Int32], _ values: inout [Double]) ->
      Void
  ) {
    precondition(count <= capacity, "\(count) rows where there is room for \(capacity)")
    self.count = count
    isExpanded = false
    for term in 0..<termCount { fill(term, term * count, &columns, &values) }
  }

  /// Writes Xβ for each row.
  package func linearPredictor(_ coefficients: [Double], into predictor: inout [Double]) {
    precondition(coefficients.count == columnCount, "\(coefficients.count) coefficients for \(columnCount) columns")
    precondition(predictor.count >= count, "room for \(predictor.count) predictors of \(count) rows")
    // The column past the last has the coefficient 0.
    let padded = coefficients + [0]
    unsafe columns.withUnsafeBufferPointer { columns in
      unsafe values.withUnsafeBufferPointer { values in
        unsafe padded.withUnsafeBufferPointer { padded in
          unsafe predictor.withUnsafeMutableBufferPointer { predictor in
            unsafe peilstok_sparse_predictor(
              columns.baseAddress, values.baseAddress, termCount, count, padded.baseAddress, columnCount,
              predictor.baseAddress)
          }
        }
      }
    }
  }

  /// Adds Xᵀr to a sum.
  package mutating func addCrossProduct(with residuals: borrowing Span<Double>, to sum: inout [Double]) {
    expand()
    CrossProductAccumulator.add(
      rows: dense.span.extracting(0..<columnCount * count), rowCount: count, times: residuals, to: &sum)
  }

  /// Adds XᵀWX to a running sum.
  package mutating func addCrossProduct(weights: borrowing Span<Double>, to sum: inout CrossProductAccumulator) {
    expand()
    sum.add(rows: dense.span.extracting(0..<columnCount * count), rowCount: count, weights: weights)
  }

  /// Calls a closure with every value other than that of the intercept that a row has.
  package func forEachValue(ofRow row: Int, _ body: (_ column: Int, _ value: Double) -> Void) {
    for term in 0..<termCount {
      let column = Int(columns[term * count + row])
      if column < columnCount { body(column, values[term * count + row]) }
    }
  }

  private mutating func expand() {
    if isExpanded { return }
    isExpanded = true
    let needed = (columnCount + 1) * count
    if dense.count < needed { dense = [Double](repeating: 0, count: (columnCount + 1) * capacity) }
    unsafe columns.withUnsafeBufferPointer { columns in
      unsafe values.withUnsafeBufferPointer { values in
        unsafe dense.withUnsafeMutableBufferPointer { dense in
          unsafe peilstok_sparse_expand(
            columns.baseAddress, values.baseAddress, termCount, count, columnCount, dense.baseAddress)
        }
      }
    }
  }
}
