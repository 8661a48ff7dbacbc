private import Foundation
internal import SurveyNumerics

/// The distribution that the outcome of a model is described by.
public enum ResponseFamily: Sendable, Hashable {
  /// Yes or no; the variance is μ(1 − μ).
  case binomial
  /// A number with the same variance everywhere.
  case gaussian
  /// A count, or a yes-or-no outcome whose prevalence ratios are wanted; the variance is μ.
  ///
  /// With a yes-or-no outcome e to the power of a coefficient is a prevalence ratio (Zou 2004); the covariance under the
  /// design needs no correction, because it does not use that variance.
  case poisson
  /// A positive number whose standard deviation is proportional to its mean; the variance is μ².
  case gamma
  /// A count that varies more than a Poisson one; the variance is μ + μ²/θ.
  ///
  /// Without a θ, it is the one of greatest likelihood. The covariance of the coefficients is then that of a model with
  /// this θ given, as R `MASS::glm.nb` states it: the information that is expected has nothing between the two.
  case negativeBinomial(theta: Double? = nil)

  /// The links that are offered; the first is meant where none is given.
  public var links: [LinkFunction] {
    switch self {
    case .binomial: [.logit, .probit, .complementaryLogLog, .log]
    case .gaussian: [.identity]
    case .poisson, .negativeBinomial: [.log]
    case .gamma: [.inverse, .log]
    }
  }

  /// The name, as the command line spells it.
  public var name: String {
    switch self {
    case .binomial: "binomial"
    case .gaussian: "gaussian"
    case .poisson: "poisson"
    case .gamma: "gamma"
    case .negativeBinomial: "negative-binomial"
    }
  }
}

/// The function of the mean that is a sum of terms.
public enum LinkFunction: String, Sendable, Hashable, CaseIterable {
  /// The mean itself.
  case identity
  /// log μ.
  case log
  /// log(μ / (1 − μ)), the log odds.
  case logit
  /// Φ⁻¹(μ), the quantile of the normal distribution.
  case probit
  /// log(−log(1 − μ)).
  case complementaryLogLog = "cloglog"
  /// 1 / μ.
  case inverse

  /// The name, as R and the command line spell it.
  public var name: String { rawValue }

  /// Returns the value of the function at a mean.
  func value(at mean: Double) -> Double {
    switch self {
    case .identity: mean
    case .log: _log(mean)
    case .logit: _log(mean / (1 - mean))
    case .probit: NormalDistribution().quantile(mean)
    case .complementaryLogLog: _log(-log1p(-mean))
    case .inverse: 1 / mean
    }
  }
}

private func _log(_ value: Double) -> Double { Foundation.log(value) }
