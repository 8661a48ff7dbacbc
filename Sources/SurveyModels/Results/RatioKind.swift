/// What e to the power of a coefficient is.
public enum RatioKind: String, Sendable, CaseIterable {
  /// A ratio of odds.
  case odds = "odds-ratio"
  /// A ratio of the odds of a higher level.
  case oddsOfHigherLevel = "odds-ratio-of-a-higher-level"
  /// A ratio of shares.
  case prevalences = "prevalence-ratio"
  /// A ratio of means.
  case means = "ratio-of-means"
  /// A ratio of the share of a level to that of the reference level.
  case risks = "relative-risk-ratio"
  /// A ratio of hazards.
  case hazards = "hazard-ratio"
}

extension ModelFit {
  /// What e to the power of a coefficient is; nil for a link under which it means nothing.
  public var ratioKind: RatioKind? {
    switch (model.link, model.outcome) {
    case (.logit, _): .odds
    case (.log, .binary): .prevalences
    case (.log, .number): .means
    default: nil
    }
  }
}

extension CategoricalFit {
  /// What e to the power of a coefficient is; nil for a link under which it means nothing.
  public var ratioKind: RatioKind? {
    switch model {
    case .multinomial: .risks
    case .ordinal(let link): link == .logit ? .oddsOfHigherLevel : nil
    }
  }
}
