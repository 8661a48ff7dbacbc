internal import SurveyDesigns
internal import SurveyNumerics

/// A linear combination of estimates with its test: a difference between groups or waves, a trend.
///
/// The estimates come from one design, so their covariance is kept; the interval and the test use the same degrees
/// of freedom, those of all the records that take part.
public struct Contrast: Sendable {
  /// The value of the combination.
  public let value: Double
  /// Its standard error.
  public let standardError: Double
  /// The degrees of freedom of the interval and the test.
  public let degreesOfFreedom: Int
  /// The interval, or nil without degrees of freedom.
  public let confidenceInterval: ConfidenceInterval?
  /// The statistic t = value / standard error.
  public let statistic: Double
  /// The two-sided probability of a larger |t| where the true value is 0; not a number where undefined.
  public let pValue: Double
  /// The number of records that take part.
  public let unweightedCount: Int

  /// What the test says at a level of significance, in one word.
  public func verdict(significance: Double = 0.05) -> Verdict {
    guard pValue < significance else { return .noDemonstrableDifference }
    return value > 0 ? .higher : .lower
  }
}

/// What a comparison shows.
public enum Verdict: String, Sendable {
  /// The first is demonstrably higher.
  case higher
  /// The first is demonstrably lower.
  case lower
  /// The records do not show which is higher; that is not the same as no difference.
  case noDemonstrableDifference
}

extension Estimates {
  /// Returns the difference of two of the estimates, the first less the second.
  public func difference(of first: Int, minus second: Int, level: Double = 0.95) -> Contrast {
    var coefficients = [Double](repeating: 0, count: count)
    coefficients[first] += 1
    coefficients[second] -= 1
    return contrast(coefficients, level: level)
  }

  /// Returns a linear combination of the estimates, Σ cᵢθᵢ with variance cᵀVc (R `svycontrast`).
  public func contrast(_ coefficients: [Double], level: Double = 0.95) -> Contrast {
    precondition(level > 0 && level < 1, "a confidence level of \(level)")
    precondition(coefficients.count == count, "\(coefficients.count) coefficients for \(count) estimates")
    let used = coefficients.indices.filter { coefficients[$0] != 0 }
    let value = used.reduce(0) { $0 + coefficients[$1] * elements[$1].value }
    let variance = covariance.submatrix(rows: used, columns: used).quadraticForm(used.map { coefficients[$0] })
    let reached = used.dropFirst().reduce(used.first.map { reach[$0] }) { $0?.union(reach[$1]) }
    let degreesOfFreedom = reached?.degreesOfFreedom ?? 0
    let standardError = Swift.max(0, variance).squareRoot()
    let unweightedCount = used.reduce(0) { $0 + elements[$1].unweightedCount }
    guard degreesOfFreedom > 0, standardError > 0 else {
      return Contrast(
        value: value, standardError: variance.isNaN ? .nan : standardError, degreesOfFreedom: degreesOfFreedom,
        confidenceInterval: nil, statistic: .nan, pValue: .nan, unweightedCount: unweightedCount)
    }
    let t = StudentTDistribution(degreesOfFreedom: Double(degreesOfFreedom))
    let half = t.upperQuantile((1 - level) / 2) * standardError
    return Contrast(
      value: value, standardError: standardError, degreesOfFreedom: degreesOfFreedom,
      confidenceInterval: ConfidenceInterval(method: .wald, level: level, lower: value - half, upper: value + half),
      statistic: value / standardError, pValue: Swift.min(1, 2 * t.upperTailProbability(abs(value / standardError))),
      unweightedCount: unweightedCount)
  }
}
