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
  /// The weighted share of values up to a point.
  case distributionFunction = "distribution-function"
  /// A density at a point.
  case density
  /// The variance of a variable in the population.
  case variance
  /// The covariance of two variables in the population.
  case covariance
  /// The correlation of two variables in the population.
  case correlation
  /// The Gini coefficient of inequality.
  case gini
  /// The total of the highest fifth over that of the lowest.
  case quintileShareRatio = "quintile-share-ratio"
  /// Cronbach's alpha of a scale.
  case alpha
  /// Cohen's kappa of two ratings.
  case kappa
  /// A total for each so many people of a population counted elsewhere.
  case rate

  /// Whether the estimate is a share of records, between 0 and 1.
  package var isShare: Bool { self == .prevalence || self == .distributionFunction }

  /// The name in words.
  package var words: String { rawValue.split(separator: "-").joined(separator: " ") }
}
