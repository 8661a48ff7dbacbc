/// A dense matrix of numbers, stored column by column; the leading dimension is the row count.
public struct Matrix: Sendable, Hashable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The elements, column by column.
  public package(set) var elements: [Double]

  /// Creates a matrix with every element equal to one value.
  public init(rowCount: Int, columnCount: Int, repeating value: Double = 0) {
    precondition(rowCount >= 0 && columnCount >= 0, "a matrix of \(rowCount) by \(columnCount)")
    self.rowCount = rowCount
    self.columnCount = columnCount
    elements = [Double](repeating: value, count: rowCount * columnCount)
  }

  /// Creates a matrix from its elements, column by column.
  public init(rowCount: Int, columnCount: Int, columnMajor elements: [Double]) {
    precondition(
      elements.count == rowCount * columnCount,
      "\(elements.count) elements for a matrix of \(rowCount) by \(columnCount)")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  /// Creates a matrix from its rows, all of the same length.
  public init(rows: [[Double]]) {
    let columnCount = rows.first?.count ?? 0
    self.init(rowCount: rows.count, columnCount: columnCount)
    for (i, row) in rows.enumerated() {
      precondition(row.count == columnCount, "row \(i) has \(row.count) elements instead of \(columnCount)")
      for (j, element) in row.enumerated() { self[i, j] = element }
    }
  }

  /// Accesses an element.
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(
        row < rowCount && column < columnCount, "element (\(row), \(column)) of \(rowCount) by \(columnCount)")
      return elements[column * rowCount + row]
    }
    set {
      precondition(
        row < rowCount && column < columnCount, "element (\(row), \(column)) of \(rowCount) by \(columnCount)")
      elements[column * rowCount + row] = newValue
    }
  }
}
