internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyModels

/// What models say in a sentence.
extension Sentences {
  /// The fields of a coefficient or of e to its power.
  func element(of row: ModelRow, in model: NamedModel, decimals: Int) -> NamedResult.Element {
    var fields = fields(of: model.counts)
    let form: NumberFormat = model.ratioKind == nil ? .number(decimals: decimals) : .ratio(decimals: decimals)
    fields.setValue(Figure(row.number, unweightedCount: model.counts.unweightedCount, form: form), in: self)
    fields.set("p", row.pValue) { NumberFormat.pValue.text($0, in: language) }
    fields.setText(fields["interval"])
    let ofOutcome = row.outcomeLevel.map { $0 == row.term ? [] : [$0] } ?? []
    return NamedResult.Element(groups: row.levels.map(\.level) + ofOutcome, items: [row.term, row.modelTerm], fields)
  }

  /// The fields of a predictive margin, with its ratio to and difference from the reference level.
  func element(
    of margin: Margin, in fitted: FittedMargins
  ) throws(ModelError) -> NamedResult.Element {
    var fields = self.fields(of: margin, counts: fitted.counts, form: fitted.form)
    if margin.level != fitted.reference {
      let ratio = try fitted.margins.adjustedPrevalenceRatio(of: margin.level, to: fitted.reference)
      let difference = try fitted.margins.adjustedDifference(of: margin.level, minus: fitted.reference)
      let strength = EValue(ofRatio: ratio)
      let factor = NumberFormat.ratio(decimals: 2)
      let points = fitted.form.change
      fields.set("ratio", Figure(of: ratio, counts: fitted.counts, format: factor), in: self)
      fields.set("difference", Figure(of: difference, counts: fitted.counts, format: points), in: self)
      fields.set("p", difference.pValue) { NumberFormat.pValue.text($0, in: language) }
      fields.set("e-value", strength?.estimate ?? .nan) { factor.text($0, in: language) }
      fields.set("e-value-limit", strength?.limit ?? .nan) { factor.text($0, in: language) }
    }
    return NamedResult.Element(groups: [margin.level], items: [], fields)
  }

  /// The fields of an average marginal effect: a change in percentage points.
  func element(of effect: MarginalEffect, in fitted: FittedEffects) -> NamedResult.Element {
    let fields = fields(
      of: effect.change, counts: fitted.counts, format: fitted.form.change.signed)
    return NamedResult.Element(groups: effect.level.map { [$0] } ?? [], items: [effect.variable], fields)
  }

  /// The fields of an attributable fraction, with the people behind the difference.
  func element(of fitted: FittedFraction) -> NamedResult.Element {
    let (fraction, people) = (fitted.fraction.fraction, fitted.fraction.people)
    let share = NumberFormat.percentage(decimals: fitted.form.decimals)
    let mean = fitted.form.mean
    var fields = fields(of: fraction, counts: fitted.counts, format: share)
    fields.set("observed", fitted.fraction.observed) { mean.text($0, in: language) }
    fields.set("unexposed", fitted.fraction.unexposed) { mean.text($0, in: language) }
    fields.set("people", Figure(of: people, counts: fitted.counts, format: fitted.peopleFormat), in: self)
    return NamedResult.Element(groups: [], items: [], fields)
  }

  /// The fields of the share at each dose, and of their trend: the change for each unit of dose.
  func elements(of fitted: FittedDoses) -> [NamedResult.Element] {
    let response = fitted.response
    var trend = fields(
      of: response.slope, counts: fitted.counts,
      format: fitted.form.change.signed)
    if let ratio = response.oddsRatio {
      let factor = NumberFormat.ratio(decimals: 2)
      trend.set("odds-ratio", Figure(of: ratio, counts: fitted.counts, format: factor), in: self)
    }
    if let departure = response.departure {
      trend.set("departure", departure.pValue, probability)
      trend.set(
        "shape",
        text: departure.pValue.isFinite ? vocabulary.departure(isDemonstrable: departure.pValue < 0.05) : "")
    }
    return response.margins.map { margin in
      NamedResult.Element(
        groups: [margin.level], items: [],
        fields(of: margin, counts: fitted.counts, form: fitted.form))
    } + [NamedResult.Element(groups: [], items: ["trend"], trend)]
  }

  private func fields(of margin: Margin, counts: FitCounts, form: AdjustedForm) -> ResultFields {
    var fields = fields(of: counts)
    fields.setValue(
      Figure(margin.number, unweightedCount: counts.unweightedCount, form: form.mean), in: self)
    fields.setText(fields["interval"])
    return fields
  }

  private func fields(
    of comparison: MarginComparison, counts: FitCounts, format: NumberFormat
  ) -> ResultFields {
    var fields = fields(of: counts)
    fields.setValue(Figure(of: comparison, counts: counts, format: format), in: self)
    fields.set("p", comparison.pValue) { NumberFormat.pValue.text($0, in: language) }
    fields.set("verdict", text: comparison.pValue.isFinite ? vocabulary.name(of: comparison.verdict) : "")
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
}

extension Figure {
  fileprivate init(of comparison: MarginComparison, counts: FitCounts, format: NumberFormat) {
    self.init(comparison.number, unweightedCount: counts.unweightedCount, form: format)
  }
}

extension MarginComparison {
  /// Whether the number is above or below the one that says there is no difference.
  fileprivate var verdict: Verdict {
    pValue < 0.05 ? (statistic > 0 ? .higher : .lower) : .noDemonstrableDifference
  }
}
