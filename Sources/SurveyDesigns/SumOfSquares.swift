internal import SurveyNumerics

/// Adds up the outer products of rows, block after block in the order of the rows.
struct SumOfSquares: Sendable {
  private let columnCount: Int
  private var sums: [Double]
  private var block: [Double] = []
  private let rowsPerBlock = 64

  init(columnCount: Int) {
    self.columnCount = columnCount
    sums = [Double](repeating: 0, count: columnCount * columnCount)
    block.reserveCapacity(rowsPerBlock * columnCount)
  }

  /// Adds the outer product of one row with itself.
  mutating func add(_ row: [Double]) {
    block.append(contentsOf: row)
    if block.count == rowsPerBlock * columnCount { flush() }
  }

  /// The sum of the outer products, symmetric to the last bit.
  var matrix: Matrix {
    var copy = self
    copy.flush()
    for i in 0..<columnCount {
      for j in 0..<i { copy.sums[j * columnCount + i] = copy.sums[i * columnCount + j] }
    }
    return Matrix(rowCount: columnCount, columnCount: columnCount, columnMajor: copy.sums)
  }

  private mutating func flush() {
    guard columnCount > 0 else { return }
    for row in 0..<(block.count / columnCount) {
      let base = row * columnCount
      for i in 0..<columnCount {
        let value = block[base + i]
        guard value != 0 else { continue }
        for j in 0...i { sums[i * columnCount + j] += value * block[base + j] }
      }
    }
    block.removeAll(keepingCapacity: true)
  }
}
