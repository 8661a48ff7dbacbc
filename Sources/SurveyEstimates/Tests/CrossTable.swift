package import SurveyDesigns
package import SurveyMicrodata
package import SurveyNumerics

/// The estimated shares of the cells of a two-way table, cell (i, j) at `i * columnCount + j`, with their covariance.
package struct CrossTable: Sendable {
  package let shares: [Double]
  package let covariance: Matrix
  package let rowCount: Int
  package let columnCount: Int
  /// The number of records with both values known.
  package let count: Double
  /// The number of records with a value missing.
  package let missingCount: Int
  /// The primary units that the records reach.
  package let reach: PrimaryUnitReach

  package init(
    shares: [Double], covariance: Matrix, rowCount: Int, columnCount: Int, count: Double, missingCount: Int,
    reach: PrimaryUnitReach
  ) {
    self.shares = shares
    self.covariance = covariance
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.count = count
    self.missingCount = missingCount
    self.reach = reach
  }
}

extension SurveyDesign {
  /// Estimates the shares of the cells of two variables, levels without records included.
  package func crossTable(
    of rows: Categorical, with columns: Categorical
  ) throws(EstimationError) -> CrossTable {
    let codes = try TableCodes(of: rows, with: columns, in: data)
    let groups = try EstimatedGroups(
      .shares(of: [codes.measure], codes.targets), of: self, in: DomainCells(by: [], of: self))
    return CrossTable(
      shares: groups.values, covariance: groups.covariance, rowCount: codes.rowLevels.count,
      columnCount: codes.columnLevels.count, count: groups.sum(0, ofMeasure: 0, group: 0),
      missingCount: groups.table.missingCounts[0], reach: groups.reaches[0])
  }
}

extension CrossTable {
  /// Returns the table of the rows and columns that have a share above 0.
  package func withoutEmptyLevels() -> CrossTable {
    let (usedRows, usedColumns, kept) = cells.inUse
    return CrossTable(
      shares: kept.map { shares[$0] }, covariance: covariance.submatrix(rows: kept, columns: kept),
      rowCount: usedRows.count, columnCount: usedColumns.count, count: count, missingCount: missingCount, reach: reach)
  }

  /// Refuses a table with fewer than two rows or columns.
  package func checkSize() throws(EstimationError) {
    guard rowCount > 1, columnCount > 1 else { throw .tableTooSmall(rows: rowCount, columns: columnCount) }
  }

  /// Returns the second-order statistic F = X²/tr Δ, its numerator degrees of freedom (tr Δ)²/tr Δ², and X².
  package func raoScott() throws(EstimationError) -> (statistic: Double, numerator: Double, pearson: Double) {
    let delta = try generalizedDesignEffects()
    let trace = delta.diagonal.reduce(0, +)
    guard trace > QuadraticTest.leastDesignEffect else { throw .noSamplingVariance }
    let pearson = count * cells.pearsonDiscrepancy
    return (pearson / trace, trace * trace / (delta * delta).diagonal.reduce(0, +), pearson)
  }

  private var cells: TableCells { TableCells(shares, rows: rowCount, columns: columnCount) }

  /// Δ = (CᵀD⁻¹C/n)⁻¹ CᵀD⁻¹VD⁻¹C.
  package func generalizedDesignEffects() throws(EstimationError) -> Matrix {
    try cells.checkThatInteractionsShow()
    return try calculating { () throws(NumericsError) in
      let (underRandomSampling, underDesign) = try cells.interactionCovariances(covariance, count: count)
      return try CholeskyFactorization(underRandomSampling.symmetrized()).solve(underDesign)
    }
  }
}
