internal import SurveyEstimates
package import SurveyModels

/// What e to the power of a coefficient is.
package enum RatioKind: Sendable {
  /// A ratio of odds.
  case odds
  /// A ratio of the odds of a higher level.
  case oddsOfHigherLevel
  /// A ratio of shares.
  case prevalences
  /// A ratio of means.
  case means
  /// A ratio of the share of a level to that of the reference level.
  case risks
  /// A ratio of hazards.
  case hazards
}

extension FittedModel {
  /// What e to the power of a coefficient is; nil where it means nothing.
  package var ratioKind: RatioKind? {
    switch self {
    case .means(let fit):
      switch (fit.model.link, fit.model.outcome) {
      case (.logit, _): .odds
      case (.log, .binary): .prevalences
      case (.log, .number): .means
      default: nil
      }
    case .levels(let fit):
      switch fit.model {
      case .multinomial: .risks
      case .ordinal(let link): link == .logit ? .oddsOfHigherLevel : nil
      }
    case .times: .hazards
    }
  }

  /// e to the power of each coefficient but the intercept, with the reference levels in their place.
  package func ratios() throws(ModelError) -> [OddsRatio] {
    switch self {
    case .means(let fit): try fit.oddsRatios()
    case .levels(let fit): try fit.oddsRatios()
    case .times(let fit): try fit.hazardRatios()
    }
  }
}
