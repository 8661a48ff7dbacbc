internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata

/// Makes a table whose rows are estimates, with a range, a count and, where asked, a comparison or a test.
struct EstimateTable {
  let context: EstimationContext
  let vocabulary: Vocabulary

  private var language: Language { vocabulary.language }

  /// One estimate with its labels and what it is compared with.
  private struct Row {
    let labels: [String]
    let family: EstimateFamily
    let position: Int
    let comparison: Comparison
    let test: TableTest?
  }

  /// What the comparison columns of a row say.
  private enum Comparison {
    case notAsked
    case none
    case broken([ComparabilityBreak])
    case made(Contrast)
  }

  func evaluate(_ declaration: TableDeclaration) throws(NotebookError) -> Table {
    let isCompared = declaration.mapping["compare"] != nil
    if isCompared, try declaration.mapping.text("compare") != "previous" {
      throw declaration.mapping.node.error(.unexpectedValue(key: "compare", expected: "previous"))
    }
    let items = declaration.mapping["rows"]?.items ?? []
    let rows = try items.concurrentlyMapped { item throws(NotebookError) in
      try self.rows(item, isCompared: isCompared)
    }.flatMap(\.self)
    guard let first = rows.first else {
      throw declaration.mapping.node.error(.unexpectedValue(key: "rows", expected: "a list of estimates"))
    }
    if let uneven = rows.first(where: { $0.labels.count != first.labels.count }) {
      throw uneven.family.request.node.error(.labelCount(expected: first.labels.count, found: uneven.labels.count))
    }
    let statistics = Set(rows.map { $0.family.estimates[$0.position].statistic })
    let isFlagged = rows.contains { isUnreliable($0.family.estimates[$0.position]) }
    let isTested = rows.contains { $0.test != nil }
    var columns = try declaration.labelColumns(
      first.labels.count, default: [vocabulary.variable, vocabulary.level].suffix(first.labels.count))
    columns += [
      TableColumn("estimate", header: header(of: statistics), role: .estimate),
      TableColumn("lower", header: language.term(.lowerBound), role: .lower),
      TableColumn("upper", header: language.term(.upperBound), role: .upper),
      TableColumn("n", header: language.term(.unweightedCount), role: .count),
    ]
    if isCompared {
      columns += [
        TableColumn("difference", header: vocabulary.difference, role: .estimate),
        TableColumn("difference_lower", header: vocabulary.differenceLower, role: .lower),
        TableColumn("difference_upper", header: vocabulary.differenceUpper, role: .upper),
        TableColumn("p", header: "p", role: .test),
        TableColumn("verdict", header: vocabulary.verdict, role: .text),
      ]
    }
    if isTested { columns.append(TableColumn("test_p", header: "p", role: .test)) }
    if isFlagged { columns.append(TableColumn("flag", header: vocabulary.flag, role: .flag)) }
    let cells = rows.map { row in
      TableRow(
        self.cells(of: row) + (isCompared ? comparisonCells(of: row) : [])
          + (isTested ? [row.test.map { .number($0.pValue, .pValue) } ?? .absent(.notApplicable)] : [])
          + (isFlagged ? [.flags(isUnreliable(row.family.estimates[row.position]) ? [.lowReliability] : [])] : []))
    }
    return try declaration.table(
      columns: columns, rows: cells, further: further(isFlagged: isFlagged) + breakNotes(of: rows))
  }

  /// The notes that follow from the records: model-based bounds, and what a flag means.
  private func further(isFlagged: Bool) -> [String] {
    (context.design.data.codebook.sampleKind == .optIn ? [vocabulary.modelBased] : [])
      + (isFlagged ? [vocabulary.lowReliability] : [])
  }

  /// Why figures were not compared: each break once, in the order of the rows.
  private func breakNotes(of rows: [Row]) -> [String] {
    var notes: [String] = []
    for row in rows {
      guard case .broken(let breaks) = row.comparison else { continue }
      let estimate = row.family.estimates[row.position]
      for note in breaks.map({ vocabulary.reason($0, of: context.labels.label(of: estimate.variable)) })
      where !notes.contains(note) {
        notes.append(note)
      }
    }
    return notes
  }

  private func rows(_ item: NotebookNode, isCompared: Bool) throws(NotebookError) -> [Row] {
    let mapping = try NotebookMapping(item, known: EstimateRequest.keys + ["by-each", "test"])
    let each = try mapping.texts("by-each")
    guard !each.isEmpty else {
      let request = try EstimateRequest(mapping, folder: context.folder)
      try mapping.refuse(["test"], beside: mapping.onlyKey(among: EstimateRequest.statisticKeys))
      return rows(of: try context.evaluate(request), firstLabel: nil, tests: [], isCompared: isCompared)
    }
    try mapping.refuse(["by"], beside: "by-each")
    var rows: [Row] = []
    for variable in each {
      let request = try EstimateRequest(mapping, groups: [variable], folder: context.folder)
      let tests = try mapping.flag("test") ? tests(of: request, with: variable, where: mapping.text("where")) : []
      rows += self.rows(
        of: try context.evaluate(request), firstLabel: context.labels.heading(of: variable), tests: tests,
        isCompared: false)
    }
    return rows
  }

  /// Tests the association of the variable of each statement with a grouping variable.
  private func tests(
    of request: EstimateRequest, with variable: String, where text: String?
  ) throws(NotebookError) -> [TableTest] {
    guard case .prevalence(let statements) = request.statistic else {
      throw request.node.error(.unexpectedValue(key: "test", expected: "a prevalence"))
    }
    var tests: [TableTest] = []
    for statement in statements {
      let name = VariableLevel(parsing: statement, in: context.design.data).variable
      tests.append(try context.association(of: name, with: variable, where: text, at: request.node))
    }
    return tests
  }

  private func rows(
    of family: EstimateFamily, firstLabel: String?, tests: [TableTest], isCompared: Bool
  ) -> [Row] {
    // Groups vary slowest in the estimates; a reader looks for a variable first, then for its groups.
    let itemCount = family.itemCount
    let groupCount = family.estimates.count / itemCount
    var rows: [Row] = []
    for item in 0..<itemCount {
      for group in 0..<groupCount {
        let position = group * itemCount + item
        if family.request.skipsEmpty, family.estimates[position].unweightedCount == 0 { continue }
        var labels: [String] = []
        if let section = family.request.section { labels.append(section) }
        if !family.request.labels.isEmpty {
          labels += family.request.labels
        } else if let firstLabel {
          labels.append(firstLabel)
        } else if family.hasItems || family.groupLabels[position].isEmpty {
          labels.append(family.itemLabels[position])
        }
        labels += family.groupLabels[position]
        rows.append(
          Row(
            labels: labels, family: family, position: position,
            comparison: isCompared ? comparison(family, position) : .notAsked,
            test: tests.isEmpty ? nil : tests[item]))
      }
    }
    return rows
  }

  private func comparison(_ family: EstimateFamily, _ position: Int) -> Comparison {
    guard let previous = family.previous(of: position) else { return .none }
    let estimate = family.estimates[position]
    if let broken = context.breakInSeries(between: family.estimates[previous], and: estimate) {
      return .broken(broken.breaks)
    }
    guard estimate.value.isFinite, family.estimates[previous].value.isFinite else { return .none }
    return .made(family.estimates.difference(of: position, minus: previous, level: family.request.level))
  }

  private func isUnreliable(_ estimate: Estimate) -> Bool { estimate.value.isFinite && estimate.unweightedCount < 30 }

  private func header(of statistics: Set<Statistic>) -> String {
    guard statistics.count == 1 else { return vocabulary.estimate }
    switch statistics.first {
    case .prevalence: return vocabulary.share
    case .mean: return vocabulary.mean
    case .total: return vocabulary.people
    case .ratio: return vocabulary.ratio
    default: return vocabulary.estimate
    }
  }

  private func cells(of row: Row) -> [Cell] {
    let estimate = row.family.estimates[row.position]
    let format = row.family.format(of: estimate)
    let interval = estimate.confidenceInterval
    return row.labels.map { .text($0) } + [
      number(estimate.value, format), number(interval?.lower, format), number(interval?.upper, format),
      .count(estimate.unweightedCount),
    ]
  }

  private func number(_ value: Double?, _ format: NumberFormat) -> Cell {
    value.flatMap { $0.isFinite ? .number($0, format) : nil } ?? .absent(.notAvailable)
  }

  private func comparisonCells(of row: Row) -> [Cell] {
    let estimate = row.family.estimates[row.position]
    let format = row.family.differenceFormat(of: estimate)
    switch row.comparison {
    case .notAsked, .none: return [Cell](repeating: .absent(.notApplicable), count: 5)
    case .broken(let breaks):
      return [Cell](repeating: .absent(.breakInSeries), count: 4) + [.text(vocabulary.name(of: .notComparable(breaks)))]
    case .made(let contrast):
      return [
        number(contrast.value, format), number(contrast.confidenceInterval?.lower, format),
        number(contrast.confidenceInterval?.upper, format),
        contrast.pValue.isFinite ? .number(contrast.pValue, .pValue) : .absent(.notAvailable),
        contrast.pValue.isFinite ? .text(vocabulary.name(of: contrast.verdict())) : .absent(.notAvailable),
      ]
    }
  }
}
