package import SurveyMicrodata

/// One estimate with everything that a table, a sentence or a test needs to know about it.
public struct Estimate: Measured {
  /// The kind of number.
  public let statistic: Statistic
  /// The name of the variable; for a ratio that of the numerator.
  public let variable: String
  /// The level of the variable whose share is estimated, the order of a quantile, or the denominator of a ratio.
  public let level: String?
  /// The domain: the level of each variable that the records were grouped by.
  public let domain: [DomainLevel]
  /// The estimate, which is not a number where the domain holds no record; `diagnostics` say why there is no interval.
  public let number: MeasuredNumber
  /// The number of records with a positive weight and a known value in the domain.
  public let unweightedCount: Int
  /// The number of those records that are in the numerator, for a share.
  public let numeratorCount: Int?
  /// The sum of the weights of those records: the estimated size of the domain.
  public let weightSum: Double
  /// The number of records of a simple random sample with the same variance; nil where undefined.
  public let effectiveCount: Double?
  /// The variance over that of a simple random sample of as many records; nil where undefined.
  ///
  /// What kind of sample that is says `designEffectBasis`, which all estimates of one call share.
  public let designEffect: Double?
  /// The simple random sample that the design effect compares with; nil where there is none.
  ///
  /// Without replacement out of Σw, as R `svymean(deff = TRUE)`; where the weights of the design or of a group add up to
  /// no more than the records, with replacement for all, as R `deff = "replace"`.
  public let designEffectBasis: DesignEffectBasis?
  /// The number of records of the domain that were left out because the value is missing.
  public let missingCount: Int
  /// What is worth knowing about this estimate.
  public let diagnostics: [Diagnostic]
  /// Whether the standard error says how far the estimate may be off.
  ///
  /// It does not where it is 0 because nothing varies among the records: such an estimate has no interval that rests on the
  /// standard error, and what is made of it has neither interval nor test. A standard error of 0 of what is known, from a
  /// calibration or a sample of everything, does.
  public internal(set) var hasKnownVariance = true

  init(
    statistic: Statistic, variable: String, level: String?, domain: [DomainLevel], value: Double, standardError: Double,
    degreesOfFreedom: Int, confidenceInterval: ConfidenceInterval?, unweightedCount: Int, numeratorCount: Int?,
    weightSum: Double, effectiveCount: Double?, designEffect: Double?, designEffectBasis: DesignEffectBasis? = nil,
    missingCount: Int, diagnostics: [Diagnostic], hasKnownVariance: Bool = true
  ) {
    self.statistic = statistic
    self.variable = variable
    self.level = level
    self.domain = domain
    number = MeasuredNumber(
      value, standardError: standardError, degreesOfFreedom: Double(degreesOfFreedom),
      confidenceInterval: confidenceInterval,
      scale: statistic.isShare ? .share(confidenceInterval?.method ?? .logit) : .number)
    self.unweightedCount = unweightedCount
    self.numeratorCount = numeratorCount
    self.weightSum = weightSum
    self.effectiveCount = effectiveCount
    self.designEffect = designEffect
    self.designEffectBasis = designEffect == nil ? nil : designEffectBasis
    self.missingCount = missingCount
    self.diagnostics = diagnostics
    self.hasKnownVariance = hasKnownVariance
  }

  /// The degrees of freedom of intervals and tests: the primary units less the strata that the domain reaches, or with
  /// replicate weights their rank less 1.
  public var degreesOfFreedom: Int { Int(number.degreesOfFreedom) }
}

/// One variable and the level of it that a domain holds.
public struct DomainLevel: Sendable, Hashable {
  /// The name of the variable.
  public let variable: String
  /// The name of the level; "Total" for all records whatever their level.
  public let level: String
  /// Whether this is no level but the total of all records, whatever their level or without one.
  public let isTotal: Bool
  /// The level as a message may say it.
  package let nameInMessages: LevelName

  /// Names a level of a variable.
  public init(variable: String, level: String) {
    self.init(variable: variable, level: level, nameInMessages: LevelName(stringLiteral: level))
  }

  /// Names a level that was read from records.
  package init(variable: String, level: String, nameInMessages: LevelName) {
    self.variable = variable
    self.level = level
    self.nameInMessages = nameInMessages
    isTotal = false
  }

  /// Stands for all records, whatever their level of a variable.
  public init(totalOf variable: String) {
    self.variable = variable
    level = "Total"
    nameInMessages = "Total"
    isTotal = true
  }

  /// Whether two are the same level of the same variable.
  public static func == (one: DomainLevel, other: DomainLevel) -> Bool {
    one.variable == other.variable && one.level == other.level && one.isTotal == other.isTotal
  }

  /// Mixes in the variable and the level.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(variable)
    hasher.combine(level)
    hasher.combine(isTotal)
  }
}

/// A range that covers the true value with a stated probability.
public struct ConfidenceInterval: Sendable, Hashable {
  /// How the range was found.
  public let method: IntervalMethod
  /// The probability of coverage, such as 0.95.
  public let level: Double
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double

  /// Creates an interval.
  public init(method: IntervalMethod, level: Double, lower: Double, upper: Double) {
    self.method = method
    self.level = level
    self.lower = lower
    self.upper = upper
  }
}
