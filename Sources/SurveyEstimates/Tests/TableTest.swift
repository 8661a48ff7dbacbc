/// A test of a table of weighted shares: of the association of two variables, or of the fit to given shares.
public struct TableTest: Sendable {
  /// How the table was tested.
  public let statistic: TableStatistic
  /// The value of the statistic, after its correction.
  public let value: Double
  /// The degrees of freedom: of an F those of numerator and denominator, of a chi-squared its own, of a mixture the
  /// number of its terms and, unless variances are replicated, those of the denominator.
  public let degreesOfFreedom: [Double]
  /// The probability of a larger value where the hypothesis holds.
  public let pValue: Double
  /// Pearson's X² of the weighted table, scaled to the number of records with known values.
  public let pearsonStatistic: Double
  /// The number of records with every value known.
  public let unweightedCount: Int
  /// The number of records with a value missing.
  public let missingCount: Int
  /// What is worth knowing about the shares that are tested.
  public let diagnostics: [Diagnostic]
}
