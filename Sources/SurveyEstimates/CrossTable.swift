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
    let data = self.data
    let rowFactor = try estimating { () throws(MicrodataError) in try data.factor(of: rows) }
    let columnFactor = try estimating { () throws(MicrodataError) in try data.factor(of: columns) }
    let (r, c) = (rowFactor.levels.count, columnFactor.levels.count)
    let cells = rowFactor.codes.indices.map { row in
      rowFactor.codes[row] >= 0 && columnFactor.codes[row] >= 0
        ? rowFactor.codes[row] * Int32(c) + columnFactor.codes[row] : MissingKind.blank.code
    }
    let targets = (0..<r * c).map { cell in
      Estimator.Target(
        variable: "\(rows.name) x \(columns.name)", level: nil, measure: 0, valueSum: Measure.valueSum + cell)
    }
    let groups = try EstimatedGroups(
      .shares(of: [.levels(cells, count: r * c)], targets), of: self, in: DomainCells(by: [], of: self))
    return CrossTable(
      shares: groups.values, covariance: groups.covariance, rowCount: r, columnCount: c,
      count: groups.sum(0, ofMeasure: 0, group: 0), missingCount: groups.table.missingCounts[0],
      reach: groups.reaches[0])
  }
}

extension CrossTable {
  /// Returns the table of the rows and columns that have a share above 0.
  package func withoutEmptyLevels() -> CrossTable {
    let usedRows = rowShares.indices.filter { rowShares[$0] > 0 }
    let usedColumns = columnShares.indices.filter { columnShares[$0] > 0 }
    let kept = usedRows.flatMap { row in usedColumns.map { row * columnCount + $0 } }
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
    guard trace > 0 else { throw .noSamplingVariance }
    let pearson = count * pearsonDiscrepancy
    return (pearson / trace, trace * trace / (delta * delta).diagonal.reduce(0, +), pearson)
  }

  private var rowShares: [Double] {
    (0..<rowCount).map { i in (0..<columnCount).reduce(0) { $0 + shares[i * columnCount + $1] } }
  }

  private var columnShares: [Double] {
    (0..<columnCount).map { j in (0..<rowCount).reduce(0) { $0 + shares[$1 * columnCount + j] } }
  }

  /// Σ (π − πᵣπ꜀)²/(πᵣπ꜀).
  private var pearsonDiscrepancy: Double {
    var sum = 0.0
    let (rowShares, columnShares) = (rowShares, columnShares)
    for i in 0..<rowCount {
      for j in 0..<columnCount {
        let expected = rowShares[i] * columnShares[j]
        let difference = shares[i * columnCount + j] - expected
        sum += difference * difference / expected
      }
    }
    return sum
  }

  /// Δ = (CᵀD⁻¹C/n)⁻¹ CᵀD⁻¹VD⁻¹C.
  package func generalizedDesignEffects() throws(EstimationError) -> Matrix {
    let contrasts = try calculating { () throws(NumericsError) in try interactionContrasts() }
    var scaled = contrasts
    for cell in 0..<contrasts.rowCount {
      for contrast in 0..<contrasts.columnCount {
        scaled[cell, contrast] = shares[cell] > 0 ? contrasts[cell, contrast] / shares[cell] : 0
      }
    }
    let underIndependence = (1 / count) * contrasts.crossProduct(with: scaled)
    let underDesign = scaled.crossProduct(with: covariance * scaled)
    return try calculating { () throws(NumericsError) in
      try CholeskyFactorization(underIndependence.symmetrized()).solve(underDesign)
    }
  }

  /// The residuals of the interaction columns from the main effects of the two variables.
  private func interactionContrasts() throws(NumericsError) -> Matrix {
    let cellCount = rowCount * columnCount
    var mainEffects = Matrix(rowCount: cellCount, columnCount: rowCount + columnCount - 1)
    var interactions = Matrix(rowCount: cellCount, columnCount: (rowCount - 1) * (columnCount - 1))
    for i in 0..<rowCount {
      for j in 0..<columnCount {
        let cell = i * columnCount + j
        mainEffects[cell, 0] = 1
        if i > 0 { mainEffects[cell, i] = 1 }
        if j > 0 { mainEffects[cell, rowCount - 1 + j] = 1 }
        if i > 0, j > 0 { interactions[cell, (i - 1) * (columnCount - 1) + j - 1] = 1 }
      }
    }
    let projection = try CholeskyFactorization(mainEffects.crossProduct())
      .solve(mainEffects.crossProduct(with: interactions))
    return interactions - mainEffects * projection
  }
}
