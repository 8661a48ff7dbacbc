import Peilstok

/// The answer to a test in each form.
extension TestAnswer {
  /// Writes the answer in a form.
  func text(as format: OutputFormat, provenance: Provenance, labels: LevelLabels) throws -> String {
    switch format {
    case .json: json(provenance: provenance).text
    case .csv: csv
    case .text: try table(provenance: provenance, labels: labels, isForReading: false).plainText
    case .markdown:
      try table(provenance: provenance, labels: labels, isForReading: true).markdown(in: .english)
    }
  }

  /// The answer as JSON.
  private func json(provenance: Provenance) -> JSONValue {
    .object([
      ("tests", .array(elements.map(\.json))),
      ("level", .number(level)),
      ("multiplicity", .string(adjustment.rawValue)),
      ("diagnostics", .strings(diagnostics)),
      ("provenance", provenance.json),
    ])
  }

  /// The answer as comma-separated text: one record for each test, at full precision.
  private var csv: String {
    let header = [
      "test", "statistic", "value", "degreesOfFreedom", "pValue", "adjustedPValue", "verdict", "estimate", "lower",
      "upper", "unweightedCount",
    ]
    return ([header] + elements.map(\.fields)).map(CommaSeparatedText.tableLine).joined()
  }

  /// The answer as a table.
  private func table(
    provenance: Provenance, labels: LevelLabels, isForReading: Bool
  ) throws(DocumentError) -> Table {
    let escaped = isForReading ? MarkdownText.escaped : { $0 }
    let columns =
      [
        TableColumn("test", header: "Test", role: .label),
        TableColumn("statistic", header: "Statistic", role: .text),
        TableColumn("value", header: "Value", role: .test),
        TableColumn("degreesOfFreedom", header: "df", role: .text),
        TableColumn("pValue", header: "p", role: .test),
      ] + (isAdjusted ? [TableColumn("adjustedPValue", header: "Adjusted p", role: .test)] : []) + [
        TableColumn("estimate", header: "Estimate", role: .estimate),
        TableColumn("lower", header: "Lower", role: .lower),
        TableColumn("upper", header: "Upper", role: .upper),
        TableColumn("verdict", header: "Verdict", role: .text),
      ]
    let notes =
      diagnostics + (isAdjusted ? ["Verdicts on pairs are of p-values adjusted by \(adjustment.rawValue)."] : [])
    return try Table(
      "1", caption: "Tests at level \(level)", columns: columns,
      rows: elements.map { $0.row(labels: labels, isAdjusted: isAdjusted) },
      notes: notes.enumerated().map { Note("note\($0)", escaped($1)) }, source: escaped(provenance.words))
  }
}

extension TestedNumber {
  fileprivate var json: JSONValue {
    .object([
      ("test", .string(subject.name)),
      ("statistic", .string(statistic)),
      ("value", .number(value)),
      ("degreesOfFreedom", .array(degreesOfFreedom.map { .number($0) })),
      ("pValue", .number(pValue)),
      ("adjustedPValue", .optional(adjustedPValue)),
      ("verdict", .string(outcome.name)),
      ("estimate", .optional(number?.value)),
      (
        "interval",
        number?.confidenceInterval.map {
          .object([("lower", .number($0.lower)), ("upper", .number($0.upper))])
        } ?? .null
      ),
      ("unweightedCount", unweightedCount.map { .integer($0) } ?? .null),
    ])
  }

  fileprivate var fields: [String] {
    let number = CommaSeparatedText.fractional
    return [
      subject.name, statistic, number(value), degreesOfFreedom.map { number($0) }.joined(separator: " "),
      number(pValue), number(adjustedPValue), outcome.name, number(self.number?.value),
      number(self.number?.confidenceInterval?.lower), number(self.number?.confidenceInterval?.upper),
      unweightedCount.map { "\($0)" } ?? "",
    ]
  }

  fileprivate func row(labels: LevelLabels, isAdjusted: Bool) -> TableRow {
    let decimal = NumberFormat.number(decimals: 3)
    let scale = NumberFormat.number(decimals: decimals(showing: 4, digitsOf: number?.value ?? 1))
    let cell: (Double?, NumberFormat) -> Cell = { number, format in
      number.flatMap { $0.isFinite ? .number($0, format) : nil } ?? .absent(.notAvailable)
    }
    let degrees = degreesOfFreedom.map { $0 == $0.rounded() ? "\(Int($0))" : decimal.text($0, in: .english) }
    return TableRow(
      [
        .text(subject.description(labels.label) { labels.label(of: $0) }), .text(statistic), cell(value, decimal),
        .text(degrees.isEmpty ? "-" : degrees.joined(separator: ", ")), cell(pValue, .pValue),
      ] + (isAdjusted ? [cell(adjustedPValue, .pValue)] : []) + [
        cell(number?.value, scale), cell(number?.confidenceInterval?.lower, scale),
        cell(number?.confidenceInterval?.upper, scale), .text(outcome.name),
      ])
  }
}
