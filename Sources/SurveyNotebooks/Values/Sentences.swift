internal import ReportDocuments
internal import SurveyEstimates

/// Writes results as the texts that prose refers to.
struct Sentences {
  let language: Language

  var vocabulary: Vocabulary { Vocabulary(language: language) }

  /// The fields of an estimate.
  func element(of position: Int, in family: EstimateFamily) -> NamedResult.Element {
    let estimate = family.estimates[position]
    let format = family.format(of: estimate)
    let isPopulation = estimate.statistic == .total
    let text = { (number: Double) in isPopulation ? population(number) : format.text(number, in: language) }
    var fields = ResultFields()
    fields.set("value", estimate.value, text)
    fields.set("se", estimate.standardError) { format.text($0, in: language) }
    fields.set("df", Double(estimate.degreesOfFreedom), count)
    fields.set("n", Double(estimate.unweightedCount), count)
    fields.set("missing", Double(estimate.missingCount), count)
    if let hits = estimate.numeratorCount { fields.set("numerator", Double(hits), count) }
    if estimate.statistic == .prevalence {
      fields.set("one-in", estimate.value) { NumberFormat.oneIn.text($0, in: language) }
    }
    if let denominator = family.request.denominator { fields.set("denominator", text: denominator) }
    fields.set(estimate.confidenceInterval, in: self, text)
    fields.setText(fields["interval"], "n = \(fields["n"])")
    return NamedResult.Element(
      groups: estimate.domain.map(\.level), items: [estimate.variable] + (estimate.level.map { [$0] } ?? []), fields)
  }

  /// The fields of a comparison.
  func element(of comparison: Contrast, format: NumberFormat) -> NamedResult.Element {
    var fields = ResultFields()
    fields.set("value", comparison.value) { format.phrase($0, in: language) }
    fields.set("se", comparison.standardError) { format.text($0, in: language) }
    fields.set("df", Double(comparison.degreesOfFreedom), count)
    fields.set("n", Double(comparison.unweightedCount), count)
    fields.set("t", comparison.statistic) { NumberFormat.number(decimals: 2).text($0, in: language) }
    fields.set("p", comparison.pValue) { NumberFormat.pValue.text($0, in: language) }
    fields.set("verdict", text: comparison.pValue.isFinite ? vocabulary.verdict(comparison.verdict()) : "")
    fields.set(comparison.confidenceInterval, in: self) { format.text($0, in: language) }
    fields.setText(fields["interval"])
    return NamedResult.Element(groups: [], items: [], fields)
  }

  /// The fields of a test of association.
  func element(of test: TableTest) -> NamedResult.Element {
    let number = { (value: Double, decimals: Int) in NumberFormat.number(decimals: decimals).text(value, in: language) }
    let separator = language == .dutch ? "; " : ", "
    var fields = ResultFields()
    fields.set("value", test.value) { number($0, 2) }
    fields.set("n", Double(test.unweightedCount), count)
    fields.set("p", test.pValue) { NumberFormat.pValue.text($0, in: language) }
    guard test.value.isFinite, test.pValue.isFinite else {
      return NamedResult.Element(groups: [], items: [], fields)
    }
    fields.set("verdict", text: vocabulary.association(isDemonstrable: test.pValue < 0.05))
    let degrees = test.degreesOfFreedom.map { number($0, 1) }
    fields.set(
      "text",
      text: "F(\(degrees.joined(separator: separator))) = \(fields["value"])\(separator)\(probability(test.pValue))")
    return NamedResult.Element(groups: [], items: [], fields)
  }

  /// "p = 0,012" or "p < 0,001".
  func probability(_ value: Double) -> String {
    let text = NumberFormat.pValue.text(value, in: language)
    return text.first == "<" || text.first == ">" ? "p \(text.prefix(1)) \(text.dropFirst())" : "p = \(text)"
  }

  /// "95%-BI 7,1% tot 9,0%".
  func interval(_ lower: String, _ upper: String, level: Double) -> String {
    "\(language.confidenceIntervalAbbreviation(level: level)) \(lower) \(language.term(.to)) \(upper)"
  }

  func count(_ value: Int) -> String { count(Double(value)) }

  func count(_ value: Double) -> String { NumberFormat.count.text(value, in: language) }

  /// A number of people, rounded to hundreds, or to thousands from 10,000: no more is known.
  func population(_ value: Double) -> String {
    let unit = abs(value) < 10_000 ? 100.0 : 1000.0
    return count((value / unit).rounded() * unit)
  }
}
