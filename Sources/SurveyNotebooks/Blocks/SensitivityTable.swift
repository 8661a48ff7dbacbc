internal import ReportDocuments
internal import SurveyEstimates

/// Makes the table that sets figures of the report beside those of other analyses of the same records.
struct SensitivityTable {
  let vocabulary: Vocabulary
  let isOptIn: Bool

  func evaluate(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    var rows: [TableRow] = []
    for item in declaration.mapping["sensitivity"]?.items ?? [] {
      let (name, label) = try figure(item)
      guard let reference = Reference(name), reference.design == nil else { throw item.error(.invalidReference(name)) }
      let elements = try item.placing { () throws(NotebookFault) in try environment.elements(reference) }
      let field = reference.field ?? "value"
      let figures = try elements.map { element throws(NotebookError) in
        guard let figure = element.figures[field] else {
          throw item.error(.fieldWithoutInterval(field, of: reference.name, known: element.figures.keys.sorted()))
        }
        return figure
      }
      let analyses = [vocabulary.ownAnalysis] + environment.alternatives.map(\.label)
      for (analysis, figure) in zip(analyses, figures) {
        rows.append(TableRow([.text(label), .text(analysis)] + cells(of: figure, beside: figures[0])))
      }
    }
    return try declaration.table(
      columns: declaration.labelColumns(2, default: [vocabulary.figure, vocabulary.analysis]) + [
        TableColumn("estimate", header: vocabulary.estimate, role: .estimate),
        TableColumn("lower", header: vocabulary.language.term(.lowerBound), role: .lower),
        TableColumn("upper", header: vocabulary.language.term(.upperBound), role: .upper),
        TableColumn("n", header: vocabulary.language.term(.unweightedCount), role: .count),
        TableColumn("difference", header: vocabulary.differenceFromReport, role: .estimate),
      ], rows: rows, further: [vocabulary.differencesOfShares] + (isOptIn ? [vocabulary.modelBased] : []))
  }

  /// A name, or a name with what the figure is called.
  private func figure(_ item: NotebookNode) throws(NotebookError) -> (name: String, label: String) {
    if let text = item.text { return (text, text) }
    let mapping = try NotebookMapping(item, known: ["figure", "label"])
    let name = try mapping.requiredText("figure")
    return (name, try mapping.text("label") ?? name)
  }

  private func cells(of figure: Figure, beside own: Figure) -> [Cell] {
    let interval = figure.interval
    return [
      cell(figure.value, figure.form), cell(interval?.lower, figure.form), cell(interval?.upper, figure.form),
      .count(figure.unweightedCount), cell(figure.value - own.value, figure.differenceForm),
    ]
  }

  private func cell(_ value: Double?, _ form: NumberFormat) -> Cell {
    guard let value, value.isFinite else { return .absent(.notAvailable) }
    return .number(value, form)
  }
}
