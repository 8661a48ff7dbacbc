import Peilstok

/// The answer to a model as tables.
extension ModelAnswer {
  /// The coefficients, the odds ratios with their reference levels, a test of each term, and how well the model fits.
  func tables(isForReading: Bool) throws -> [Table] {
    let escaped = isForReading ? MarkdownText.escaped : { $0 }
    let events = summary.eventCount.map { ", \($0) with the event" } ?? ""
    let pooled = summary.imputationCount.map { ", pooled over \($0) imputations" } ?? ""
    let caption =
      "\(summary.kind) of \(labels.label(of: summary.outcome))\(pooled): \(summary.unweightedCount) records\(events), "
      + "\(summary.missingCount) left out, \(summary.degreesOfFreedom) degrees of freedom, "
      + "\(summary.haveIntervalMethods ? "profile intervals" : "intervals") at level \(summary.level)"
    let notes = sentences.enumerated().map { Note("note\($0)", escaped($1)) }
    // A model of thresholds alone has nothing else to show first.
    let hasCoefficients = !summary.coefficients.isEmpty
    var parts = [hasCoefficients ? summary.coefficients : summary.thresholds]
    if hasCoefficients, !summary.thresholds.isEmpty { parts.append(summary.thresholds) }
    var tables: [Table] = []
    for (position, coefficients) in parts.enumerated() {
      tables.append(
        try Table(
          "\(position + 1)", caption: position == 0 ? escaped(caption) : "Thresholds",
          columns: coefficientColumns(coefficients), rows: coefficients.map { row($0, among: coefficients) },
          notes: position == 0 ? notes : [], source: position == 0 ? escaped(provenance.words) : nil))
    }
    func number() -> String { "\(tables.count + 1)" }
    if let ratios = summary.ratios, !ratios.values.isEmpty {
      tables.append(
        try Table(
          number(), caption: ratios.several, columns: ratioColumns(ratios.one, ratios.values),
          rows: ratios.values.map { row($0, among: ratios.values) }))
    }
    if !summary.tests.isEmpty {
      tables.append(
        try Table(
          number(), caption: "Tests by term", columns: testColumns(summary.testChoice.statisticName),
          rows: summary.tests.map(row)))
    }
    if !summary.lineTests.isEmpty {
      tables.append(
        try Table(
          number(), caption: "Tests of parallel lines", columns: testColumns("F"), rows: summary.lineTests.map(row)))
    }
    if let adjusted = summary.adjusted {
      tables += try adjusted.tables(from: tables.count + 1, labels: labels, escaped: escaped)
    }
    if !summary.measures.measures.isEmpty { tables.append(try summary.measures.table(number())) }
    return tables
  }

  /// Whether some of the coefficients belong to a level of the outcome that their names do not say.
  private func haveLevels(_ coefficients: [AnsweredCoefficient]) -> Bool {
    coefficients.contains { $0.outcomeLevel != nil && $0.outcomeLevel != $0.term }
  }

  private var levelColumn: TableColumn { TableColumn("outcomeLevel", header: "Level", role: .label) }

  private func coefficientColumns(_ coefficients: [AnsweredCoefficient]) -> [TableColumn] {
    [
      TableColumn("term", header: "Term", role: .label)
    ] + (haveLevels(coefficients) ? [levelColumn] : []) + [
      TableColumn("estimate", header: "Coefficient", role: .estimate),
      TableColumn("standardError", header: "Standard error", role: .estimate),
      TableColumn("lower", header: "Lower", role: .lower),
      TableColumn("upper", header: "Upper", role: .upper),
      TableColumn("statistic", header: "t", role: .test),
      TableColumn("pValue", header: "p", role: .test),
    ]
      + (summary.haveOwnDegreesOfFreedom ? [TableColumn("degreesOfFreedom", header: "df", role: .count)] : [])
      + (summary.imputationCount == nil
        ? [] : [TableColumn("fractionOfMissingInformation", header: "Missing information", role: .estimate)])
  }

  private func row(_ coefficient: AnsweredCoefficient, among all: [AnsweredCoefficient]) -> TableRow {
    let error = coefficient.standardError
    let format = NumberFormat.number(
      decimals: decimals(showing: 4, digitsOf: error > 0 ? error : coefficient.estimate))
    let level = haveLevels(all) ? [Cell.text(coefficient.outcomeLevel ?? "all")] : []
    return TableRow(
      [.text(coefficient.term)] + level + [
        .number(coefficient.estimate, format), .number(error, format),
        .number(coefficient.lower, format), .number(coefficient.upper, format),
        .number(coefficient.statistic, .number(decimals: 3)), .number(coefficient.pValue, .pValue),
      ]
        + (summary.haveOwnDegreesOfFreedom ? [.degreesOfFreedom(coefficient.degreesOfFreedom)] : [])
        + (coefficient.missingInformation.map { [.number($0.fraction, .ratio())] } ?? []))
  }

  private func ratioColumns(_ ratio: String, _ ratios: [AnsweredRatio]) -> [TableColumn] {
    [
      TableColumn("term", header: "Term", role: .label)
    ] + (ratios.contains { $0.outcomeLevel != nil } ? [levelColumn] : []) + [
      TableColumn("oddsRatio", header: ratio, role: .estimate),
      TableColumn("lower", header: "Lower", role: .lower),
      TableColumn("upper", header: "Upper", role: .upper),
    ]
  }

  private func row(_ ratio: AnsweredRatio, among all: [AnsweredRatio]) -> TableRow {
    let format = NumberFormat.ratio(decimals: 3)
    let end: (Double?) -> Cell = { $0.map { .number($0, format) } ?? .absent(.notApplicable) }
    let level =
      all.contains { $0.outcomeLevel != nil }
      ? [ratio.isReference ? Cell.absent(.notApplicable) : .text(ratio.outcomeLevel ?? "all")] : []
    return TableRow(
      [.text(ratio.isReference ? "\(ratio.term) (reference)" : ratio.term)] + level + [
        .number(ratio.value, format),
        end(ratio.interval?.lower), end(ratio.interval?.upper),
      ])
  }

  private func testColumns(_ statistic: String) -> [TableColumn] {
    [
      TableColumn("term", header: "Term", role: .label),
      TableColumn("statistic", header: statistic, role: .test),
      TableColumn("numerator", header: "df", role: .count),
      TableColumn("denominator", header: "Residual df", role: .count),
      TableColumn("pValue", header: "p", role: .test),
    ]
  }

  private func row(_ test: TermTest) -> TableRow {
    TableRow([
      .text(test.term), .number(test.statistic, .number(decimals: 3)),
      .count(test.numeratorDegreesOfFreedom), .degreesOfFreedom(test.denominatorDegreesOfFreedom),
      .number(test.pValue, .pValue),
    ])
  }
}
