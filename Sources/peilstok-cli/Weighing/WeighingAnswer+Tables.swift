import Peilstok

/// The answer of weighing as tables.
extension WeighingAnswer {
  /// The margins before and after each step, and the spread of the weights, numbered from a first one on.
  func tables(isForReading: Bool, from first: Int = 1) throws -> [Table] {
    let escaped = isForReading ? MarkdownText.escaped : { $0 }
    let margins = try reports.enumerated().map { number, report in
      try marginTable("\(first + number)", of: report, escaped)
    }
    let weight = NumberFormat.number(decimals: 3)
    let weights = spreads.flatMap { spread in
      [("before", spread.before), ("after", spread.after)].map { name, summary in
        TableRow([
          .text(escaped(spread.label)), .text(name), .count(summary.unweightedCount),
          .number(summary.sum, format(summary.sum)), .number(summary.minimum, weight),
          .number(summary.maximum, weight), .number(summary.designEffect, .ratio(decimals: 3)),
          .number(summary.effectiveCount, .number(decimals: 1)),
        ])
      }
    }
    return margins + [
      try Table(
        "\(first + margins.count)", caption: "Weights before and after", columns: weightColumns, rows: weights,
        notes: notes.enumerated().map { Note("note\($0)", escaped($1)) }, source: escaped(provenance.words))
    ]
  }

  /// The margins before and after a step.
  private func marginTable(
    _ identifier: String, of report: CalibrationReport, _ escaped: (String) -> String
  ) throws -> Table {
    let round = { (value: Double) in NumberFormat.number(decimals: 4).text(value, in: .english) }
    let cut = report.cut.map { cut in
      "\(cut.count) cut off at \(round(cut.bounds.lowerBound)) and \(round(cut.bounds.upperBound)), "
    }
    let caption =
      "Margins before and after \(report.method): \(cut ?? "")\(report.iterationCount) iterations, factors from "
      + "\(round(report.factors.lowerBound)) to \(round(report.factors.upperBound))"
    let rows = report.cells.map { cell in
      let differences = report.absoluteStandardizedDifferences(of: cell)
      let difference = { (value: Double?) -> Cell in
        value.map { .number($0, .ratio(decimals: 3)) } ?? .absent(.notApplicable)
      }
      let variables = cell.margin.split(separator: " x ").map(String.init)
      let levels =
        variables.count == cell.levels.count
        ? zip(variables, cell.levels).map { labels.label(ofLevel: $1, of: $0) } : cell.levels
      return TableRow([
        .text(escaped(cell.margin)),
        cell.levels.isEmpty ? .absent(.notApplicable) : .text(escaped(levels.joined(separator: " x "))),
        .count(cell.unweightedCount),
        .number(cell.population, format(cell.population)), .number(cell.before, format(cell.population)),
        .number(cell.after, format(cell.population)), difference(differences?.before), difference(differences?.after),
      ])
    }
    return try Table(identifier, caption: escaped(caption), columns: marginColumns, rows: rows)
  }

  private func format(_ value: Double) -> NumberFormat { .number(decimals: abs(value) < 1000 ? 3 : 0) }

  private var marginColumns: [TableColumn] {
    [
      TableColumn("margin", header: "Margin", role: .label),
      TableColumn("level", header: "Level", role: .label),
      TableColumn("n", header: "Records", role: .count),
      TableColumn("population", header: "Population", role: .estimate),
      TableColumn("before", header: "Before", role: .estimate),
      TableColumn("after", header: "After", role: .estimate),
      TableColumn("differenceBefore", header: "Standardised difference before", role: .estimate),
      TableColumn("differenceAfter", header: "After", role: .estimate),
    ]
  }

  private var weightColumns: [TableColumn] {
    [
      TableColumn("group", header: "Group", role: .label),
      TableColumn("moment", header: "Weights", role: .label),
      TableColumn("n", header: "Records", role: .count),
      TableColumn("sum", header: "Sum", role: .estimate),
      TableColumn("minimum", header: "Smallest", role: .estimate),
      TableColumn("maximum", header: "Largest", role: .estimate),
      TableColumn("designEffect", header: "Design effect (Kish)", role: .estimate),
      TableColumn("effective", header: "Effective records", role: .estimate),
    ]
  }
}
