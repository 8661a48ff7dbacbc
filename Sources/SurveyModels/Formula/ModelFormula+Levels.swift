internal import SurveyEstimates
public import SurveyMicrodata

/// Ordinal, multinomial and survival models from a formula.
extension ModelFormula {
  /// Returns the ordinal model that the formula means for some data.
  ///
  /// - Throws: `ModelError` for an unknown column, and where the left side names a level or a time.
  public func ordinalModel(for data: Microdata, link: CumulativeLink = .logit) throws(ModelError) -> OrdinalModel {
    guard outcomeReference == nil else { throw .outcomeOfAnotherModel(column: outcomeColumn, wanted: .order) }
    return OrdinalModel(of: try levels(in: data), on: terms, link: link)
  }

  /// Returns the multinomial model that the formula means for some data.
  ///
  /// - Throws: `ModelError` for an unknown column, and where the left side names a level or a time.
  public func multinomialModel(for data: Microdata) throws(ModelError) -> MultinomialModel {
    MultinomialModel(of: try levels(in: data), on: terms)
  }

  /// Returns the proportional hazards model that the formula means for some data.
  ///
  /// - Throws: `ModelError` for an unknown column or level, and where the left side is no time.
  public func coxModel(for data: Microdata, ties: CoxModel.Ties = .efron) throws(ModelError) -> CoxModel {
    guard let timeColumn else { throw .outcomeOfAnotherModel(column: outcomeColumn, wanted: .time) }
    try checkColumns(in: data)
    return CoxModel(of: SurvivalTime(Number(timeColumn), event: try outcome(in: data)), on: terms, ties: ties)
  }

  private func levels(in data: Microdata) throws(ModelError) -> Categorical {
    guard outcomeLevel == nil, timeColumn == nil else {
      throw .outcomeOfAnotherModel(column: outcomeColumn, wanted: .levels)
    }
    try checkColumns(in: data)
    return Categorical(outcomeColumn, reference: outcomeReference)
  }
}
