public import SurveyModels

/// Ratios from the coefficients of a model of any kind.
extension FittedModel {
  /// What e to the power of a coefficient is; nil where it means nothing.
  public var ratioKind: RatioKind? {
    switch self {
    case .means(let fit): fit.ratioKind
    case .levels(let fit): fit.ratioKind
    case .times: .hazards
    }
  }

  /// e to the power of each coefficient but the intercept, with the reference levels in their place.
  ///
  /// - Throws: `ModelError.linkWithoutRatios` for a generalised linear model of another link than logit and log.
  public func ratios() throws(ModelError) -> [OddsRatio] {
    switch self {
    case .means(let fit): try fit.oddsRatios()
    case .levels(let fit): try fit.oddsRatios()
    case .times(let fit): try fit.hazardRatios()
    }
  }
}
