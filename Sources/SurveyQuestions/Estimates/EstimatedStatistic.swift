public import SurveyEstimates

/// What can be estimated, by the name that a question asks for it.
public enum EstimatedStatistic: String, Sendable, CaseIterable {
  /// A weighted mean.
  case mean
  /// A weighted total.
  case total
  /// The share of a level.
  case prevalence
  /// One total over another.
  case ratio
  /// Values below which given shares lie.
  case quantile
  /// The shares up to given values.
  case distributionFunction = "distribution-function"
  /// The shares between given values.
  case histogram
  /// The density at given values.
  case density
  /// The variance of the population.
  case variance
  /// The covariances of several variables.
  case covariance
  /// The correlations of several variables.
  case correlation
  /// Gini's coefficient of concentration.
  case gini
  /// The share of the richest fifth over that of the poorest.
  case quintileShareRatio = "quintile-share-ratio"
  /// Cronbach's alpha of several items.
  case alpha
  /// Cohen's kappa of two ratings.
  case kappa
  /// How many of several statements hold.
  case counts
  /// Which of several statements hold together.
  case patterns
  /// Every two of several statements.
  case coOccurrence = "co-occurrence"
  /// The shares for which at least so many of several statements hold.
  case cumulativeIndex = "cumulative-index"
  /// A total by the people of the population.
  case rate
}

extension EstimatedStatistic {
  /// The name in words.
  public var words: String { rawValue.split(separator: "-").joined(separator: " ") }

  /// The intervals it has, the default first.
  public var intervals: [IntervalMethod] {
    switch self {
    case .prevalence, .distributionFunction, .histogram, .counts, .patterns, .coOccurrence, .cumulativeIndex:
      IntervalMethod.ofProportions
    case .quantile: IntervalMethod.ofQuantiles
    case .rate: [.wald, .log]
    case .mean, .total, .ratio, .density, .variance, .covariance, .correlation, .gini, .quintileShareRatio, .alpha,
      .kappa:
      [.wald]
    }
  }

  /// How many variables it is of; nil for any number.
  var variableCount: ClosedRange<Int>? {
    switch self {
    case .kappa: 2...2
    case .distributionFunction, .histogram, .density: 1...1
    case .covariance, .correlation, .alpha, .coOccurrence: 2...Int.max
    default: nil
    }
  }

  var variableCountInWords: String {
    switch variableCount {
    case 2...2: "two variables"
    case 1...1: "one variable"
    default: "at least two variables"
    }
  }

  /// Whether it is of statements, such as sex=girl, rather than of numbers.
  public var isOfStatements: Bool { [.counts, .patterns, .coOccurrence, .cumulativeIndex].contains(self) }

  /// Whether a level of a variable stands for its indicator.
  public var takesLevels: Bool { isOfStatements || [.mean, .total, .prevalence, .ratio, .rate].contains(self) }

  /// The options that only some statistics take, each with those.
  static let optionsOfSome: [(option: String, statistics: [EstimatedStatistic])] = [
    ("over", [.ratio]), ("quantile", [.quantile]), ("rule", [.quantile]),
    ("at", [.distributionFunction, .histogram, .density]), ("population", [.rate, .mean, .prevalence, .ratio]),
    ("per", [.rate]),
  ]

  /// The option that it needs.
  var neededOption: String? {
    switch self {
    case .ratio: "over"
    case .rate: "population"
    case .distributionFunction, .histogram, .density: "at"
    default: nil
    }
  }
}
