public import SurveyEstimates

/// One estimate pooled over completed datasets: what `Estimate` is to complete records.
public struct PooledEstimate: PooledMeasured {
  /// The kind of number.
  public let statistic: Statistic
  /// The name of the variable; for a ratio that of the numerator.
  public let variable: String
  /// The level of the variable whose share is estimated, the order of a quantile, or the denominator of a ratio.
  public let level: String?
  /// The domain: the level of each variable that the records were grouped by.
  public let domain: [DomainLevel]
  /// The pooled estimate, with the square root of its variance T; not a number where a dataset has no record in the domain.
  public let number: MeasuredNumber
  /// The number of records with a positive weight and a known or imputed value in the domain, on average.
  public let unweightedCount: Int
  /// The sum of the weights of those records, on average.
  public let weightSum: Double
  /// The number of records of the domain that were left out because the value is missing and not imputed, on average.
  public let missingCount: Int
  /// What is worth knowing about this estimate.
  public let diagnostics: [Diagnostic]
}

extension PooledEstimate {
  /// Pools the same estimate of each dataset; `position` is where it stands in the pooling.
  init(_ estimates: [Estimate], pooling: RubinPooling, position: Int) {
    let first = estimates[0]
    // The fewest that a dataset has: where a domain is imputed the datasets may differ.
    let complete = estimates.reduce(first.degreesOfFreedom) { min($0, $1.degreesOfFreedom) }
    let pooled = PooledNumber(pooling, at: position, completeDegreesOfFreedom: complete)
    let count = Double(estimates.count)
    let mean: (KeyPath<Estimate, Int>) -> Int = { path in
      Int((estimates.reduce(0) { $0 + Double($1[keyPath: path]) } / count).rounded())
    }
    statistic = first.statistic
    variable = first.variable
    level = first.level
    domain = first.domain
    unweightedCount = mean(\.unweightedCount)
    weightSum = first.weightSum + estimates.reduce(0) { $0 + ($1.weightSum - first.weightSum) } / count
    missingCount = mean(\.missingCount)
    let found = PooledEstimate.interval(of: pooled, from: estimates, count: unweightedCount)
    let interval = try? found.get()
    number = pooled.measured(interval: interval, isTested: false, scale: first.number.scale)
    var diagnostics: [Diagnostic] = []
    for diagnostic in estimates.flatMap(\.diagnostics) + found.diagnostics where !diagnostics.contains(diagnostic) {
      if interval == nil || !diagnostic.saysThereIsNoInterval { diagnostics.append(diagnostic) }
    }
    self.diagnostics = diagnostics
  }

  /// The interval by the method of the datasets: that of a share on its own scale, any other θ̄ ± t √T.
  private static func interval(
    of number: PooledNumber, from estimates: [Estimate], count: Int
  ) -> Result<ConfidenceInterval, ProportionIntervals.Reason> {
    let intervals = estimates.map(\.confidenceInterval)
    guard let first = intervals.compactMap(\.self).first else {
      return .failure(ProportionIntervals.Reason(estimates[0].diagnostics.first ?? .noStandardError))
    }
    // Where nothing was missing the interval is that of the records, which for a quantile is not symmetric.
    if number.information.relativeIncrease == 0, intervals.allSatisfy({ $0 == first }) { return .success(first) }
    if estimates[0].statistic.isShare {
      return ProportionIntervals(
        proportion: number.value, standardError: number.standardError,
        degreesOfFreedom: number.information.degreesOfFreedom, unweightedCount: count
      ).interval(first.method, level: first.level)
    }
    return number.interval(level: first.level).map { .success($0) }
      ?? .failure(ProportionIntervals.Reason(.noDegreesOfFreedom))
  }
}

extension Result where Failure == ProportionIntervals.Reason {
  fileprivate var diagnostics: [Diagnostic] {
    if case .failure(let reason) = self { [reason.diagnostic] } else { [] }
  }
}

extension Diagnostic {
  /// Whether it explains why an estimate has no interval.
  fileprivate var saysThereIsNoInterval: Bool {
    switch self {
    case .emptyDomain, .noDegreesOfFreedom, .noStandardError, .unknownVariance, .zeroDenominator, .shareAtBoundary,
      .quantileBeyondData:
      true
    default: false
    }
  }
}
