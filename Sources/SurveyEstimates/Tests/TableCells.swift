internal import SurveyNumerics

/// The shares or totals of a two-way table, cell (i, j) at `i * columns + j`.
struct TableCells {
  let values: [Double]
  let rows: Int
  let columns: Int
  let total: Double
  let rowSums: [Double]
  let columnSums: [Double]

  init(_ values: [Double], rows: Int, columns: Int) {
    self.values = values
    self.rows = rows
    self.columns = columns
    rowSums = (0..<rows).map { i in (0..<columns).reduce(0) { $0 + values[i * columns + $1] } }
    columnSums = (0..<columns).map { j in (0..<rows).reduce(0) { $0 + values[$1 * columns + j] } }
    total = rowSums.reduce(0, +)
  }

  /// The rows and columns that are not empty, and their cells.
  var inUse: (rows: [Int], columns: [Int], cells: [Int]) {
    let usedRows = rowSums.indices.filter { rowSums[$0] > 0 }
    let usedColumns = columnSums.indices.filter { columnSums[$0] > 0 }
    return (usedRows, usedColumns, usedRows.flatMap { row in usedColumns.map { row * columns + $0 } })
  }

  /// πᵢⱼ − πᵢ₊π₊ⱼ/π₊₊ of each cell.
  var departures: [Double] {
    values.indices.map { values[$0] - rowSums[$0 / columns] * columnSums[$0 % columns] / total }
  }

  /// The derivative of each departure, in the rows, by each cell.
  var derivativesOfDepartures: Matrix {
    var derivatives = Matrix(rowCount: values.count, columnCount: values.count)
    for cell in values.indices {
      let (row, column) = (rowSums[cell / columns] / total, columnSums[cell % columns] / total)
      for other in values.indices {
        var derivative = row * column
        if other == cell { derivative += 1 }
        if other / columns == cell / columns { derivative -= column }
        if other % columns == cell % columns { derivative -= row }
        derivatives[cell, other] = derivative
      }
    }
    return derivatives
  }

  /// Σ (π − πᵣπ꜀)²/(πᵣπ꜀), for shares.
  var pearsonDiscrepancy: Double {
    let departures = departures
    return values.indices.reduce(0) { sum, cell in
      sum + departures[cell] * departures[cell] / (rowSums[cell / columns] * columnSums[cell % columns])
    }
  }

  /// CᵀD⁻¹C/n and CᵀD⁻¹VD⁻¹C, for shares.
  func interactionCovariances(
    _ covariance: Matrix, count: Double
  ) throws(NumericsError) -> (underRandomSampling: Matrix, underDesign: Matrix) {
    let contrasts = try interactionContrasts()
    var scaled = contrasts
    for cell in 0..<contrasts.rowCount {
      for contrast in 0..<contrasts.columnCount {
        scaled[cell, contrast] = values[cell] > 0 ? contrasts[cell, contrast] / values[cell] : 0
      }
    }
    return ((1 / count) * contrasts.crossProduct(with: scaled), scaled.crossProduct(with: covariance * scaled))
  }

  /// Refuses a table whose empty cells hide an interaction: its variance in a simple random sample has no inverse.
  func checkThatInteractionsShow() throws(EstimationError) {
    let filled = values.indices.filter { values[$0] > 0 }
    let isShown = try calculating { () throws(NumericsError) in
      let contrasts = try interactionContrasts()
      guard filled.count >= contrasts.columnCount else { return false }
      // The contrasts are residuals of indicators, so that what is 0 but for rounding stands apart from what is not.
      let visible = contrasts.submatrix(rows: filled, columns: Array(0..<contrasts.columnCount))
      return try SymmetricEigen(visible.crossProduct()).values.allSatisfy { $0 > 1e-10 }
    }
    guard isShown else { throw .tableTooSparse(rows: rows, columns: columns, filled: filled.count) }
  }

  /// The residuals of the interaction columns from the main effects of the two variables.
  private func interactionContrasts() throws(NumericsError) -> Matrix {
    let cellCount = rows * columns
    var mainEffects = Matrix(rowCount: cellCount, columnCount: rows + columns - 1)
    var interactions = Matrix(rowCount: cellCount, columnCount: (rows - 1) * (columns - 1))
    for i in 0..<rows {
      for j in 0..<columns {
        let cell = i * columns + j
        mainEffects[cell, 0] = 1
        if i > 0 { mainEffects[cell, i] = 1 }
        if j > 0 { mainEffects[cell, rows - 1 + j] = 1 }
        if i > 0, j > 0 { interactions[cell, (i - 1) * (columns - 1) + j - 1] = 1 }
      }
    }
    let projection = try CholeskyFactorization(mainEffects.crossProduct())
      .solve(mainEffects.crossProduct(with: interactions))
    return interactions - mainEffects * projection
  }
}
