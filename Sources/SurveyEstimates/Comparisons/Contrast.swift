internal import SurveyNumerics

/// A function of estimates with its interval and its test: a difference of groups or waves, a ratio, a trend.
///
/// The estimates come from one design, so their covariance is kept; the interval and the test use the same scale and
/// the same degrees of freedom, those of all the records that take part.
public struct Contrast: Measured {
  /// The value of the function with the test t that it is the null value, on the scale of the interval.
  ///
  /// The standard error is not a number where the estimated variance is negative, or that of an estimate is unknown.
  public let number: MeasuredNumber
  /// The number of records that take part: of each domain the largest count of its estimates.
  public let unweightedCount: Int
  /// The value that the test asks about: 0 for a difference, 1 for a ratio.
  public let nullValue: Double
  /// What is worth knowing.
  public let diagnostics: [Diagnostic]
  /// The degrees of freedom of the interval and the test.
  public var degreesOfFreedom: Int { Int(number.degreesOfFreedom) }

  /// What the test says at a level of significance.
  public func verdict(significance: Double = 0.05) -> Verdict {
    Verdict(ofDistance: value - nullValue, pValue: pValue, significance: significance)
  }
}

/// The scale on which the interval of a contrast is symmetric and its test is made.
public enum ContrastScale: Sendable, Hashable {
  /// The contrast itself; its null value is 0.
  case identity
  /// The logarithm of the contrast, for ratios above 0; its null value is 1.
  case logarithm

  /// The value that stands for no difference.
  var nullValue: Double {
    switch self {
    case .identity: 0
    case .logarithm: 1
    }
  }
}

/// The value of a smooth function of estimates and its derivative by each of them.
public struct SmoothValue: Sendable {
  /// The value of the function.
  public let value: Double
  /// The derivative by each estimate.
  public let derivatives: [Double]

  /// Names a value and its derivatives.
  public init(_ value: Double, derivatives: [Double]) {
    self.value = value
    self.derivatives = derivatives
  }
}
