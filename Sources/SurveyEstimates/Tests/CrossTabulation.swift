internal import SurveyDesigns
internal import SurveyNumerics

/// The weighted shares of the cells of two variables, from which the table is tested and described.
///
/// Levels without records are left out.
public struct CrossTabulation: Sendable {
  /// The levels of the rows.
  public let rowLevels: [String]
  /// The levels of the columns.
  public let columnLevels: [String]
  /// The share of each cell, (row, column) at `row * columns + column`, with their covariance.
  public let shares: Estimates
  /// The covariance of the weighted totals of the cells.
  let covarianceOfTotals: @Sendable () throws(EstimationError) -> (totals: [Double], covariance: Matrix)
  let isReplicated: Bool

  /// The number of records with both values known.
  public var unweightedCount: Int { shares[0].unweightedCount }
  /// The number of records with a value missing.
  public var missingCount: Int { shares[0].missingCount }

  /// Tests whether the two variables are associated.
  ///
  /// With π the shares of the cells, V their covariance, D = diag(π) and C the interaction contrasts that are
  /// orthogonal to the main effects:
  ///
  ///     X² = n Σ (π − πᵣπ꜀)²/(πᵣπ꜀)      Δ = (CᵀD⁻¹C/n)⁻¹ CᵀD⁻¹VD⁻¹C
  ///     F = X²/tr Δ  on  d = (tr Δ)²/tr Δ²  and  d·ν  degrees of freedom
  ///
  /// and Wald's statistic is that of π − πᵣπ꜀ in the rows and columns but the last, with the covariance of the delta
  /// method. The same as R `svychisq(~a + b, design, statistic = ...)`, as each `TableStatistic` says.
  ///
  /// - Throws: `EstimationError.noDegreesOfFreedom`, `.noSamplingVariance`, `.tableTooSparse` where the cells with records
  ///   do not tell an association, or `.tooManyContrasts` for a Wald statistic of more cells than there are degrees of
  ///   freedom.
  public func test(_ statistic: TableStatistic = .raoScottF) throws(EstimationError) -> TableTest {
    let reach = shares.reach[0]
    guard reach.degreesOfFreedom > 0 else { throw .noDegreesOfFreedom(units: reach.unitCount) }
    guard shares.covariance.elements.allSatisfy(\.isFinite) else { throw .noSamplingVariance }
    let cells = TableCells(shares.map(\.value), rows: rowLevels.count, columns: columnLevels.count)
    if !statistic.isOfDepartures { try cells.checkThatInteractionsShow() }
    let (departures, covariance) = try departures(of: cells, totals: statistic.isOfTotals)
    let (underRandomSampling, underDesign) = try calculating { () throws(NumericsError) in
      try cells.interactionCovariances(shares.covariance, count: Double(unweightedCount))
    }
    let quadratic = QuadraticTest(
      pearson: Double(unweightedCount) * cells.pearsonDiscrepancy, underSimpleRandomSampling: underRandomSampling,
      underDesign: underDesign, departures: departures, covariance: covariance,
      degreesOfFreedom: reach.degreesOfFreedom, isReplicated: isReplicated)
    let result = try quadratic.result(statistic)
    return TableTest(
      statistic: statistic, value: result.value, degreesOfFreedom: result.degreesOfFreedom, pValue: result.pValue,
      pearsonStatistic: quadratic.pearson, unweightedCount: unweightedCount, missingCount: missingCount,
      diagnostics: shares.diagnostics + shares.diagnostics(ofTestOn: Array(shares.indices)))
  }

  /// Returns how far the share of a cell lies from that without association, π − πᵣπ꜀; its statistic t is the adjusted
  /// residual of the cell.
  ///
  /// After a test has found an association, the cells with large residuals are those where it lies; adjust their
  /// p-values for being many (`MultiplicityAdjustment`).
  public func departure(row: Int, column: Int, level: Double = 0.95) -> Contrast {
    shares.contrast(level: level) { values in
      let cells = TableCells(values, rows: rowLevels.count, columns: columnLevels.count)
      let cell = row * columnLevels.count + column
      return SmoothValue(cells.departures[cell], derivatives: cells.derivativesOfDepartures.row(cell))
    }
  }

  /// The departures in all but the last row and column, with their covariance.
  private func departures(
    of cells: TableCells, totals: Bool
  ) throws(EstimationError) -> (departures: [Double], covariance: Matrix) {
    var (cells, covariance) = (cells, shares.covariance)
    if totals {
      let found = try covarianceOfTotals()
      (cells, covariance) = (TableCells(found.totals, rows: cells.rows, columns: cells.columns), found.covariance)
    }
    let kept = (0..<cells.rows - 1).flatMap { row in (0..<cells.columns - 1).map { row * cells.columns + $0 } }
    let jacobian = cells.derivativesOfDepartures.submatrix(
      rows: kept, columns: Array(0..<cells.rows * cells.columns))
    let departures = cells.departures
    return (kept.map { departures[$0] }, jacobian * covariance * jacobian.transposed)
  }
}
