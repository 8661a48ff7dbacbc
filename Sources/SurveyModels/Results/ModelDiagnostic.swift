public import SurveyMicrodata

/// Something about a fit that is worth knowing but not an error.
public enum ModelDiagnostic: Sendable, Hashable {
  /// No complete record has these levels of a covariate, so they have no coefficient.
  case unusedLevels(term: String, levels: [LevelName])
  /// Records have a fitted probability that is 0 or 1 to eight decimals.
  case extremeProbabilities(count: Int)
  /// Strata with a single unit were met and treated by a rule.
  case singleUnitStrata(count: Int, rule: String)
  /// Strata with a single unit were merged with others.
  case collapsedStrata(count: Int)
  /// Coefficients have a negative estimated variance, which joint probabilities and two phases can give.
  case negativeVariance(count: Int)
  /// Coefficients rest on records whose outcomes do not vary, or on a single primary unit, which say nothing of their
  /// variance.
  case unknownVariance(terms: [String])
  /// A profile of the penalised likelihood does not fall to its limit within the numbers that can be worked with.
  case openProfile(term: String)
}

extension ModelDiagnostic: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .unusedLevels(let term, let levels):
      "Term \"\(term)\": no complete record has "
        + levels.map(\.description).joined(separator: " or ") + ", which therefore has no coefficient."
    case .extremeProbabilities(let count):
      "\(count) \(count == 1 ? "record has" : "records have") a fitted probability within 1e-8 of 0 or 1; "
        + "the outcomes are nearly separated."
    case .singleUnitStrata(let count, let rule):
      "\(count) \(count == 1 ? "stratum has" : "strata have") a single unit; the rule was \(rule)."
    case .negativeVariance(let count):
      "The estimated variance of \(count) \(count == 1 ? "coefficient" : "coefficients") is negative, so that "
        + "\(count == 1 ? "it has" : "they have") no standard error."
    case .unknownVariance(let terms):
      "\(terms.count == 1 ? "Coefficient" : "Coefficients") "
        + terms.map { "\"\($0)\"" }.joined(separator: ", ")
        + ": what \(terms.count == 1 ? "it rests" : "they rest") on does not vary, between records or between primary "
        + "units, which says nothing of how far \(terms.count == 1 ? "it" : "they") may be off: no standard error, "
        + "interval or test."
    case .openProfile(let term):
      "The profile of coefficient \"\(term)\" has no end to one side."
    case .collapsedStrata(let count):
      "\(count) \(count == 1 ? "stratum has a single unit and was" : "strata have a single unit and were") merged with others."
    }
  }
}
