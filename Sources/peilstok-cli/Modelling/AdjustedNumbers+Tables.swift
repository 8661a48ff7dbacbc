import Peilstok

/// Adjusted numbers as tables.
extension AdjustedNumbers {
  /// The numbers as tables, the first of which has a number; shares in per cent, their changes in percentage points.
  func tables(from first: Int, labels: LevelLabels, escaped: (String) -> String) throws -> [Table] {
    var tables: [Table] = []
    func add(
      _ caption: String, _ columns: [TableColumn], _ rows: [TableRow], _ notes: [String] = []
    ) throws {
      tables.append(
        try Table(
          "\(first + tables.count)", caption: escaped(caption), columns: columns, rows: rows,
          notes: notes.enumerated().map { Note("note\($0)", escaped($1)) }))
    }
    for means in margins {
      try add(
        "\(title) if everyone were at each level of \(means.variable)", label("Level") + number(noun),
        means.means.map { row($0, labels.name(means.variable)) })
      let strength = isShare ? [column("E-value", .estimate), column("E-value of the limit", .estimate)] : []
      try add(
        "The same compared with \(labels.name(means.variable)(means.reference))",
        label("Level") + number("Ratio") + number("Difference\(unit)") + [column("p", .test)] + strength,
        means.comparisons.map { row($0, labels.name(means.variable)) })
    }
    if let effects {
      try add(
        "Average marginal effects on the \(title.prefix(1).lowercased() + title.dropFirst())",
        label("Variable") + label("Level") + label("Compared with") + number("Change\(unit)") + [column("p", .test)],
        effects.map { row($0, labels.name($0.variable)) })
    }
    if let fraction {
      try add(
        "What goes together with an exposure: as it is, and if everyone were \(fraction.levels)",
        label("Number") + number("Value") + [column("p", .test)],
        [
          TableRow([.text("\(noun) as it is"), .number(fraction.observed, format), blank, blank, blank]),
          TableRow([.text("\(noun) if \(fraction.levels)"), .number(fraction.unexposed, format), blank, blank, blank]),
          TableRow([.text("Fraction")] + cells(fraction.fraction, .percentage(decimals: 1)) + [p(fraction.fraction)]),
          TableRow([.text("People")] + cells(fraction.people, .number(decimals: 0)) + [p(fraction.people)]),
        ], sentences)
    }
    if let doses {
      try add(
        "\(title) over the doses of \(doses.variable)", label("Level") + number(noun),
        doses.means.map { row($0, labels.name(doses.variable)) })
      let tests = [("departure from a line", doses.departure), ("departure of the log odds", doses.departureOfLogOdds)]
      try add(
        "Trend over the doses", label("Number") + number("Value") + [column("p", .test)],
        [TableRow([.text("Change for each unit")] + cells(doses.slope, changes) + [p(doses.slope)])]
          + (doses.oddsRatio.map {
            [TableRow([.text("Odds ratio for each unit")] + cells($0, .ratio(decimals: 3)) + [p($0)])]
          } ?? [])
          + tests.compactMap { name, test in
            test.map {
              TableRow([
                .text("F of the \(name)"), .number($0.statistic, .number(decimals: 3)), blank, blank,
                .number($0.pValue, .pValue),
              ])
            }
          })
    }
    return tables
  }

  private var noun: String { isShare ? "Share" : "Mean" }
  private var title: String { "Adjusted \(noun.lowercased())" + (outcomeLevels.map { " of \($0)" } ?? "") }
  private var format: NumberFormat { isShare ? .percentage(decimals: 1) : .number(decimals: 3) }
  private var changes: NumberFormat { isShare ? .percentagePoints(decimals: 1).signed : .number(decimals: 3) }
  private var unit: String { isShare ? " (points)" : "" }
  private var blank: Cell { .absent(.notApplicable) }

  private func label(_ header: String) -> [TableColumn] { [column(header, .label)] }

  private func column(_ header: String, _ role: TableColumn.Role) -> TableColumn {
    TableColumn(header, header: header, role: role)
  }

  /// The columns of a number and its interval.
  private func number(_ header: String) -> [TableColumn] {
    [
      column(header, .estimate), TableColumn("\(header) lower", header: "Lower", role: .lower),
      TableColumn("\(header) upper", header: "Upper", role: .upper),
    ]
  }

  private func row(_ point: (level: String, mean: MeasuredNumber), _ name: (String) -> String) -> TableRow {
    TableRow([.text(name(point.level))] + cells(point.mean, format))
  }

  private func row(_ comparison: AdjustedMeans.Comparison, _ name: (String) -> String) -> TableRow {
    let ratio = NumberFormat.ratio(decimals: 3)
    let strength = { (value: Double?) in value.map { Cell.number($0, .ratio(decimals: 2)) } ?? .absent(.notApplicable) }
    return TableRow(
      [.text(name(comparison.level))] + cells(comparison.ratio, ratio) + cells(comparison.difference, changes) + [
        p(comparison.difference)
      ] + (isShare ? [strength(comparison.strength?.estimate), strength(comparison.strength?.limit)] : []))
  }

  private func row(_ effect: AdjustedEffect, _ name: (String) -> String) -> TableRow {
    TableRow(
      [
        .text(effect.variable), .text(effect.level.map(name) ?? "each unit"),
        effect.reference.map { .text(name($0)) } ?? blank,
      ] + cells(effect.change, changes) + [p(effect.change)])
  }

  private func cells(_ number: MeasuredNumber, _ format: NumberFormat) -> [Cell] {
    [
      .number(number.value, format), .number(number.confidenceInterval?.lower ?? .nan, format),
      .number(number.confidenceInterval?.upper ?? .nan, format),
    ]
  }

  private func p(_ number: MeasuredNumber) -> Cell { .number(number.test?.pValue ?? .nan, .pValue) }
}

extension LevelLabels {
  /// What the levels of a covariate are called: `factor(x)` has those of the column x.
  fileprivate func name(_ covariate: String) -> (String) -> String {
    let isFactor = covariate.hasPrefix("factor(") && covariate.hasSuffix(")")
    let column = isFactor ? String(covariate.dropFirst(7).dropLast()) : covariate
    return { label(ofLevel: $0, of: column) }
  }
}
