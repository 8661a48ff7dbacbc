internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyModels

extension Sentences {
  /// The fields of an odds ratio.
  func element(of odds: OddsRatio, in fit: ModelFit) -> NamedResult.Element {
    let text = { (number: Double) in NumberFormat.ratio(decimals: 2).text(number, in: language) }
    var fields = counts(of: fit)
    fields.set("value", odds.value, text)
    fields.set(odds.confidenceInterval, in: self, text)
    fields.set("p", odds.pValue ?? .nan) { NumberFormat.pValue.text($0, in: language) }
    fields.setText(fields["interval"])
    return NamedResult.Element(groups: odds.levels.map(\.level), items: [odds.term, odds.modelTerm], fields)
  }

  /// The fields of a predictive margin, with its ratio to and difference from the reference level.
  func element(
    of margin: Margin, in fitted: FittedMargins
  ) throws(ModelError) -> NamedResult.Element {
    let share = NumberFormat.percentage(decimals: fitted.decimals)
    var fields = counts(of: fitted.fit)
    fields.set("value", margin.value) { share.text($0, in: language) }
    fields.set("se", margin.standardError) { share.text($0, in: language) }
    fields.set(margin.confidenceInterval, in: self) { share.text($0, in: language) }
    fields.setText(fields["interval"])
    if margin.level != fitted.reference {
      let ratio = try fitted.margins.adjustedPrevalenceRatio(of: margin.level, to: fitted.reference)
      let difference = try fitted.margins.adjustedDifference(of: margin.level, minus: fitted.reference)
      let points = NumberFormat.percentagePoints(decimals: fitted.decimals)
      fields.set("ratio", ratio.value) { text($0, ratio.confidenceInterval, NumberFormat.ratio(decimals: 2)) }
      fields.set("difference", difference.value) { text($0, difference.confidenceInterval, points) }
      fields.set("p", difference.pValue) { NumberFormat.pValue.text($0, in: language) }
    }
    return NamedResult.Element(groups: [margin.level], items: [], fields)
  }

  private func counts(of fit: ModelFit) -> ResultFields {
    var fields = ResultFields()
    fields.set("n", Double(fit.unweightedCount), count)
    fields.set("missing", Double(fit.missingCount), count)
    fields.set("df", Double(fit.degreesOfFreedom), count)
    return fields
  }

  private func text(_ value: Double, _ interval: ConfidenceInterval, _ format: NumberFormat) -> String {
    let range = self.interval(
      format.text(interval.lower, in: language), format.text(interval.upper, in: language), level: interval.level)
    return "\(format.phrase(value, in: language)) (\(range))"
  }
}
