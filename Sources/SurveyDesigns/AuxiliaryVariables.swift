internal import SurveyMicrodata
internal import SurveyNumerics

/// The calibration variables of one step: indicators of the cells of its margins.
///
/// The first cell of every margin after the first is left out: the margins share their total.
struct AuxiliaryVariables: Sendable {
  /// For each margin, the column of each record's cell, or −1 for a cell that is left out.
  let columnOfRow: [[Int32]]
  let columnCount: Int

  init(cellsOfMargins: [(codes: [Int32], count: Int)]) {
    var next: Int32 = 0
    columnOfRow = cellsOfMargins.enumerated().map { position, margin in
      let dropped: Int32 = position == 0 ? 0 : 1
      let start = next
      next += Int32(margin.count) - dropped
      return margin.codes.map { $0 < dropped ? -1 : start + $0 - dropped }
    }
    columnCount = Int(next)
  }

  /// Returns Σ weight · x zᵀ over the records, where z are the variables of another step or of this one.
  func crossProduct(with other: AuxiliaryVariables, weights: [Double]) -> Matrix {
    var product = Matrix(rowCount: columnCount, columnCount: other.columnCount)
    for second in other.columnOfRow {
      for first in columnOfRow { add(weights, rows: first, columns: second, to: &product) }
    }
    return product
  }

  /// Returns the weighted totals of the variables for each finest unit.
  func totals(structure: DesignStructure, weights: [Double]) -> Matrix {
    var totals = Matrix(rowCount: structure.finestUnitCount, columnCount: columnCount)
    for columns in columnOfRow { add(weights, rows: structure.finestUnitOfRow, columns: columns, to: &totals) }
    return totals
  }

  /// Adds each record's weight to the element at its row and column, where neither is negative.
  private func add(_ weights: [Double], rows: [Int32], columns: [Int32], to sums: inout Matrix) {
    let rowCount = sums.rowCount
    let (weights, rows, columns) = (weights.span, rows.span, columns.span)
    var elements = sums.elements.mutableSpan
    for record in weights.indices where rows[record] >= 0 && columns[record] >= 0 {
      elements[Int(columns[record]) * rowCount + Int(rows[record])] += weights[record]
    }
  }
}
