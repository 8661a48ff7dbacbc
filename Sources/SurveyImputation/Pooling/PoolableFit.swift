public import SurveyModels
public import SurveyNumerics

/// A fitted model of any kind: coefficients with their covariance and residual degrees of freedom.
public protocol PoolableFit: Sendable {
  /// The coefficients.
  var coefficients: [Coefficient] { get }
  /// The thresholds between the levels of an ordinal outcome; none by default.
  var thresholds: [Coefficient] { get }
  /// The covariance of the coefficients, then the thresholds.
  var covariance: Matrix { get }
  /// The residual degrees of freedom.
  var degreesOfFreedom: Int { get }
  /// The probability with which the intervals cover.
  var level: Double { get }
}

extension PoolableFit {
  /// No thresholds.
  public var thresholds: [Coefficient] { [] }

  /// The coefficients, then the thresholds, in the order of the covariance.
  var parameters: [Coefficient] { coefficients + thresholds }

  /// The names of the parameters, with the level of the outcome that each belongs to.
  var names: [[String?]] { parameters.map { [$0.term, $0.outcomeLevel] } }
}

extension ModelFit: PoolableFit {}
extension CategoricalFit: PoolableFit {}
extension CoxFit: PoolableFit {}
