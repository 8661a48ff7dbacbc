internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyModels

extension Sentences {
  /// The fields of an odds ratio.
  func element(of odds: OddsRatio, counts: FitCounts) -> NamedResult.Element {
    let text = { (number: Double) in NumberFormat.ratio(decimals: 2).text(number, in: language) }
    var fields = fields(of: counts)
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
    var fields = self.fields(of: margin, counts: fitted.counts, decimals: fitted.decimals)
    if margin.level != fitted.reference {
      let ratio = try fitted.margins.adjustedPrevalenceRatio(of: margin.level, to: fitted.reference)
      let difference = try fitted.margins.adjustedDifference(of: margin.level, minus: fitted.reference)
      let strength = EValue(ofRatio: ratio)
      let factor = NumberFormat.ratio(decimals: 2)
      fields.set("ratio", ratio.value) { text($0, ratio.confidenceInterval, factor) }
      fields.set("difference", difference.value) {
        text($0, difference.confidenceInterval, NumberFormat.percentagePoints(decimals: fitted.decimals))
      }
      fields.set("p", difference.pValue) { NumberFormat.pValue.text($0, in: language) }
      fields.set("e-value", strength.estimate) { factor.text($0, in: language) }
      fields.set("e-value-limit", strength.limit) { factor.text($0, in: language) }
    }
    return NamedResult.Element(groups: [margin.level], items: [], fields)
  }

  /// The fields of an average marginal effect: a change in percentage points.
  func element(of effect: MarginalEffect, in fitted: FittedEffects) -> NamedResult.Element {
    let fields = fields(
      of: effect.change, counts: fitted.counts, format: NumberFormat.percentagePoints(decimals: fitted.decimals).signed)
    return NamedResult.Element(groups: effect.level.map { [$0] } ?? [], items: [effect.variable], fields)
  }

  /// The fields of an attributable fraction, with the people behind the difference.
  func element(of fitted: FittedFraction) -> NamedResult.Element {
    let (fraction, people) = (fitted.fraction.fraction, fitted.fraction.people)
    let share = NumberFormat.percentage(decimals: fitted.decimals)
    var fields = fields(of: fraction, counts: fitted.counts, format: share)
    fields.set("observed", fitted.fraction.observed) { share.text($0, in: language) }
    fields.set("unexposed", fitted.fraction.unexposed) { share.text($0, in: language) }
    let range = interval(
      population(people.confidenceInterval.lower), population(people.confidenceInterval.upper),
      level: people.confidenceInterval.level)
    fields.set("people", people.value) { "\(population($0)) (\(range))" }
    return NamedResult.Element(groups: [], items: [], fields)
  }

  /// The fields of the share at each dose, and of their trend: the change for each unit of dose.
  func elements(of fitted: FittedDoses) -> [NamedResult.Element] {
    let response = fitted.response
    let factor = NumberFormat.ratio(decimals: 2)
    var trend = fields(
      of: response.slope, counts: fitted.counts,
      format: NumberFormat.percentagePoints(decimals: fitted.decimals).signed)
    if let ratio = response.oddsRatio {
      trend.set("odds-ratio", ratio.value) { text($0, ratio.confidenceInterval, factor) }
    }
    if let departure = response.departure {
      trend.set("departure", departure.pValue) { NumberFormat.pValue.text($0, in: language) }
      trend.set(
        "shape",
        text: departure.pValue.isFinite ? vocabulary.departure(isDemonstrable: departure.pValue < 0.05) : "")
    }
    return response.margins.map { margin in
      NamedResult.Element(
        groups: [margin.level], items: [],
        fields(of: margin, counts: fitted.counts, decimals: fitted.decimals))
    } + [NamedResult.Element(groups: [], items: ["trend"], trend)]
  }

  private func fields(of margin: Margin, counts: FitCounts, decimals: Int) -> ResultFields {
    let share = NumberFormat.percentage(decimals: decimals)
    var fields = fields(of: counts)
    fields.set("value", margin.value) { share.text($0, in: language) }
    fields.set("se", margin.standardError) { share.text($0, in: language) }
    fields.set(margin.confidenceInterval, in: self) { share.text($0, in: language) }
    fields.setText(fields["interval"])
    return fields
  }

  private func fields(of comparison: MarginComparison, counts: FitCounts, format: NumberFormat) -> ResultFields {
    var fields = fields(of: counts)
    fields.set("value", comparison.value) { format.phrase($0, in: language) }
    fields.set("se", comparison.standardError) { format.text($0, in: language) }
    fields.set(comparison.confidenceInterval, in: self) { format.text($0, in: language) }
    fields.set("p", comparison.pValue) { NumberFormat.pValue.text($0, in: language) }
    fields.set(
      "verdict", text: comparison.pValue.isFinite ? vocabulary.verdict(comparison.verdict) : "")
    fields.setText(fields["interval"])
    return fields
  }

  private func fields(of counts: FitCounts) -> ResultFields {
    var fields = ResultFields()
    fields.set("n", Double(counts.unweightedCount), count)
    fields.set("missing", Double(counts.missingCount), count)
    fields.set("df", Double(counts.degreesOfFreedom), count)
    return fields
  }

  private func text(_ value: Double, _ interval: ConfidenceInterval, _ format: NumberFormat) -> String {
    let range = self.interval(
      format.text(interval.lower, in: language), format.text(interval.upper, in: language), level: interval.level)
    return "\(format.phrase(value, in: language)) (\(range))"
  }
}

extension MarginComparison {
  /// Whether the number is above or below the one that says there is no difference.
  fileprivate var verdict: Verdict {
    pValue < 0.05 ? (statistic > 0 ? .higher : .lower) : .noDemonstrableDifference
  }
}
