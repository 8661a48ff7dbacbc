public import SurveyEstimates
public import SurveyModels

/// A number that follows from adjusted means, such as a difference or a ratio of two, pooled over completed datasets.
public struct PooledComparison: PooledMeasured {
  /// The pooled number with its test; of ratios the geometric mean.
  ///
  /// The interval of a ratio is symmetric on the log scale, and what missing values took is that of its logarithm. There is
  /// no interval without degrees of freedom.
  public let number: MeasuredNumber

  /// Pools a difference, a marginal effect, a ratio by its logarithm or an attributable fraction by that of what is left.
  ///
  /// - Throws: `ImputationError.tooFewImputations`.
  public init(_ comparisons: [MarginComparison]) throws(ImputationError) {
    number = try MeasuredNumber(
      pooling: comparisons.map(\.number), unweightedCount: 0, level: comparisons.first?.confidenceInterval.level ?? 0.95
    )
  }
}
