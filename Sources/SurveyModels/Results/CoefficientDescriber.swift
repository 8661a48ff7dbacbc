internal import SurveyEstimates
internal import SurveyMicrodata

/// Says which term and levels a coefficient stands for.
struct CoefficientDescriber {
  let columns: ModelColumns
  let frame: ModelFrame

  /// Describes the coefficient of a column, or of a threshold that has a name of its own.
  func coefficient(
    _ j: Int, named name: String? = nil, outcomeLevel: String? = nil, estimate: Double, standardError: Double,
    t: StudentTInterval
  ) -> Coefficient {
    let statistic = standardError > 0 ? estimate / standardError : .nan
    return Coefficient(
      term: name ?? columns.names[j], modelTerm: term(ofColumn: j)?.name ?? columns.names[j],
      levels: levels(ofColumn: j), outcomeLevel: outcomeLevel,
      number: MeasuredNumber(
        estimate, standardError: standardError, degreesOfFreedom: Double(t.degreesOfFreedom),
        confidenceInterval: ConfidenceInterval(
          method: .wald, level: t.level, lower: estimate - t.multiplier * standardError,
          upper: estimate + t.multiplier * standardError),
        test: MeasuredNumber.Test(statistic: statistic, pValue: t.pValue(statistic))))
  }

  private func term(ofColumn j: Int) -> TermColumns? { columns.pieces.first { $0.columns.contains(j) } }

  func levels(ofColumn j: Int) -> [DomainLevel] {
    guard let term = term(ofColumn: j), let cell = term.columnOfCell.firstIndex(of: Int32(j)) else { return [] }
    return levels(ofCell: cell, in: term)
  }

  /// The level of each categorical covariate of a term in a combination.
  func levels(ofCell cell: Int, in term: TermColumns) -> [DomainLevel] {
    let codes = decoded(cell, term.factors.map { frame.covariates[$0.covariate].levelCount })
    return zip(term.factors, codes).compactMap { factor, code in
      guard case .levels(_, let names) = frame.covariates[factor.covariate].values else { return nil }
      let covariate = frame.covariates[factor.covariate]
      return DomainLevel(
        variable: covariate.name, level: names[code], nameInMessages: covariate.levelNames[code])
    }
  }
}
