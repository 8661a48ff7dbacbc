internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata

/// Makes a table of how many children answered each item, skipped it, did not know, or were not asked.
struct MissingTable {
  let vocabulary: Vocabulary

  func evaluate(_ declaration: TableDeclaration, context: EstimationContext) throws(NotebookError) -> Table {
    let data = context.design.data
    let kinds: [MissingKind] = [.notAsked, .refused, .doesNotKnow, .blank]
    var counts: [(label: String, answered: Int, missing: [Int])] = []
    let condition = try declaration.mapping.text("where")
    let rows = try declaration.mapping.node.reading { () throws(MicrodataError) in
      try condition.map { text throws(MicrodataError) in try Condition(parsing: text).rows(in: data) }
    }
    for item in declaration.mapping["missing"]?.items ?? [] {
      let name = item.text ?? ""
      let column = try item.reading { () throws(MicrodataError) in try data.column(name) }
      var answered = 0
      var missing = [Int](repeating: 0, count: kinds.count)
      for row in 0..<column.count where rows?[row] != false {
        guard let kind = column.missingKind(at: row) else {
          answered += 1
          continue
        }
        missing[kinds.firstIndex(of: kind) ?? kinds.count - 1] += 1
      }
      counts.append((context.labels.label(of: name), answered, missing))
    }
    // A kind that never occurs would be a column of zeros.
    let used = kinds.indices.filter { kind in counts.contains { $0.missing[kind] > 0 } }
    let columns =
      try declaration.labelColumns(1, default: [vocabulary.item]) + [
        TableColumn("answered", header: vocabulary.answered, role: .count)
      ] + used.map { TableColumn("missing_\($0 + 1)", header: header(of: kinds[$0]), role: .count) }
    return try declaration.table(
      columns: columns,
      rows: counts.map { count in
        TableRow([.text(count.label), .count(count.answered)] + used.map { .count(count.missing[$0]) })
      })
  }

  private func header(of kind: MissingKind) -> String {
    switch kind {
    case .notAsked: vocabulary.notAsked
    case .refused: vocabulary.skipped
    case .doesNotKnow: vocabulary.doesNotKnow
    case .blank: vocabulary.unknown
    }
  }
}
