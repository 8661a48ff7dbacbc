public import SurveyEstimates
internal import SurveyMicrodata
public import SurveyModels
public import SurveyNumerics

/// Predictive margins of the fits to m completed datasets, pooled by Rubin's rules.
///
/// A margin is pooled as it is, like any mean; its interval is that of the family, of a share symmetric on the logit
/// scale. The complete-data degrees of freedom are the residual degrees of freedom of the fits. The same as R
/// `mitools::MIcombine` on margins and their covariances, with the degrees of freedom of `mice::pool`.
public struct PooledMargins: Sendable, RandomAccessCollection {
  /// The name of the covariate.
  public let variable: String
  /// The means, the variance within and the variance between.
  public let pooling: RubinPooling
  /// The residual degrees of freedom that complete records would have.
  public let completeDegreesOfFreedom: Int
  private let elements: [PooledMargin]
  private let analyses: [PredictiveMargins]

  /// Pools the margins of completed datasets.
  ///
  /// - Throws: `ImputationError.tooFewImputations`, or `ImputationError.differentResults` where they are not those of the
  ///   same levels.
  public init(_ analyses: [PredictiveMargins]) throws(ImputationError) {
    guard let first = analyses.first else { throw .tooFewImputations(0) }
    for (number, margins) in analyses.enumerated() {
      guard margins.variable == first.variable, margins.map(\.level) == first.map(\.level) else {
        throw .differentResults(imputation: number + 1)
      }
    }
    let pooling = try RubinPooling(
      values: analyses.map { $0.map(\.value) }, covariances: analyses.map(\.covariance))
    let complete = analyses.map(\.degreesOfFreedom).min() ?? 0
    elements = first.indices.map { position in
      let number = PooledNumber(pooling, at: position, completeDegreesOfFreedom: complete)
      return PooledMargin(
        variable: first.variable, level: first[position].level,
        number: number.measured(
          interval: number.interval(level: first.level, of: first.family), isTested: false,
          scale: first[position].number.scale))
    }
    variable = first.variable
    self.pooling = pooling
    completeDegreesOfFreedom = complete
    self.analyses = analyses
  }

  /// The covariance T of the margins, in their order.
  public var covariance: Matrix { pooling.covariance }
  /// The number of completed datasets.
  public var imputationCount: Int { pooling.imputationCount }
  /// The position of the first margin.
  public var startIndex: Int { 0 }
  /// The position past the last margin.
  public var endIndex: Int { elements.count }
  /// Accesses a margin.
  public subscript(position: Int) -> PooledMargin { elements[position] }

  /// Returns the margin of a level.
  ///
  /// - Throws: `ImputationError.model` with `ModelError.unknownLevel` and the nearest.
  public func margin(of level: String) throws(ImputationError) -> PooledMargin {
    guard let margin = elements.first(where: { $0.level == level }) else {
      throw .model(
        .unknownLevel(level, term: variable, nearest: nil))
    }
    return margin
  }

  /// Returns the ratio of the adjusted prevalences of two levels, pooled on the log scale.
  ///
  /// - Throws: `ImputationError.model` with `ModelError.unknownLevel`.
  public func adjustedPrevalenceRatio(
    of level: String, to reference: String
  ) throws(ImputationError) -> PooledComparison {
    try PooledComparison(
      compared { margins throws(ModelError) in
        try margins.adjustedPrevalenceRatio(of: level, to: reference)
      })
  }

  /// Returns the difference of the adjusted prevalences of two levels, the first less the second.
  ///
  /// - Throws: `ImputationError.model` with `ModelError.unknownLevel`.
  public func adjustedDifference(
    of level: String, minus reference: String
  ) throws(ImputationError) -> PooledComparison {
    try PooledComparison(
      compared { margins throws(ModelError) in
        try margins.adjustedDifference(of: level, minus: reference)
      })
  }

  private func compared(
    _ compare: (PredictiveMargins) throws(ModelError) -> MarginComparison
  ) throws(ImputationError) -> [MarginComparison] {
    var comparisons: [MarginComparison] = []
    do throws(ModelError) {
      for margins in analyses { comparisons.append(try compare(margins)) }
    } catch { throw .model(error) }
    return comparisons
  }
}

/// The adjusted mean at one level of a covariate, pooled over completed datasets.
public struct PooledMargin: PooledMeasured {
  /// The name of the covariate.
  public let variable: String
  /// The level that every record was given.
  public let level: String
  /// The pooled adjusted mean: of a yes-or-no outcome a prevalence, between 0 and 1.
  public let number: MeasuredNumber
}
