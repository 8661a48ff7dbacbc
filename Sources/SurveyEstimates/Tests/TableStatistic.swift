/// The statistics that test a table of weighted shares.
public enum TableStatistic: String, Sendable, CaseIterable {
  /// X² over the sum of its design effects, with the second-order correction: F (Rao and Scott 1984; Thomas and Rao
  /// 1987). R `statistic = "F"`.
  case raoScottF = "rao-scott-f"
  /// X² over the mean of its design effects, the first-order correction: chi-squared (Rao and Scott 1981). R
  /// `statistic = "Chisq"`, which prints the uncorrected X² beside the p-value of the corrected one.
  case raoScottChiSquared = "rao-scott-chi-squared"
  /// Wald's statistic of the departures of the shares, over their number: F.
  case wald
  /// Wald's statistic corrected for an estimated covariance: F (Thomas and Rao 1987).
  case adjustedWald = "adjusted-wald"
  /// Wald's statistic of the departures of the totals, whose own variance includes that of the size of the population. R
  /// `statistic = "Wald"`.
  case waldOfTotals = "wald-of-totals"
  /// The same, corrected for an estimated covariance. R `statistic = "adjWald"`.
  case adjustedWaldOfTotals = "adjusted-wald-of-totals"
  /// X² against the weighted sum of chi-squared variables that it follows, by inversion of the characteristic function.
  /// R `statistic = "lincom"` with the package CompQuadForm.
  case exactMixture = "exact-mixture"
  /// The same by the saddlepoint approximation, with a whole number of terms in the denominator. R
  /// `statistic = "saddlepoint"`.
  case saddlepoint

  /// Whether the statistic is Wald's, of departures and their covariance, and not Pearson's with its design effects.
  var isOfDepartures: Bool {
    switch self {
    case .wald, .adjustedWald, .waldOfTotals, .adjustedWaldOfTotals: true
    case .raoScottF, .raoScottChiSquared, .exactMixture, .saddlepoint: false
    }
  }

  /// Whether the statistic is made of totals rather than shares.
  var isOfTotals: Bool { self == .waldOfTotals || self == .adjustedWaldOfTotals }
}
