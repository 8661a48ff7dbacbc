internal import SurveyDesigns
internal import SurveyMicrodata

/// The cell of each record in the table of two variables, (i, j) at `i * columns + j`.
struct TableCodes {
  let rowLevels: [String]
  let columnLevels: [String]
  let measure: Measure
  let targets: [Estimator.Target]

  init(of rows: Categorical, with columns: Categorical, in data: Microdata) throws(EstimationError) {
    let rowFactor = try estimating { () throws(MicrodataError) in try data.levelledFactor(of: rows) }
    let columnFactor = try estimating { () throws(MicrodataError) in try data.levelledFactor(of: columns) }
    let (r, c) = (rowFactor.levels.count, columnFactor.levels.count)
    try estimating { () throws(MicrodataError) in
      try LimitExcess.check(.tableCells, r * c, limit: ComputationLimits.standard.tableCells)
    }
    let cells = rowFactor.codes.indices.map { row in
      rowFactor.codes[row] >= 0 && columnFactor.codes[row] >= 0
        ? rowFactor.codes[row] * Int32(c) + columnFactor.codes[row] : MissingKind.blank.code
    }
    rowLevels = rowFactor.levels
    columnLevels = columnFactor.levels
    measure = .levels(cells, count: r * c)
    targets = (0..<r * c).map { cell in
      Estimator.Target(
        variable: "\(rows.name) x \(columns.name)",
        level: "\(rowFactor.levels[cell / c]) x \(columnFactor.levels[cell % c])", measure: 0,
        valueSum: Measure.valueSum + cell)
    }
  }
}
