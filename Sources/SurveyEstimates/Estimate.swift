/// One estimate with everything that a table, a sentence or a test needs to know about it.
public struct Estimate: Sendable {
  /// The kind of number.
  public let statistic: Statistic
  /// The name of the variable; for a ratio that of the numerator.
  public let variable: String
  /// The level of the variable whose share is estimated, the order of a quantile, or the denominator of a ratio.
  public let level: String?
  /// The domain: the level of each variable that the records were grouped by.
  public let domain: [DomainLevel]
  /// The estimate; not a number where the domain holds no record.
  public let value: Double
  /// The standard error; not a number where it is undefined.
  public let standardError: Double
  /// The degrees of freedom of intervals and tests: the primary units less the strata that the domain reaches, or with
  /// replicate weights their rank less 1.
  public let degreesOfFreedom: Int
  /// The interval, or nil where none can be given (see `diagnostics`).
  public let confidenceInterval: ConfidenceInterval?
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
  /// Without replacement out of Σw, as R `svymean(deff = TRUE)`; where the weights add up to no more than the
  /// records, with replacement, as R `deff = "replace"`.
  public let designEffect: Double?
  /// The number of records of the domain that were left out because the value is missing.
  public let missingCount: Int
  /// What is worth knowing about this estimate.
  public let diagnostics: [Diagnostic]
}

/// The kinds of estimate.
public enum Statistic: String, Sendable {
  /// A weighted mean.
  case mean
  /// A weighted total.
  case total
  /// A weighted share of a level, between 0 and 1.
  case prevalence
  /// A ratio of two weighted totals.
  case ratio
  /// A weighted quantile.
  case quantile
}

/// One variable and the level of it that a domain holds.
public struct DomainLevel: Sendable, Hashable {
  /// The name of the variable.
  public let variable: String
  /// The name of the level.
  public let level: String

  /// Names a level of a variable.
  public init(variable: String, level: String) {
    self.variable = variable
    self.level = level
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

/// The ways to find a confidence interval.
public enum IntervalMethod: String, Sendable, CaseIterable {
  /// Symmetric on the logit scale (proportions).
  case logit
  /// Clopper-Pearson on the effective count (proportions; Korn and Graubard 1998).
  case kornGraubard = "korn-graubard"
  /// Wilson's score interval on the effective count (proportions).
  case wilson
  /// The estimate plus and minus a multiple of its standard error.
  case wald
  /// The interval of the distribution function, inverted (quantiles; Woodruff 1952).
  case woodruff
}

/// Something about an estimate that is worth knowing but not an error.
public enum Diagnostic: Sendable, Hashable {
  /// The domain holds no record with a known value.
  case emptyDomain
  /// The domain reaches no more primary units than strata, so that there is no interval.
  case noDegreesOfFreedom
  /// The standard error is undefined: every stratum has a single unit, so that there is no average of others, or a
  /// value is not finite.
  case noStandardError
  /// The denominator of a ratio adds up to 0.
  case zeroDenominator
  /// The share is 0 or 1, where this interval does not exist.
  case shareAtBoundary(IntervalMethod)
  /// The interval of the distribution function leaves the range from 0 to 1, so that the quantile has none.
  case quantileBeyondData
  /// Strata with a single unit were met and treated by a rule.
  case singleUnitStrata(count: Int, rule: String)
  /// The estimate is undefined in some replicates, which have no part in its standard error.
  case undefinedInReplicates(count: Int)
  /// Records are in no group because a grouping variable is missing.
  case missingGroups(count: Int)
}

extension Diagnostic: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .emptyDomain: "The domain holds no record with a known value."
    case .noDegreesOfFreedom: "The domain reaches no more primary units than strata, so that there is no interval."
    case .noStandardError: "The standard error is undefined, so that there is no interval."
    case .zeroDenominator: "The denominator adds up to 0, so that there is no ratio."
    case .shareAtBoundary(let method): "The share is 0 or 1, where the \(method.rawValue) interval does not exist."
    case .quantileBeyondData: "The interval of the distribution function leaves the range from 0 to 1."
    case .singleUnitStrata(let count, let rule):
      "\(count) \(count == 1 ? "stratum has" : "strata have") a single unit; the rule was \(rule)."
    case .undefinedInReplicates(let count):
      "The estimate is undefined in \(count) \(count == 1 ? "replicate, which has" : "replicates, which have") no part in its standard error."
    case .missingGroups(let count):
      "\(count) \(count == 1 ? "record is" : "records are") in no group because a grouping variable is missing."
    }
  }
}
