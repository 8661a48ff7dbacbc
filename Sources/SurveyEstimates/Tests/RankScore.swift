internal import SurveyNumerics

/// What a rank test makes of the place r of a value in the population, between 0 and 1.
public enum RankScore: String, Sendable, CaseIterable {
  /// The place itself, for the sum of ranks of two groups; of more groups it is the Kruskal-Wallis test.
  case wilcoxon
  /// The standard normal quantile of the place.
  case vanDerWaerden = "van-der-waerden"
  /// Whether the place is above one half.
  case median
  /// The place itself, for any number of groups.
  case kruskalWallis = "kruskal-wallis"

  func score(ofPlace place: Double) -> Double {
    switch self {
    case .wilcoxon, .kruskalWallis: place
    case .vanDerWaerden: NormalDistribution().quantile(place)
    // A place that rounding alone puts above the middle is in it: the unit of the weights must not decide.
    case .median: place > 0.5 + 1e-12 ? 1 : 0
    }
  }
}

/// The place of values that are equal.
public enum RankTies: String, Sendable, CaseIterable {
  /// The middle of the weights that share the value, which does not depend on the order of the records.
  case middleOfWeights = "middle-of-weights"
  /// The mean over the records of the place that each would have in the order of the data, as R `svyranktest` takes it:
  /// where records with the same value have other weights, it changes with their order.
  case meanOfRecords = "mean-of-records"
}

/// A test of whether groups differ in their places on a variable.
public struct RankTest: Sendable {
  /// What was made of the places.
  public let score: RankScore
  /// The value of t for two groups, of F for more.
  public let value: Double
  /// The degrees of freedom: of t its own, of F those of numerator and denominator.
  public let degreesOfFreedom: [Double]
  /// The probability of a value further away where the groups do not differ.
  public let pValue: Double
  /// The difference of the mean scores of two groups, the second less the first; nil for more groups.
  public let difference: Contrast?
  /// The number of records with a known value and group.
  public let unweightedCount: Int
  /// What is worth knowing about the means of the scores.
  public let diagnostics: [Diagnostic]
}
