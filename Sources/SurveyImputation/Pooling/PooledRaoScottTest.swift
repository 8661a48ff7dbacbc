public import SurveyDesigns
public import SurveyEstimates
public import SurveyMicrodata
internal import SurveyNumerics

/// A test of whether two variables are associated, from completed datasets.
///
/// The shares of the cells are pooled by Rubin's rules, and the second-order statistic of Rao and Scott is that of the
/// pooled shares with their total covariance T in place of the covariance under the design:
///
/// ```
/// F = X²(π̄)/tr Δ(T)  on  d = (tr Δ)²/tr Δ²  and  d·ν  degrees of freedom
/// ```
///
/// Under independence X² is a quadratic form of π̄, whatever the covariance of π̄ comes from (Rao and Scott 1984), and
/// tr Δ(T) = tr Δ(Ū) + (1 + 1/m) tr Δ(B), from which ν follows as for one number (Barnard and Rubin 1999). Without
/// missing values it is `design.association(of:with:)`.
public struct PooledRaoScottTest: Sendable {
  /// The second-order corrected statistic F.
  public let statistic: Double
  /// The degrees of freedom of the numerator, not a whole number in general.
  public let numeratorDegreesOfFreedom: Double
  /// The degrees of freedom of the denominator.
  public let denominatorDegreesOfFreedom: Double
  /// The probability of a larger statistic where there is no association.
  public let pValue: Double
  /// Pearson's X² of the pooled table, scaled to the number of records.
  public let pearsonStatistic: Double
  /// What missing values took from what is known about the association.
  public let missingInformation: MissingInformation
  /// The number of records with both values known or imputed, on average.
  public let unweightedCount: Int

  /// Tests the association of two variables in completed datasets.
  ///
  /// - Throws: `ImputationError.estimation` where a dataset cannot be tested, `ImputationError.differentResults` where
  ///   the datasets do not have the same levels.
  public init(
    of rows: Categorical, with columns: Categorical, in designs: [SurveyDesign]
  ) throws(ImputationError) {
    var tables: [CrossTable] = []
    for (number, design) in designs.enumerated() {
      let table = try estimating { () throws(EstimationError) in try design.crossTable(of: rows, with: columns) }
      guard table.shares.count == (tables.first ?? table).shares.count else {
        throw .differentResults(imputation: number + 1)
      }
      tables.append(table)
    }
    let pooling = try RubinPooling(values: tables.map(\.shares), covariances: tables.map(\.covariance))
    let count = tables[0].count + tables.reduce(0) { $0 + ($1.count - tables[0].count) } / Double(tables.count)
    let pooled: (Matrix) -> CrossTable = { covariance in
      CrossTable(
        shares: pooling.values, covariance: covariance, rowCount: tables[0].rowCount,
        columnCount: tables[0].columnCount, count: count, missingCount: tables[0].missingCount,
        reach: tables[0].reach
      ).withoutEmptyLevels()
    }
    let table = pooled(pooling.covariance)
    try estimating { () throws(EstimationError) in try table.checkSize() }
    let complete = tables.map(\.reach.degreesOfFreedom).min() ?? 0
    guard complete > 0 else { throw .noDegreesOfFreedom }
    let trace: (Matrix) throws(ImputationError) -> Double = { covariance throws(ImputationError) in
      try estimating { () throws(EstimationError) in
        try pooled(covariance).generalizedDesignEffects().diagonal.reduce(0, +)
      }
    }
    let information = MissingInformation(
      within: try trace(pooling.within), between: try trace(pooling.between),
      imputationCount: pooling.imputationCount, completeDegreesOfFreedom: Double(complete))
    let parts = try estimating { () throws(EstimationError) in try table.raoScott() }
    statistic = parts.statistic
    numeratorDegreesOfFreedom = parts.numerator
    denominatorDegreesOfFreedom = parts.numerator * information.degreesOfFreedom
    pValue = FDistribution(
      numeratorDegreesOfFreedom: numeratorDegreesOfFreedom, denominatorDegreesOfFreedom: denominatorDegreesOfFreedom
    ).upperTailProbability(statistic)
    pearsonStatistic = parts.pearson
    missingInformation = information
    unweightedCount = Int(count.rounded())
  }
}
