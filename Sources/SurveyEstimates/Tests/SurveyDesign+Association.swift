public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

/// Tests of whether two variables are associated.
extension SurveyDesign {
  /// Returns the weighted table of two variables over the records with both known.
  ///
  /// - Throws: `EstimationError.tableTooSmall` where fewer than two levels of a variable have records.
  public func crossTabulation(
    of rows: Categorical, with columns: Categorical
  ) throws(EstimationError) -> CrossTabulation {
    let codes = try TableCodes(of: rows, with: columns, in: data)
    let all = try estimates(.shares(of: [codes.measure], codes.targets), by: [], interval: .wald, level: 0.95)
    let cells = TableCells(
      all.map { $0.value.isNaN ? 0 : $0.value }, rows: codes.rowLevels.count, columns: codes.columnLevels.count)
    let (usedRows, usedColumns, kept) = cells.inUse
    guard usedRows.count > 1, usedColumns.count > 1 else {
      throw .tableTooSmall(rows: usedRows.count, columns: usedColumns.count)
    }
    return CrossTabulation(
      rowLevels: usedRows.map { codes.rowLevels[$0] }, columnLevels: usedColumns.map { codes.columnLevels[$0] },
      shares: Estimates(
        kept.map { all[$0] }, covariance: all.covariance.submatrix(rows: kept, columns: kept),
        reach: kept.map { all.reach[$0] }, diagnostics: all.diagnostics),
      covarianceOfTotals: { () throws(EstimationError) in
        let groups = try EstimatedGroups(
          .totals(of: [codes.measure], codes.targets), of: self, in: DomainCells(by: [], of: self))
        return (kept.map { groups.values[$0] }, groups.covariance.submatrix(rows: kept, columns: kept))
      }, isReplicated: variance.replicateWeights != nil)
  }

  /// Tests whether two variables are associated, by default with the Rao-Scott second-order F test.
  ///
  /// The same as R `svychisq(~a + b, design, statistic = ...)`; see `CrossTabulation`.
  ///
  /// - Throws: `EstimationError.tableTooSmall` where fewer than two levels of a variable have records, and what
  ///   `CrossTabulation.test` throws.
  public func association(
    of rows: Categorical, with columns: Categorical, statistic: TableStatistic = .raoScottF
  ) throws(EstimationError) -> TableTest {
    try crossTabulation(of: rows, with: columns).test(statistic)
  }
}

extension Estimator {
  /// Weighted totals of levels, Σw1{level}.
  fileprivate static func totals(of measures: [Measure], _ targets: [Target]) -> Estimator {
    Estimator(statistic: .total, measures: measures, targets: targets) { totals, evaluation in
      for (index, target) in targets.enumerated() {
        evaluation.values[index] = totals.sum(target.valueSum, ofMeasure: target.measure)
        evaluation.setDerivative(of: index, bySum: target.valueSum, ofMeasure: target.measure, to: 1)
      }
    }
  }
}
