internal import SurveyNumerics

/// A hypothesis about shares that is tested by a quadratic form of their departures from it.
///
/// With A the covariance of the departures in a simple random sample where the hypothesis holds and B that of the
/// design, Δ = A⁻¹B are the generalised design effects, and Pearson's X² is distributed as Σ λᵢχ²₁ with λ the eigenvalues
/// of Δ (Rao and Scott 1981).
struct QuadraticTest {
  let pearson: Double
  let underSimpleRandomSampling: Matrix
  let underDesign: Matrix
  /// As many departures as there are degrees of freedom, and their covariance, for Wald's statistic.
  let departures: [Double]
  let covariance: Matrix
  let degreesOfFreedom: Int
  /// Whether variances are replicated: R takes mixtures without a denominator then.
  let isReplicated: Bool
  /// Design effects below this are rounding: the weights hold the cells where they are, and nothing tells how far off
  /// they may be.
  static let leastDesignEffect = 1e-20

  /// Returns the value of a statistic with its degrees of freedom and p-value.
  func result(
    _ statistic: TableStatistic
  ) throws(EstimationError) -> (value: Double, degreesOfFreedom: [Double], pValue: Double) {
    switch statistic {
    case .wald, .adjustedWald, .waldOfTotals, .adjustedWaldOfTotals:
      guard degreesOfFreedom >= departures.count else {
        throw .tooManyContrasts(count: departures.count, degreesOfFreedom: degreesOfFreedom)
      }
      let test = try WaldStatistic(of: departures, covariance: covariance, degreesOfFreedom: degreesOfFreedom)
      return statistic == .wald || statistic == .waldOfTotals ? test.plain : test.adjusted
    case .raoScottF, .raoScottChiSquared, .exactMixture, .saddlepoint:
      return try corrected(statistic)
    }
  }

  private func corrected(
    _ statistic: TableStatistic
  ) throws(EstimationError) -> (value: Double, degreesOfFreedom: [Double], pValue: Double) {
    let delta = try calculating { () throws(NumericsError) in
      try CholeskyFactorization(underSimpleRandomSampling.symmetrized()).solve(underDesign)
    }
    let trace = delta.diagonal.reduce(0, +)
    guard trace > Self.leastDesignEffect else { throw .noSamplingVariance }
    let numerator = trace * trace / (delta * delta).diagonal.reduce(0, +)
    let denominator = numerator * Double(degreesOfFreedom)
    let count = Double(delta.rowCount)
    switch statistic {
    case .raoScottChiSquared:
      let value = pearson / (trace / count)
      return (value, [count], ChiSquaredDistribution(degreesOfFreedom: count).upperTailProbability(value))
    case .exactMixture, .saddlepoint:
      let effects = try designEffects()
      let rest = isReplicated ? Double.infinity : denominator
      let probability =
        statistic == .exactMixture
        ? WeightedChiSquaredSum(weights: effects).upperTailProbability(
          ofRatio: pearson, denominatorDegreesOfFreedom: rest, method: .exact)
        : saddlepoint(effects, denominator: rest)
      return (pearson, isReplicated ? [count] : [count, denominator], probability)
    default:
      let value = pearson / trace
      let distribution = FDistribution(
        numeratorDegreesOfFreedom: numerator, denominatorDegreesOfFreedom: denominator)
      return (value, [numerator, denominator], distribution.upperTailProbability(value))
    }
  }

  /// The tail by saddlepoint, for which R takes the whole part of the degrees of freedom as the number of terms of the
  /// denominator, each with the weight X²/ν of all of them.
  private func saddlepoint(_ effects: [Double], denominator: Double) -> Double {
    let whole = max(1, denominator.rounded(.down))
    let scale = denominator.isFinite ? whole / denominator : 1
    return WeightedChiSquaredSum(weights: effects).upperTailProbability(
      ofRatio: pearson * scale, denominatorDegreesOfFreedom: whole, method: .saddlepoint)
  }

  /// The eigenvalues of Δ, as those of the symmetric matrix A^(−½)BA^(−½).
  private func designEffects() throws(EstimationError) -> [Double] {
    try calculating { () throws(NumericsError) in
      let eigen = try SymmetricEigen(underSimpleRandomSampling.symmetrized())
      var scaled = eigen.vectors
      for column in 0..<scaled.columnCount {
        for row in 0..<scaled.rowCount { scaled[row, column] /= eigen.values[column].squareRoot() }
      }
      let effects = try SymmetricEigen(scaled.crossProduct(with: underDesign * scaled).symmetrized()).values
      return effects.map { max(0, $0) }
    }
  }
}

/// Wald's statistic W = dᵀV⁻¹d of k departures, tested as F.
struct WaldStatistic {
  private let value: Double
  private let count: Double
  private let degreesOfFreedom: Double

  /// - Throws: `EstimationError.noSamplingVariance` where the covariance has no inverse beyond rounding.
  init(of departures: [Double], covariance: Matrix, degreesOfFreedom: Int) throws(EstimationError) {
    let scales = covariance.diagonal.map { $0.squareRoot() }
    guard zip(scales, departures).allSatisfy({ $0 > 1e-10 * abs($1) && $0 > 0 }) else { throw .noSamplingVariance }
    var correlation = covariance.symmetrized()
    for row in scales.indices {
      for column in scales.indices { correlation[row, column] /= scales[row] * scales[column] }
    }
    // An eigenvalue below this is rounding: some combination of the departures does not vary.
    let eigenvalues = try calculating { () throws(NumericsError) in try SymmetricEigen(correlation).values }
    guard eigenvalues.allSatisfy({ $0 > 1e-13 }) else { throw .noSamplingVariance }
    do {
      let solution = try CholeskyFactorization(covariance.symmetrized()).solve(departures)
      value = zip(departures, solution).reduce(0) { $0 + $1.0 * $1.1 }
    } catch .notPositiveDefinite {
      throw .noSamplingVariance
    } catch {
      throw .numerics(error)
    }
    count = Double(departures.count)
    self.degreesOfFreedom = Double(degreesOfFreedom)
  }

  /// W/k on k and ν degrees of freedom.
  var plain: (value: Double, degreesOfFreedom: [Double], pValue: Double) { test(value / count, degreesOfFreedom) }

  /// W(ν − k + 1)/(kν) on k and ν − k + 1 degrees of freedom.
  var adjusted: (value: Double, degreesOfFreedom: [Double], pValue: Double) {
    let rest = degreesOfFreedom - count + 1
    return test(value * rest / (count * degreesOfFreedom), rest)
  }

  private func test(_ value: Double, _ rest: Double) -> (value: Double, degreesOfFreedom: [Double], pValue: Double) {
    let distribution = FDistribution(numeratorDegreesOfFreedom: count, denominatorDegreesOfFreedom: rest)
    return (value, [count, rest], distribution.upperTailProbability(value))
  }
}
