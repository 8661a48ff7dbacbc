/// The ways to find a confidence interval.
public enum IntervalMethod: String, Sendable, CaseIterable {
  /// Symmetric on the logit scale (proportions).
  case logit
  /// The same ends as `logit`, under the name that R gives to finding them from the share and its standard error.
  case extendedLogit = "xlogit"
  /// Symmetric on the scale of the arcsine of the square root (proportions).
  case arcsine
  /// Clopper-Pearson on the effective count for the degrees of freedom (proportions; Korn and Graubard 1998).
  case kornGraubard = "korn-graubard"
  /// Clopper-Pearson on the effective count as it is (proportions).
  case clopperPearson = "clopper-pearson"
  /// The posterior of Jeffreys' prior on the effective count (proportions).
  case jeffreys
  /// Wilson's score interval on the effective count (proportions).
  case wilson
  /// Where the profile likelihood, scaled for the design, falls to its limit (proportions).
  case likelihood
  /// The estimate plus and minus a multiple of its standard error.
  case wald
  /// The interval of the distribution function, inverted (quantiles; Woodruff 1952).
  case woodruff
  /// Woodruff's interval by way of the logit interval of the distribution function (quantiles).
  case woodruffLogit = "woodruff-logit"
  /// Woodruff's interval by way of the arcsine interval of the distribution function (quantiles).
  case woodruffArcsine = "woodruff-arcsine"
  /// Woodruff's interval by way of the Korn-Graubard interval of the distribution function (quantiles).
  case woodruffBeta = "woodruff-beta"
  /// The values that the score test does not reject (quantiles; Francisco and Fuller 1991).
  case score
  /// The quantile plus and minus a multiple of its standard error over the replicates (quantiles).
  case replicate
  /// Symmetric on the log scale (survival curves, rates).
  case log
  /// Symmetric on the scale of log(−log) (survival curves).
  case logLog = "log-log"
  /// Where the profile of the penalised likelihood, scaled for the design, falls to its limit (penalised models).
  case penalizedProfile = "penalized-profile"

  /// The methods for a proportion.
  public static let ofProportions: [IntervalMethod] = [
    .logit, .extendedLogit, .arcsine, .kornGraubard, .clopperPearson, .jeffreys, .wilson, .likelihood, .wald,
  ]

  /// The methods for a quantile.
  public static let ofQuantiles: [IntervalMethod] = [
    .woodruff, .woodruffLogit, .woodruffArcsine, .woodruffBeta, .score, .replicate,
  ]
}
