internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata

/// Makes a table of who took part against the population: counts, and shares before and after weighting.
struct WeightingTable {
  let vocabulary: Vocabulary

  func evaluate(
    _ declaration: TableDeclaration, of data: NotebookData, context: EstimationContext
  ) throws(NotebookError) -> Table {
    let reports = data.design.calibrationReports
    guard !reports.isEmpty else { throw declaration.mapping.node.error(.missingKey("weighting")) }
    var rows: [TableRow] = []
    var width = 0
    for report in reports {
      // The cells of a margin share its variables; within a wave their shares add up to one.
      let blocks = Dictionary(grouping: report.cells) { $0.variables + $0.levels.dropLast() }
      for cell in context.labels.inCodebookOrder(report.cells) {
        guard let name = cell.variables.last, let level = cell.levels.last,
          let block = blocks[cell.variables + cell.levels.dropLast()]
        else { continue }
        let count = Double(block.reduce(0) { $0 + $1.unweightedCount })
        let after = block.reduce(0) { $0 + $1.after }
        let population = block.reduce(0) { $0 + $1.population }
        let within = zip(cell.variables, cell.levels).dropLast().map { context.labels.label(ofLevel: $1, of: $0) }
        let labels = within + [context.labels.heading(of: name), context.labels.label(ofLevel: level, of: name)]
        width = labels.count
        let format = NumberFormat.percentage(decimals: 1)
        rows.append(
          TableRow(
            labels.map { .text($0) } + [
              .count(cell.unweightedCount), .number(Double(cell.unweightedCount) / count, format),
              .number(cell.after / after, format), .number(cell.population / population, format),
            ]))
      }
    }
    let within = reports.first?.cells.first?.variables.dropLast().map { context.labels.label(of: $0) } ?? []
    let columns =
      try declaration.labelColumns(width, default: within + [vocabulary.variable, vocabulary.level]) + [
        TableColumn("n", header: vocabulary.language.term(.unweightedCount), role: .count),
        TableColumn("unweighted", header: vocabulary.unweightedShare, role: .estimate),
        TableColumn("weighted", header: vocabulary.weightedShare, role: .estimate),
        TableColumn("population", header: vocabulary.population, role: .estimate),
      ]
    return try declaration.table(columns: columns, rows: rows)
  }
}

extension Labels {
  /// The cells of margins, margin after margin, with levels in the order of the codebook.
  fileprivate func inCodebookOrder(_ cells: [CalibrationReport.Cell]) -> [CalibrationReport.Cell] {
    let margins = cells.map(\.variables)
    let keys = cells.map { cell in
      [margins.firstIndex(of: cell.variables) ?? 0] + zip(cell.variables, cell.levels).map { position(of: $1, in: $0) }
    }
    return cells.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }.map { cells[$0] }
  }

  private func position(of level: String, in variable: String) -> Int {
    codebook.variables[variable]?.levels.firstIndex { $0.name == level } ?? 0
  }
}
