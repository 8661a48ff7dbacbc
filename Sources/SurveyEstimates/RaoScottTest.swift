public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

/// A test of whether two variables are associated in the population.
public struct RaoScottTest: Sendable {
  /// The second-order corrected statistic F.
  public let statistic: Double
  /// The degrees of freedom of the numerator, not a whole number in general.
  public let numeratorDegreesOfFreedom: Double
  /// The degrees of freedom of the denominator.
  public let denominatorDegreesOfFreedom: Double
  /// The probability of a larger statistic where there is no association.
  public let pValue: Double
  /// Pearson's X² of the weighted table, scaled to the number of records.
  public let pearsonStatistic: Double
  /// The number of records with both values known.
  public let unweightedCount: Int
  /// The number of records with a value missing.
  public let missingCount: Int
}

extension SurveyDesign {
  /// Tests whether two variables are associated, by the Rao-Scott second-order F test.
  ///
  /// With π the shares of the cells, V their covariance, D = diag(π) and C the interaction contrasts that are
  /// orthogonal to the main effects:
  ///
  ///     X² = n Σ (π − πᵣπ꜀)²/(πᵣπ꜀)      Δ = (CᵀD⁻¹C/n)⁻¹ CᵀD⁻¹VD⁻¹C
  ///     F = X²/tr Δ  on  d = (tr Δ)²/tr Δ²  and  d·ν  degrees of freedom
  ///
  /// (Rao and Scott 1984; Thomas and Rao 1987). The same as R `svychisq(~a + b, design, statistic = "F")`. Levels
  /// without records are left out.
  ///
  /// - Throws: `EstimationError.tableTooSmall` where fewer than two levels of a variable have records.
  public func association(
    of rows: Categorical, with columns: Categorical
  ) throws(EstimationError) -> RaoScottTest {
    let table = try crossTable(of: rows, with: columns).withoutEmptyLevels()
    try table.checkSize()
    guard table.reach.degreesOfFreedom > 0 else { throw .noDegreesOfFreedom(units: table.reach.unitCount) }
    let (statistic, numerator, pearson) = try table.raoScott()
    let denominator = numerator * Double(table.reach.degreesOfFreedom)
    return RaoScottTest(
      statistic: statistic, numeratorDegreesOfFreedom: numerator, denominatorDegreesOfFreedom: denominator,
      pValue: FDistribution(numeratorDegreesOfFreedom: numerator, denominatorDegreesOfFreedom: denominator)
        .upperTailProbability(statistic),
      pearsonStatistic: pearson, unweightedCount: Int(table.count), missingCount: table.missingCount)
  }
}
