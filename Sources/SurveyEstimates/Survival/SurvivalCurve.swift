private import Foundation

/// The share of a group that has not had the event, as time goes on.
public struct SurvivalCurve: Sendable {
  /// The domain: the level of each variable that the records were grouped by.
  public let domain: [DomainLevel]
  /// The estimator.
  public let method: SurvivalMethod
  /// The curve at the times of the events, or at the times that were asked for, ascending.
  public let steps: [SurvivalStep]
  /// The degrees of freedom of the intervals: those of the domain.
  public let degreesOfFreedom: Int
  /// The number of records with a positive weight, a known time and a known event.
  public let unweightedCount: Int
  /// The number of those that had the event.
  public let eventCount: Int
  /// The number of records of the domain without a known time or event.
  public let missingCount: Int
  /// What is worth knowing about the curve.
  public let diagnostics: [Diagnostic]

  /// Returns the time by which a share of the group has had the event, with the interval that the curve's gives.
  ///
  /// The first time at which the curve is at most 1 less the share; its ends are the first times at which the ends of
  /// the intervals are. The same as R `quantile(svykm, 1 - share, ci = TRUE)`.
  ///
  /// - Parameter share: the share, such as 0.5 for the median; between 0 and 1.
  /// - Returns: The time with its ends.
  public func quantile(_ share: Double) -> SurvivalQuantile {
    precondition(share > 0 && share < 1, "a share of \(share)")
    // A curve that rounding alone keeps above the share has reached it.
    let wanted = (1 - share) * (1 + 1e-12)
    return SurvivalQuantile(
      share: share, time: steps.first { $0.value <= wanted }?.time,
      lower: steps.first { $0.confidenceInterval.map { $0.lower <= wanted } ?? false }?.time,
      upper: steps.first { $0.confidenceInterval.map { $0.upper <= wanted } ?? false }?.time)
  }
}

/// One point of a survival curve.
public struct SurvivalStep: Measured {
  /// The time.
  public let time: Double
  /// The share that has not had the event after this time; without an interval where it is 0 or 1.
  public let number: MeasuredNumber
  /// The sum of d/Y up to this time: the Nelson-Aalen estimate of the cumulative hazard.
  public let cumulativeHazard: Double
  /// The number of records at risk at this time.
  public let atRiskCount: Int
  /// The number of records that have had the event up to this time.
  public let eventCount: Int
}

/// The time by which a share of a group has had the event.
public struct SurvivalQuantile: Sendable, Hashable {
  /// The share.
  public let share: Double
  /// The time; nil where the curve does not fall that far.
  public let time: Double?
  /// The lower end; nil where there is none.
  public let lower: Double?
  /// The upper end; nil where the upper ends of the curve do not fall that far.
  public let upper: Double?
}

/// The scale on which the interval of a survival curve is symmetric.
public enum SurvivalScale: String, Sendable, CaseIterable {
  /// log S; the upper end is at most 1. R `confint(svykm)` and the default of `survfit`.
  case log
  /// log(−log S), which stays between 0 and 1.
  case logLog = "log-log"

  /// The interval of a share, or nil where its logarithm or standard error says nothing.
  func interval(_ share: Double, standardError: Double, multiplier: Double, level: Double) -> ConfidenceInterval? {
    guard share > 0, share < 1, standardError.isFinite, multiplier.isFinite else { return nil }
    let half = multiplier * standardError / share
    switch self {
    case .log:
      return ConfidenceInterval(
        method: .log, level: level, lower: share * exp(-half), upper: min(1, share * exp(half)))
    case .logLog:
      let power = exp(half / -Foundation.log(share))
      return ConfidenceInterval(
        method: .logLog, level: level, lower: pow(share, power), upper: pow(share, 1 / power))
    }
  }
}
