/// What a computation was asked for beyond one of its limits.
public struct LimitExcess: Error, Sendable, Equatable {
  /// What there is too much of.
  public enum Quantity: Sendable, Equatable {
    /// Estimates with one covariance matrix.
    case estimates
    /// Cells of a table that is tested.
    case tableCells
    /// Coefficients of a model; the term with which they pass the limit.
    case coefficients(term: String)
    /// Coefficients of a model with a penalty; its last term.
    case penalizedCoefficients(term: String)
    /// The largest count of a negative binomial outcome.
    case largestCount
    /// Columns of the regressions that impute; the variable with the most of them.
    case predictors(of: String)
    /// Counts, totals and means of a population; the margin with which they pass the limit.
    case controls(margin: String)
    /// Replicates of the weights.
    case replicates
    /// Completed datasets.
    case imputations
  }

  /// What there is too much of.
  public let quantity: Quantity
  /// How much was asked for.
  public let found: Int
  /// How much there may be.
  public let limit: Int

  /// Throws where more is asked for than the limit allows.
  package static func check(
    _ quantity: Quantity, _ found: Int, limit: Int
  ) throws(MicrodataError) {
    if found > limit { throw .beyondLimit(LimitExcess(quantity: quantity, found: found, limit: limit)) }
  }
}
