import ArgumentParser
import Peilstok

/// What `--statistic` takes.
enum StatisticChoice: String, CaseIterable, ExpressibleByArgument {
  case mean
  case total
  case prevalence
  case ratio
  case quantile
  case distributionFunction = "distribution-function"
  case histogram
  case density
  case variance
  case covariance
  case correlation
  case gini
  case quintileShareRatio = "quintile-share-ratio"
  case alpha
  case kappa
  case counts
  case patterns
  case coOccurrence = "co-occurrence"
  case cumulativeIndex = "cumulative-index"
  case rate
}

extension StatisticChoice {
  /// The name in words.
  var words: String { rawValue.split(separator: "-").joined(separator: " ") }

  /// The intervals it has, the default first.
  var intervals: [IntervalMethod] {
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

  /// Whether it is of statements, such as sex=girl, rather than of numbers.
  var isOfStatements: Bool {
    [.counts, .patterns, .coOccurrence, .cumulativeIndex].contains(self)
  }

  /// Whether a level of a variable stands for its indicator.
  var takesLevels: Bool { isOfStatements || [.mean, .total, .prevalence, .ratio, .rate].contains(self) }

  /// The option that it needs.
  var neededOption: String? {
    switch self {
    case .ratio: "--over"
    case .rate: "--population"
    case .distributionFunction, .histogram, .density: "--at"
    default: nil
    }
  }
}
