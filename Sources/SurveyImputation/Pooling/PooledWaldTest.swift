internal import SurveyEstimates
internal import SurveyNumerics

/// A test that several pooled numbers are all 0.
///
/// With k numbers, r the mean relative increase of their variance and t = k(m − 1):
///
/// ```
/// r = (1 + 1/m) tr(B Ū⁻¹)/k      D₁ = θ̄' Ū⁻¹ θ̄ / (k (1 + r))  on  k  and  ν  degrees of freedom
/// ```
///
/// ν is that of Reiter (2007) for the degrees of freedom that complete records would have, and of Li, Raghunathan and
/// Rubin (1991) where those are infinite. Where t is 4 or less, or Reiter's formula has no value, ν is (k + 1)/2 times
/// that of Barnard and Rubin (1999) for r; for a single number D₁ is the square of its t statistic.
public struct PooledWaldTest: Sendable {
  /// The statistic D₁.
  public let statistic: Double
  /// The number of parameters, k.
  public let numeratorDegreesOfFreedom: Int
  /// The degrees of freedom of the denominator, not a whole number in general.
  public let denominatorDegreesOfFreedom: Double
  /// The probability of a larger statistic where all numbers are 0.
  public let pValue: Double
  /// The mean relative increase of the variance because of missing values, r.
  public let relativeIncrease: Double
}

extension RubinPooling {
  /// Tests whether all the numbers are 0.
  ///
  /// - Parameter completeDegreesOfFreedom: the degrees of freedom that complete records would have.
  /// - Returns: The test D₁.
  /// - Throws: `ImputationError.singularCovariance` where the numbers cannot be told apart, and
  ///   `ImputationError.noDegreesOfFreedom` without degrees of freedom.
  public func waldTest(completeDegreesOfFreedom: Double) throws(ImputationError) -> PooledWaldTest {
    let k = values.count
    guard completeDegreesOfFreedom > 0 else { throw .noDegreesOfFreedom }
    // Numbers on scales far apart make a matrix near to singular; as correlations they do not.
    let scales = within.diagonal.map { $0 > 0 ? $0.squareRoot() : 1 }
    guard let factorization = try? CholeskyFactorization(scaled(within, by: scales)),
      factorization.reciprocalCondition > 1e-13
    else { throw .singularCovariance(parameters: k) }
    let standardized = zip(values, scales).map { $0 / $1 }
    let m = Double(imputationCount)
    let excess = factorization.solve(scaled(between, by: scales)).diagonal.reduce(0, +)
    let increase = (1 + 1 / m) * excess / Double(k)
    let distance = zip(standardized, factorization.solve(standardized)).reduce(0) { $0 + $1.0 * $1.1 }
    let statistic = distance / (Double(k) * (1 + increase))
    let denominator = denominatorDegreesOfFreedom(increase: increase, complete: completeDegreesOfFreedom)
    return PooledWaldTest(
      statistic: statistic, numeratorDegreesOfFreedom: k, denominatorDegreesOfFreedom: denominator,
      pValue: FDistribution(numeratorDegreesOfFreedom: Double(k), denominatorDegreesOfFreedom: denominator)
        .upperTailProbability(statistic),
      relativeIncrease: increase)
  }

  private func scaled(_ matrix: Matrix, by scales: [Double]) -> Matrix {
    var result = matrix
    for i in scales.indices {
      for j in scales.indices { result[i, j] = matrix[i, j] / (scales[i] * scales[j]) }
    }
    return result
  }

  private func denominatorDegreesOfFreedom(increase r: Double, complete: Double) -> Double {
    guard r > 0 else { return complete }
    let (k, m) = (Double(values.count), Double(imputationCount))
    let t = k * (m - 1)
    let single = MissingInformation(
      within: 1, between: r / (1 + 1 / m), imputationCount: imputationCount, completeDegreesOfFreedom: complete
    ).degreesOfFreedom
    guard k > 1, t > 4 else { return min((k + 1) / 2 * single, complete) }
    guard complete.isFinite else {
      let ratio = 1 + (1 - 2 / t) / r
      return 4 + (t - 4) * ratio * ratio
    }
    let a = r * t / (t - 2)
    let observed = complete * (complete + 1) / (complete + 3)
    let rest = observed - 4 * (1 + a)
    guard rest > 0 else { return min((k + 1) / 2 * single, complete) }
    let share = a / (1 + a)
    return 4 + 1 / (1 / rest + share * share * (observed - 2 * (1 + a)) / (rest * (t - 4)))
  }
}
