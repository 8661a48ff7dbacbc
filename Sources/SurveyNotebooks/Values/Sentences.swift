internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyImputation

/// Writes results as the texts that prose refers to.
struct Sentences {
  let language: Language

  var vocabulary: Vocabulary { Vocabulary(language: language) }

  /// The fields of an estimate.
  func element(of position: Int, in family: EstimateFamily) -> NamedResult.Element {
    let estimate = family.estimates[position]
    let format = family.format(of: estimate)
    var fields = ResultFields()
    fields.setValue(
      Figure(
        estimate.number, level: family.request.level, unweightedCount: estimate.unweightedCount, form: format,
        differenceForm: family.differenceFormat(of: estimate)), in: self)
    fields.set("df", Double(estimate.degreesOfFreedom), count)
    fields.set("n", Double(estimate.unweightedCount), count)
    fields.set("missing", Double(estimate.missingCount), count)
    if let hits = estimate.numeratorCount { fields.set("numerator", Double(hits), count) }
    if estimate.statistic == .prevalence {
      fields.set("one-in", estimate.value) { NumberFormat.oneIn.text($0, in: language) }
    }
    if let denominator = family.request.denominator { fields.set("denominator", text: denominator) }
    fields.setText(fields["interval"], "n = \(fields["n"])")
    return NamedResult.Element(
      groups: estimate.domain.map(\.level), items: [estimate.variable] + (estimate.level.map { [$0] } ?? []), fields)
  }

  /// The fields of a comparison.
  func element(of comparison: Contrast, format: NumberFormat) -> NamedResult.Element {
    var fields = ResultFields()
    fields.setValue(
      Figure(comparison.number, unweightedCount: comparison.unweightedCount, form: format), in: self)
    fields.set("df", Double(comparison.degreesOfFreedom), count)
    fields.set("n", Double(comparison.unweightedCount), count)
    fields.set("t", comparison.statistic) { NumberFormat.number(decimals: 2).text($0, in: language) }
    fields.set("p", comparison.pValue) { NumberFormat.pValue.text($0, in: language) }
    fields.set("verdict", text: comparison.pValue.isFinite ? vocabulary.name(of: comparison.verdict()) : "")
    fields.setText(fields["interval"])
    return NamedResult.Element(groups: [], items: [], fields)
  }

  /// The fields of a test of association.
  func element(of test: TableTest) -> NamedResult.Element {
    let number = { (value: Double, decimals: Int) in NumberFormat.number(decimals: decimals).text(value, in: language) }
    let separator = language.words.statisticSeparator
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

  /// The fields of an element pooled over completed records.
  func element(pooling elements: [NamedResult.Element]) throws(ImputationError) -> NamedResult.Element {
    var fields = ResultFields()
    for field in elements[0].figures.keys.sorted() {
      let figures = elements.compactMap { $0.figures[field] }
      guard figures.count == elements.count else { throw .differentResults(imputation: figures.count + 1) }
      let pooled = try Figure(pooling: figures)
      if field == "value" {
        fields.setValue(pooled, in: self)
        fields.set("n", Double(pooled.unweightedCount), count)
        fields.set("df", pooled.degreesOfFreedom) { NumberFormat.number(decimals: 1).text($0, in: language) }
        fields.setText(fields["interval"], "n = \(fields["n"])")
      } else {
        fields.set(field, pooled, in: self)
      }
    }
    return NamedResult.Element(groups: elements[0].groups, items: elements[0].items, fields)
  }

  /// A number in a sentence, with its unit.
  func phrase(_ value: Double, _ form: NumberFormat) -> String { form.phrase(value, in: language) }

  /// A number without its unit.
  func text(_ value: Double, _ form: NumberFormat) -> String { form.text(value, in: language) }

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
}
