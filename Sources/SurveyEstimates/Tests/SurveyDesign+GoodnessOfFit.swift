public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

/// Tests of whether levels have given shares.
extension SurveyDesign {
  /// Tests whether the levels of a variable have given shares of the population.
  ///
  /// With π the estimated shares, V their covariance and π₀ the given shares:
  ///
  ///     X² = n Σ (π − π₀)²/π₀      Δ = n (diag π₀ − π₀π₀ᵀ)⁻¹V, without the last level
  ///
  /// (Rao and Scott 1981). Wald's statistic is that of π − π₀. R `svygofchisq(~x, p = ...)` scales X² to the population
  /// and takes its design effects from totals, so that its p-value is another.
  ///
  /// - Parameters:
  ///   - variable: the variable.
  ///   - shares: the share of each of its levels, adding up to 1.
  ///   - statistic: the statistic; given shares have no totals, so that those of totals are those of shares.
  /// - Returns: The test.
  /// - Throws: `EstimationError.sharesOfLevels` where the shares are not those of its levels, or do not add up to 1.
  public func goodnessOfFit(
    of variable: Categorical, to shares: [String: Double], statistic: TableStatistic = .raoScottF
  ) throws(EstimationError) -> TableTest {
    let data = self.data
    let levels = try estimating { () throws(MicrodataError) in try data.levels(of: variable) }
    let sum = shares.values.reduce(0, +)
    guard Set(levels) == Set(shares.keys), levels.count > 1, shares.values.allSatisfy({ $0 > 0 }), abs(sum - 1) < 1e-8
    else {
      let unknown = shares.keys.sorted().first { !levels.contains($0) }
      throw .sharesOfLevels(
        variable: variable.name,
        without: levels.first { shares[$0] == nil }.map { data.messageName($0, of: variable.name) }, unknown: unknown,
        sum: sum)
    }
    let observed = try distribution(of: variable, interval: .wald)
    let reach = observed.reach[0]
    guard reach.degreesOfFreedom > 0 else { throw .noDegreesOfFreedom(units: reach.unitCount) }
    guard observed.covariance.elements.allSatisfy(\.isFinite) else { throw .noSamplingVariance }
    let given = levels.map { (shares[$0] ?? .nan) / sum }
    let count = Double(observed[0].unweightedCount)
    let differences = zip(observed, given).map { $0.value - $1 }
    let kept = Array(0..<levels.count - 1)
    var underRandomSampling = Matrix.diagonal(kept.map { given[$0] / count })
    for i in kept {
      for j in kept { underRandomSampling[i, j] -= given[i] * given[j] / count }
    }
    let covariance = observed.covariance.submatrix(rows: kept, columns: kept)
    let quadratic = QuadraticTest(
      pearson: count * zip(differences, given).reduce(0) { $0 + $1.0 * $1.0 / $1.1 },
      underSimpleRandomSampling: underRandomSampling, underDesign: covariance,
      departures: kept.map { differences[$0] }, covariance: covariance, degreesOfFreedom: reach.degreesOfFreedom,
      isReplicated: variance.replicateWeights != nil)
    let result = try quadratic.result(statistic)
    return TableTest(
      statistic: statistic, value: result.value, degreesOfFreedom: result.degreesOfFreedom, pValue: result.pValue,
      pearsonStatistic: quadratic.pearson, unweightedCount: observed[0].unweightedCount,
      missingCount: observed[0].missingCount,
      diagnostics: observed.diagnostics + observed.diagnostics(ofTestOn: Array(observed.indices)))
  }
}
