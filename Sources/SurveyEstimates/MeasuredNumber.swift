/// A number with how far it may be off: what every estimate, coefficient, ratio and difference is made of.
public struct MeasuredNumber: Sendable, Hashable {
  /// The number; not a number where nothing was estimated.
  public let value: Double
  /// Its standard error; not a number where it is undefined.
  public let standardError: Double
  /// The degrees of freedom of the interval and the test: whole unless missing values were imputed.
  public let degreesOfFreedom: Double
  /// The interval, or nil where none can be given.
  public let confidenceInterval: ConfidenceInterval?
  /// The scale on which the number is pooled and its interval is symmetric.
  public let scale: Scale
  /// The test that the number is the one that says nothing is there; nil where nothing was tested.
  public let test: Test?
  /// What missing values took from what is known; nil where none were imputed.
  public let missingInformation: MissingInformation?

  /// The scale on which a number is pooled and its interval is symmetric.
  public enum Scale: Sendable, Hashable {
    /// The number itself, which is tested against 0.
    case number
    /// A share, pooled as it is, with an interval by a method of its own.
    case share(IntervalMethod)
    /// A ratio, by its logarithm, which is tested against 1.
    case ratio
    /// A fraction that an exposure explains, by the logarithm of what is left.
    case fraction
  }

  /// The statistic of a test with its probability.
  public struct Test: Sendable, Hashable {
    /// The distance from the null value in standard errors, on the scale of the number; not a number where undefined.
    public let statistic: Double
    /// The two-sided probability of a larger distance where the null value is true; not a number where undefined.
    public let pValue: Double

    /// Names a statistic and its probability.
    public init(statistic: Double, pValue: Double) {
      self.statistic = statistic
      self.pValue = pValue
    }
  }

  /// Names a number and its precision.
  public init(
    _ value: Double, standardError: Double, degreesOfFreedom: Double, confidenceInterval: ConfidenceInterval?,
    scale: Scale = .number, test: Test? = nil, missingInformation: MissingInformation? = nil
  ) {
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.confidenceInterval = confidenceInterval
    self.scale = scale
    self.test = test
    self.missingInformation = missingInformation
  }
}

extension MeasuredNumber {
  /// The ends of the interval, which are no numbers where there is none.
  package var ends: (lower: Double, upper: Double) {
    (confidenceInterval?.lower ?? .nan, confidenceInterval?.upper ?? .nan)
  }

  /// The same number with another interval.
  package func replacingInterval(_ interval: ConfidenceInterval?) -> MeasuredNumber {
    MeasuredNumber(
      value, standardError: standardError, degreesOfFreedom: degreesOfFreedom, confidenceInterval: interval,
      scale: scale, test: test, missingInformation: missingInformation)
  }
}

/// What rests on one measured number: an estimate, a coefficient, a ratio, a difference.
public protocol Measured: Sendable {
  /// The number with its precision.
  var number: MeasuredNumber { get }
}

extension Measured {
  /// The number; not a number where nothing was estimated.
  public var value: Double { number.value }
  /// The standard error; not a number where it is undefined.
  public var standardError: Double { number.standardError }
  /// The interval, or nil where none can be given.
  public var confidenceInterval: ConfidenceInterval? { number.confidenceInterval }
  /// The distance from the null value in standard errors; not a number where undefined.
  public var statistic: Double { number.test?.statistic ?? .nan }
  /// The two-sided probability of a larger distance where the null value is true; not a number where undefined.
  public var pValue: Double { number.test?.pValue ?? .nan }
}
