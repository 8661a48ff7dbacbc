/// The words for an interval in each language.
extension Language {
  /// The full name of a confidence interval: "95%-betrouwbaarheidsinterval", "95% confidence interval".
  public func confidenceInterval(level: Double) -> String { words.confidenceInterval(percent(level)) }

  /// The short name of a confidence interval: "95%-BI", "95% CI".
  public func confidenceIntervalAbbreviation(level: Double) -> String {
    words.confidenceIntervalAbbreviation(percent(level))
  }

  /// Writes an estimate with its range: "8,0% (95%-betrouwbaarheidsinterval: 7,1% tot 9,0%)".
  ///
  /// The name says what kind of range it is, so that a model-based interval is never taken for another. Without
  /// two finite bounds only the estimate is written: a range that could not be computed is not suggested.
  public func estimate(
    _ value: Double, from lower: Double, to upper: Double, intervalName: String, format: NumberFormat
  ) -> String {
    guard value.isFinite, lower.isFinite, upper.isFinite else { return format.phrase(value, in: self) }
    let range = format.text(lower, in: self) + " " + term(.to) + " " + format.phrase(upper, in: self)
    return format.phrase(value, in: self) + " (" + intervalName + ": " + range + ")"
  }

  /// As many decimals as the level has, up to one: "95%", "99,9%".
  private func percent(_ level: Double) -> String {
    let oneDecimal = ShortestDecimal(level).rounded(decimals: 1, movingPointBy: 2)
    return NumberFormat.percentage(decimals: oneDecimal.fraction == [0] ? 0 : 1).text(level, in: self)
  }
}
