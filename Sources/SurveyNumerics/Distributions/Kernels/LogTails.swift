/// The logarithms of the two tail probabilities at a point; their exponentials add up to one.
///
/// Logarithms, so that tails far below the smallest double still steer the search for a quantile.
struct LogTails {
  let lower: DoubleDouble
  let upper: DoubleDouble

  /// Everything above the point.
  static let below = LogTails(lower: DoubleDouble(-.infinity), upper: DoubleDouble(0))
  /// Everything below the point.
  static let above = LogTails(lower: DoubleDouble(0), upper: DoubleDouble(-.infinity))

  /// Creates the pair from the tail that was computed.
  init(lower: DoubleDouble) {
    self.init(lower: lower, upper: lower.logOneMinusExponential)
  }

  /// Creates the pair from the tail that was computed.
  init(upper: DoubleDouble) {
    self.init(lower: upper.logOneMinusExponential, upper: upper)
  }

  private init(lower: DoubleDouble, upper: DoubleDouble) {
    self.lower = lower
    self.upper = upper
  }

  /// The same tails seen from the other side.
  var reversed: LogTails { LogTails(lower: upper, upper: lower) }
}
