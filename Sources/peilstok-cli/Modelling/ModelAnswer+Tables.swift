import Peilstok

extension ModelAnswer {
  /// The coefficients, the odds ratios with their reference levels, and a test of each term.
  func tables(isForReading: Bool) throws -> [Table] {
    let escaped = isForReading ? MarkdownText.escaped : { $0 }
    let caption =
      "\(kind) of \(outcome): \(fit.unweightedCount) records, \(fit.missingCount) left out, "
      + "\(fit.degreesOfFreedom) degrees of freedom, intervals at level \(fit.level)"
    let notes = sentences.enumerated().map { Note("note\($0)", escaped($1)) }
    var tables = [
      try Table(
        "1", caption: escaped(caption), columns: coefficientColumns, rows: fit.coefficients.map(row), notes: notes,
        source: escaped(provenance.words))
    ]
    guard fit.coefficients.count > 1 else { return tables }
    if let ratio {
      let rows = try fit.oddsRatios().map(row)
      tables.append(try Table("2", caption: ratio.several, columns: ratioColumns(ratio.one), rows: rows))
    }
    tables.append(try Table("3", caption: "Tests by term", columns: testColumns, rows: try fit.waldTests().map(row)))
    return tables
  }

  private var coefficientColumns: [TableColumn] {
    [
      TableColumn("term", header: "Term", role: .label),
      TableColumn("estimate", header: "Coefficient", role: .estimate),
      TableColumn("standardError", header: "Standard error", role: .estimate),
      TableColumn("lower", header: "Lower", role: .lower),
      TableColumn("upper", header: "Upper", role: .upper),
      TableColumn("statistic", header: "t", role: .test),
      TableColumn("pValue", header: "p", role: .test),
    ]
  }

  private func row(_ coefficient: Coefficient) -> TableRow {
    let error = coefficient.standardError
    let format = NumberFormat.number(
      decimals: decimals(showing: 4, digitsOf: error > 0 ? error : coefficient.estimate))
    return TableRow([
      .text(coefficient.term), .number(coefficient.estimate, format), .number(error, format),
      .number(coefficient.lower, format), .number(coefficient.upper, format),
      .number(coefficient.statistic, .number(decimals: 3)), .number(coefficient.pValue, .pValue),
    ])
  }

  /// What the model is called.
  private var kind: String {
    let model = fit.model
    switch model.family {
    case .binomial where model.link == .logit: return "Logistic model"
    default:
      return model.family.name.prefix(1).uppercased()
        + "\(model.family.name.dropFirst()) model with \(model.link.name) link"
    }
  }

  /// What e to the power of a coefficient is, if anything.
  private var ratio: (one: String, several: String)? {
    switch (fit.model.link, fit.model.outcome) {
    case (.logit, _): ("Odds ratio", "Odds ratios")
    case (.log, .binary): ("Prevalence ratio", "Prevalence ratios")
    case (.log, .number): ("Ratio of means", "Ratios of means")
    default: nil
    }
  }

  private func ratioColumns(_ ratio: String) -> [TableColumn] {
    [
      TableColumn("term", header: "Term", role: .label),
      TableColumn("oddsRatio", header: ratio, role: .estimate),
      TableColumn("lower", header: "Lower", role: .lower),
      TableColumn("upper", header: "Upper", role: .upper),
    ]
  }

  private func row(_ ratio: OddsRatio) -> TableRow {
    let format = NumberFormat.ratio(decimals: 3)
    let end: (Double?) -> Cell = { $0.map { .number($0, format) } ?? .absent(.notApplicable) }
    return TableRow([
      .text(ratio.isReference ? "\(ratio.term) (reference)" : ratio.term), .number(ratio.value, format),
      end(ratio.confidenceInterval?.lower), end(ratio.confidenceInterval?.upper),
    ])
  }

  private var testColumns: [TableColumn] {
    [
      TableColumn("term", header: "Term", role: .label),
      TableColumn("statistic", header: "F", role: .test),
      TableColumn("numerator", header: "df", role: .count),
      TableColumn("denominator", header: "Residual df", role: .count),
      TableColumn("pValue", header: "p", role: .test),
    ]
  }

  private func row(_ test: WaldTest) -> TableRow {
    TableRow([
      .text(test.terms.joined(separator: ", ")), .number(test.statistic, .number(decimals: 3)),
      .count(test.numeratorDegreesOfFreedom), .count(test.denominatorDegreesOfFreedom),
      .number(test.pValue, .pValue),
    ])
  }
}
