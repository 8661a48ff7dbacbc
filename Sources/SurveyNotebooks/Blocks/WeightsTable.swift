internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata

/// Makes a table of the spread of the weights and what it costs, by the levels of a variable.
struct WeightsTable {
  let vocabulary: Vocabulary

  func evaluate(_ declaration: TableDeclaration, context: EstimationContext) throws(NotebookError) -> Table {
    let name = try declaration.mapping.requiredText("weights")
    let data = context.design.data
    let factor = try declaration.mapping.node.reading { () throws(MicrodataError) in
      try data.factor(of: Categorical(name))
    }
    let (weight, ratio) = (NumberFormat.number(decimals: 1), NumberFormat.ratio(decimals: 2))
    var rows: [TableRow] = []
    for (code, level) in factor.levels.enumerated() {
      guard
        let summary = context.design.restricted(to: factor.codes.map { $0 == Int32(code) }).weightSummary
      else { continue }
      rows.append(
        TableRow([
          .text(context.labels.label(ofLevel: level, of: name)), .count(summary.unweightedCount),
          .number(summary.sum, .count), .number(summary.minimum, weight), .number(summary.maximum, weight),
          .number(summary.designEffect, ratio), .number(summary.effectiveCount, .count),
        ]))
    }
    return try declaration.table(
      columns: declaration.labelColumns(1, default: [context.labels.label(of: name)]) + [
        TableColumn("n", header: vocabulary.language.term(.unweightedCount), role: .count),
        TableColumn("sum", header: vocabulary.sumOfWeights, role: .count),
        TableColumn("minimum", header: vocabulary.smallestWeight, role: .estimate),
        TableColumn("maximum", header: vocabulary.largestWeight, role: .estimate),
        TableColumn(
          "design_effect", header: vocabulary.kishDesignEffect, role: .estimate),
        TableColumn("effective", header: vocabulary.effectiveCount, role: .count),
      ], rows: rows)
  }
}
