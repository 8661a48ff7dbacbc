public import SurveyMicrodata

/// What a comparison shows, or why there is none.
public enum Verdict: Sendable, Equatable {
  /// The first is demonstrably higher.
  case higher
  /// The first is demonstrably lower.
  case lower
  /// The records do not show which is higher; that is not the same as no difference.
  case noDemonstrableDifference
  /// The figures do not compare, because what was measured changed between them.
  case notComparable([ComparabilityBreak])
  /// There is nothing to publish.
  case notPublishable(Hindrance)

  /// Why a comparison cannot be published.
  public enum Hindrance: String, Sendable {
    /// One of the estimates is itself kept back.
    case withheldEstimate = "withheld-estimate"
    /// The test is undefined: there is no standard error above 0, or there are no degrees of freedom.
    case undefinedTest = "undefined-test"
  }

  /// Reads the verdict off the distance from the null value, with a p-value that may be adjusted for other tests.
  package init(ofDistance distance: Double, pValue: Double, significance: Double) {
    if pValue.isNaN {
      self = .notPublishable(.undefinedTest)
    } else if pValue < significance {
      self = distance > 0 ? .higher : .lower
    } else {
      self = .noDemonstrableDifference
    }
  }

  /// The name of the verdict in files that programs read.
  public var name: String {
    switch self {
    case .higher: "higher"
    case .lower: "lower"
    case .noDemonstrableDifference: "no-demonstrable-difference"
    case .notComparable: "not-comparable"
    case .notPublishable: "not-publishable"
    }
  }
}
