public import SurveyEstimates
public import SurveyNumerics

/// Estimates made in one call from each of m completed datasets, pooled by Rubin's rules, with their covariance.
///
/// The complete-data degrees of freedom are those of the design and the domain. The same as R `mitools::MIcombine` on
/// the estimates of `svymean`, `svyby` and their like, with the degrees of freedom of `mice::pool`.
public struct PooledEstimates: Sendable, RandomAccessCollection {
  /// The estimates, in the order of the call.
  public let elements: [PooledEstimate]
  /// What is worth knowing about all of them.
  public let diagnostics: [Diagnostic]
  /// The means, the variance within and the variance between.
  public let pooling: RubinPooling
  private let analyses: [Estimates]

  /// Pools the estimates of completed datasets.
  ///
  /// - Throws: `ImputationError.tooFewImputations`, or `ImputationError.differentResults` where the datasets do not
  ///   have the same estimates.
  public init(_ analyses: [Estimates]) throws(ImputationError) {
    guard let first = analyses.first else { throw .tooFewImputations(0) }
    for (number, analysis) in analyses.enumerated() {
      guard analysis.count == first.count, zip(analysis, first).allSatisfy({ $0.isSameQuestion(as: $1) }) else {
        throw .differentResults(imputation: number + 1)
      }
    }
    let pooling = try RubinPooling(
      values: analyses.map { $0.map(\.value) }, covariances: analyses.map(\.covariance))
    self.analyses = analyses
    self.pooling = pooling
    elements = first.indices.map { position in
      PooledEstimate(analyses.map { $0[position] }, pooling: pooling, position: position)
    }
    var diagnostics: [Diagnostic] = []
    for diagnostic in analyses.flatMap(\.diagnostics) where !diagnostics.contains(diagnostic) {
      diagnostics.append(diagnostic)
    }
    self.diagnostics = diagnostics
  }

  /// The covariance T of the estimates, in the same order; not a number where an estimate is undefined.
  public var covariance: Matrix { pooling.covariance }
  /// The number of completed datasets.
  public var imputationCount: Int { pooling.imputationCount }
  /// The position of the first estimate.
  public var startIndex: Int { 0 }
  /// The position after the last estimate.
  public var endIndex: Int { elements.count }
  /// Accesses an estimate by position.
  public subscript(position: Int) -> PooledEstimate { elements[position] }

  /// Returns the position of the estimate of a level in a domain, or nil where there is none.
  public func index(of level: String? = nil, in domain: [DomainLevel] = []) -> Int? {
    analyses[0].index(of: level, in: domain)
  }

  /// Whether the variance of an estimate is known in one of the datasets at least.
  func hasKnownVariance(_ position: Int) -> Bool { analyses.contains { $0[position].hasKnownVariance } }

  /// The records behind the estimates that have a factor, together: the degrees of freedom that they would give without
  /// missing answers, and their number on average.
  func records(using factors: [[Double]]) -> (degreesOfFreedom: Int, unweightedCount: Int) {
    let used = indices.map { position in factors.contains { $0[position] != 0 } ? 1.0 : 0 }
    let contrasts = analyses.map { $0.contrast(used) }
    let count = contrasts.reduce(0) { $0 + Double($1.unweightedCount) } / Double(contrasts.count)
    return (contrasts.map(\.degreesOfFreedom).min() ?? 0, Int(count.rounded()))
  }
}

extension Estimate {
  /// Whether another estimate answers the same question.
  fileprivate func isSameQuestion(as other: Estimate) -> Bool {
    statistic == other.statistic && variable == other.variable && level == other.level && domain == other.domain
  }
}
