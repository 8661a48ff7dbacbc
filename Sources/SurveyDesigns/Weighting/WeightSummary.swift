internal import SurveyMicrodata

/// The spread of the weights of a design and what it costs in precision.
public struct WeightSummary: Sendable {
  /// The number of records with a positive weight.
  public let unweightedCount: Int
  /// The sum of the weights.
  public let sum: Double
  /// The smallest positive weight.
  public let minimum: Double
  /// The largest weight.
  public let maximum: Double
  /// Kish's design effect of unequal weighting, 1 + CV²(w) = n Σw² / (Σw)² (Kish 1965).
  public let designEffect: Double
  /// Kish's effective number of records, (Σw)² / Σw².
  public let effectiveCount: Double
}

extension SurveyDesign {
  /// Summarises the weights of the records in the domain; nil where none has a positive weight.
  public var weightSummary: WeightSummary? {
    var (count, sum, sumOfSquares) = (0, 0.0, 0.0)
    var (minimum, maximum) = (Double.infinity, 0.0)
    for row in weights.indices where weights[row] > 0 && domain?[row] != false {
      count += 1
      sum += weights[row]
      sumOfSquares += weights[row] * weights[row]
      minimum = min(minimum, weights[row])
      maximum = max(maximum, weights[row])
    }
    guard count > 0 else { return nil }
    return WeightSummary(
      unweightedCount: count, sum: sum, minimum: minimum, maximum: maximum,
      designEffect: Double(count) * sumOfSquares / (sum * sum), effectiveCount: sum * sum / sumOfSquares)
  }
}
