public import SurveyEstimates

/// One coefficient of a model with its test: the change of the log odds.
public struct Coefficient: Sendable {
  /// The name of the coefficient as R gives it, such as `(Intercept)`, `ageold` or `sexfemale:ageold`.
  public let term: String
  /// The name of the model's term that it belongs to, such as `age` or `sex:age`.
  public let modelTerm: String
  /// The level of each categorical covariate of the term that the coefficient stands for.
  public let levels: [DomainLevel]
  /// The level of the outcome that the coefficient belongs to, or the two that a threshold lies between, as R writes
  /// them: `5|6`; nil where it belongs to all.
  public let outcomeLevel: String?
  /// The estimate.
  public let estimate: Double
  /// Its standard error under the design; not a number where the estimated variance is negative.
  public let standardError: Double
  /// The statistic t = estimate / standard error, of a penalised fit the signed root of the likelihood ratio over its
  /// design effect; not a number where the standard error is 0.
  public let statistic: Double
  /// The residual degrees of freedom; more of a penalised fit, where the model tells a part of the variance.
  public let degreesOfFreedom: Int
  /// The two-sided probability of a larger |t| where the coefficient is 0.
  public let pValue: Double
  /// The lower end of the interval.
  public let lower: Double
  /// The upper end of the interval.
  public let upper: Double
  /// How the interval is found: by a multiple of the standard error, or of a penalised fit by its profile.
  public let intervalMethod: IntervalMethod
}

/// The factor by which the odds of the outcome change, e to the power of a coefficient.
public struct OddsRatio: Sendable {
  /// The name of the coefficient; for a reference level the name it would have.
  public let term: String
  /// The name of the model's term that it belongs to.
  public let modelTerm: String
  /// The level of each categorical covariate of the term that it stands for.
  public let levels: [DomainLevel]
  /// The level of the outcome that it belongs to, or the two that its threshold lies between; nil where it belongs to all.
  public let outcomeLevel: String?
  /// The odds ratio; 1 for a reference level.
  public let value: Double
  /// The interval, symmetric on the log scale, or of a penalised fit that of its profile; nil for a reference level.
  public let confidenceInterval: ConfidenceInterval?
  /// Its standard error, that of the coefficient times the ratio; nil for a reference level.
  public let standardError: Double?
  /// The probability of the coefficient's test; nil for a reference level.
  public let pValue: Double?
  /// Whether this is the level that the others of the term are compared with.
  public var isReference: Bool { confidenceInterval == nil }
}

extension Coefficient {
  /// The same coefficient with the ends of an interval at another level.
  func replacingInterval(_ ends: (lower: Double, upper: Double)) -> Coefficient {
    Coefficient(
      term: term, modelTerm: modelTerm, levels: levels, outcomeLevel: outcomeLevel, estimate: estimate,
      standardError: standardError, statistic: statistic, degreesOfFreedom: degreesOfFreedom, pValue: pValue,
      lower: ends.lower, upper: ends.upper, intervalMethod: intervalMethod)
  }
}
