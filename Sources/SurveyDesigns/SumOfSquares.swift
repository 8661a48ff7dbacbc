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
    SumOfSquares.add(block, columnCount: columnCount, to: &sums)
    block.removeAll(keepingCapacity: true)
  }

  /// Adds the lower triangles of the outer products of the rows of a block.
  private static func add(_ block: [Double], columnCount: Int, to sums: inout [Double]) {
    let block = block.span
    var sums = sums.mutableSpan
    for first in stride(from: 0, to: block.count, by: columnCount) {
      let values = block.extracting(first..<first + columnCount)
      for i in 0..<columnCount {
        let value = values[i]
        guard value != 0 else { continue }
        let start = i * columnCount
        for j in 0...i { sums[start + j] += value * values[j] }
      }
    }
  }
}
