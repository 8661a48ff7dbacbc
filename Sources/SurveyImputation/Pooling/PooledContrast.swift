public import SurveyEstimates

/// A linear combination of pooled estimates with its test: a difference between groups or waves, a trend.
public struct PooledContrast: PooledMeasured {
  /// The value of the combination with the test t that it is 0; without an interval where there are no degrees of freedom.
  public let number: MeasuredNumber
  /// The number of records that take part, on average.
  public let unweightedCount: Int

  /// What the test says at a level of significance.
  public func verdict(significance: Double = 0.05) -> Verdict {
    guard !pValue.isNaN else { return .notPublishable(.undefinedTest) }
    guard pValue < significance else { return .noDemonstrableDifference }
    return value > 0 ? .higher : .lower
  }
}

extension PooledEstimates {
  /// Returns the difference of two of the estimates, the first less the second.
  public func difference(of first: Int, minus second: Int, level: Double = 0.95) -> PooledContrast {
    var factors = [Double](repeating: 0, count: count)
    factors[first] += 1
    factors[second] -= 1
    return contrast(factors, level: level)
  }

  /// Returns a linear combination of the estimates, Σ cᵢθᵢ with variance cᵀTc.
  public func contrast(_ factors: [Double], level: Double = 0.95) -> PooledContrast {
    precondition(level > 0 && level < 1, "a confidence level of \(level)")
    precondition(factors.count == count, "\(factors.count) coefficients for \(count) estimates")
    let used = factors.indices.filter { factors[$0] != 0 }
    let combination = pooling.restricted(to: used).combined(by: [used.map { factors[$0] }])
    let records = records(using: [factors])
    let number = PooledNumber(
      combination, at: 0, completeDegreesOfFreedom: records.degreesOfFreedom,
      hasKnownVariance: used.allSatisfy(hasKnownVariance))
    return PooledContrast(
      number: number.measured(
        interval: number.standardError > 0 ? number.interval(level: level) : nil, isTested: true),
      unweightedCount: records.unweightedCount)
  }

  /// Tests whether several linear combinations of the estimates are all 0, by D₁.
  ///
  /// - Throws: `ImputationError.singularCovariance` or `ImputationError.noDegreesOfFreedom`.
  public func waldTest(thatAllAreZero contrasts: [[Double]]) throws(ImputationError) -> PooledWaldTest {
    for factors in contrasts {
      precondition(factors.count == count, "\(factors.count) coefficients for \(count) estimates")
    }
    let used = indices.filter { position in contrasts.contains { $0[position] != 0 } }
    return try pooling.restricted(to: used).combined(by: contrasts.map { factors in used.map { factors[$0] } })
      .waldTest(completeDegreesOfFreedom: Double(records(using: contrasts).degreesOfFreedom))
  }
}
