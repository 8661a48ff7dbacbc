public import SurveyEstimates

/// One coefficient of a model with its test: the change of the log odds.
public struct Coefficient: Measured {
  /// The name of the coefficient as R gives it, such as `(Intercept)`, `ageold` or `sexfemale:ageold`.
  public let term: String
  /// The name of the model's term that it belongs to, such as `age` or `sex:age`.
  public let modelTerm: String
  /// The level of each categorical covariate of the term that the coefficient stands for.
  public let levels: [DomainLevel]
  /// The level of the outcome that the coefficient belongs to, or the two that a threshold lies between, as R writes
  /// them: `5|6`; nil where it belongs to all.
  public let outcomeLevel: String?
  /// The estimate with its standard error under the design and its test.
  ///
  /// The statistic is t = estimate / standard error, of a penalised fit the signed root of the likelihood ratio over its
  /// design effect; not a number where the standard error is 0.
  public let number: MeasuredNumber

  /// The estimate.
  public var estimate: Double { number.value }
  /// The residual degrees of freedom; more of a penalised fit, where the model tells a part of the variance.
  public var degreesOfFreedom: Int { Int(number.degreesOfFreedom) }
  /// The lower end of the interval.
  public var lower: Double { number.ends.lower }
  /// The upper end of the interval.
  public var upper: Double { number.ends.upper }
  /// How the interval is found: by a multiple of the standard error, or of a penalised fit by its profile.
  public var intervalMethod: IntervalMethod { number.confidenceInterval?.method ?? .wald }
}

/// The factor by which the odds, the mean or the hazard of the outcome change, e to the power of a coefficient.
public struct OddsRatio: Measured {
  /// What it is a ratio of; nil for a link under which it means nothing.
  public let kind: RatioKind?
  /// The name of the coefficient; for a reference level the name it would have.
  public let term: String
  /// The name of the model's term that it belongs to.
  public let modelTerm: String
  /// The level of each categorical covariate of the term that it stands for.
  public let levels: [DomainLevel]
  /// The level of the outcome that it belongs to, or the two that its threshold lies between; nil where it belongs to all.
  public let outcomeLevel: String?
  /// The odds ratio, which is 1 for a reference level.
  ///
  /// The interval is symmetric on the log scale, or of a penalised fit that of its profile; the standard error is that of the
  /// coefficient times the ratio, the test that of the coefficient. A reference level has none of these.
  public let number: MeasuredNumber

  /// The standard error, that of the coefficient times the ratio; nil for a reference level.
  public var standardError: Double? { isReference ? nil : number.standardError }
  /// The probability of the coefficient's test; nil for a reference level.
  public var pValue: Double? { number.test?.pValue }
  /// Whether this is the level that the others of the term are compared with.
  public var isReference: Bool { number.confidenceInterval == nil }
}

extension Coefficient {
  /// The same coefficient with the ends of an interval at another level.
  func replacingInterval(_ ends: (lower: Double, upper: Double), level: Double) -> Coefficient {
    Coefficient(
      term: term, modelTerm: modelTerm, levels: levels, outcomeLevel: outcomeLevel,
      number: number.replacingInterval(
        ConfidenceInterval(method: intervalMethod, level: level, lower: ends.lower, upper: ends.upper)))
  }
}
