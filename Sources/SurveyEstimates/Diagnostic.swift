public import SurveyMicrodata

/// Something about an estimate that is worth knowing but not an error.
public enum Diagnostic: Sendable, Hashable {
  /// The domain holds no record with a known value.
  case emptyDomain
  /// The domain reaches no more primary units than strata, so that there is no interval.
  case noDegreesOfFreedom
  /// The standard error is undefined: every stratum has a single unit, so that there is no average of others, or a
  /// value is not finite.
  case noStandardError
  /// The estimated variance is negative, which joint probabilities and two phases can give.
  case negativeVariance
  /// The denominator of a ratio adds up to 0.
  case zeroDenominator
  /// The values do not vary, or are too few, so that there is no such statistic.
  case noVariation
  /// The rate is 0, where an interval on the log scale does not exist.
  case rateOfZero
  /// Nothing varies among the records, which says nothing of the variance of the estimate or of what is made of it.
  case unknownVariance
  /// Cells of a standard population hold no record with a known value.
  case emptyStandardCells(count: Int)
  /// The share is 0 or 1, where this interval does not exist.
  case shareAtBoundary(IntervalMethod)
  /// The interval of the distribution function leaves the range from 0 to 1, so that the quantile has none.
  case quantileBeyondData
  /// Strata with a single unit were met and treated by a rule.
  case singleUnitStrata(count: Int, rule: String)
  /// Strata with a single unit were merged with others.
  case collapsedStrata(count: Int)
  /// The estimate is undefined in some replicates, which have no part in its standard error.
  case undefinedInReplicates(count: Int)
  /// The logit of a share is infinite in some replicates, so that its interval follows from the standard error.
  case infiniteLogitInReplicates(count: Int)
  /// Records are in no group because a grouping variable is missing.
  case missingGroups(count: Int)
  /// Most missing values of an indicator come from items that were not asked; how many of each kind.
  case missingByRouting(variable: String, counts: [MissingKind: Int])
  /// All known values of a variable are the same and others are blank: only ticks are known.
  case onlyTicksKnown(variable: String, blanks: Int)
}

extension Diagnostic {
  /// Whether it is of the number itself, and so of a test on it, and not of its interval alone.
  package var isOfTests: Bool {
    switch self {
    case .emptyDomain, .shareAtBoundary, .quantileBeyondData, .rateOfZero, .infiniteLogitInReplicates: false
    case .noDegreesOfFreedom, .noStandardError, .unknownVariance, .negativeVariance, .zeroDenominator, .noVariation,
      .emptyStandardCells, .singleUnitStrata, .collapsedStrata, .undefinedInReplicates, .missingGroups,
      .missingByRouting, .onlyTicksKnown:
      true
    }
  }
}

extension Estimates {
  /// What is worth knowing about some of the estimates in a test on them, each thing once.
  func diagnostics(ofTestOn positions: [Int]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for diagnostic in positions.flatMap({ self[$0].diagnostics })
    where diagnostic.isOfTests && !found.contains(diagnostic) {
      found.append(diagnostic)
    }
    return found
  }
}

extension Diagnostic: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .emptyDomain: "The domain holds no record with a known value."
    case .noDegreesOfFreedom: "The domain reaches no more primary units than strata, so that there is no interval."
    case .noStandardError: "The standard error is undefined, so that there is no interval."
    case .negativeVariance: "The estimated variance is negative, so that there is no standard error."
    case .zeroDenominator: "The denominator adds up to 0, so that there is no ratio."
    case .noVariation: "The values do not vary or are too few, so that the statistic is not defined."
    case .rateOfZero: "The rate is not above 0, where the log interval does not exist."
    case .unknownVariance:
      "What it rests on does not vary among the records, which says nothing of how far it may be off: no interval or test."
    case .emptyStandardCells(let count):
      "\(count) \(count == 1 ? "cell" : "cells") of the standard population \(count == 1 ? "holds" : "hold") no record with a known value, so that there is no standardised estimate."
    case .shareAtBoundary(let method): "The share is 0 or 1, where the \(method.rawValue) interval does not exist."
    case .quantileBeyondData: "The interval of the distribution function leaves the range from 0 to 1."
    case .singleUnitStrata(let count, let rule):
      "\(count) \(count == 1 ? "stratum has" : "strata have") a single unit; the rule was \(rule)."
    case .collapsedStrata(let count):
      "\(count) \(count == 1 ? "stratum has a single unit and was" : "strata have a single unit and were") merged with others."
    case .undefinedInReplicates(let count):
      "The estimate is undefined in \(count) \(count == 1 ? "replicate, which has" : "replicates, which have") no part in its standard error."
    case .infiniteLogitInReplicates(let count):
      "The share is 0 or 1 in \(count) \(count == 1 ? "replicate" : "replicates"), where its logit is infinite; the interval follows from the standard error of the share."
    case .missingGroups(let count):
      "\(count) \(count == 1 ? "record is" : "records are") in no group because a grouping variable is missing."
    case .missingByRouting(let variable, let counts):
      "Most missing values of \"\(variable)\" come from routing: of \(counts.values.reduce(0, +)) missing, \(counts[.notAsked, default: 0]) were not asked, \(counts[.refused, default: 0]) refused, \(counts[.doesNotKnow, default: 0]) not known and \(counts[.blank, default: 0]) blank. The rule anyTrueElseAllAsked takes what was not asked as a no; a condition can ask for it with \"is not asked\"."
    case .onlyTicksKnown(let variable, let blanks):
      "Only ticks are known of \"\(variable)\": every answer is the same and \(blanks) \(blanks == 1 ? "record is" : "records are") blank. A dictionary with tickAll says for whom a blank is a no."
    }
  }
}
