internal import SurveyNumerics

/// What was imputed of one number or one level, to be laid beside what was observed.
///
/// Imputed answers may differ from observed ones where the missing records differ in what predicts the answer; a
/// difference that nothing explains asks for a look at the predictors.
public struct ImputationSummary: Sendable {
  /// The name of the variable.
  public let variable: String
  /// The level whose share is given; nil for a number.
  public let level: String?
  /// The number of records with an answer.
  public let observedCount: Int
  /// The number of records with an imputed answer, on average over the imputations.
  public let imputedCount: Double
  /// The number of records that were not asked.
  public let notAskedCount: Int
  /// The weighted mean, or share, of the answers.
  public let observedMean: Double
  /// The weighted mean, or share, of the imputed answers of all imputations; not a number without any.
  public let imputedMean: Double
}

extension ImputationSummary {
  /// Summarises a target: one entry for a number, one for each level.
  static func summaries(
    of target: ImputationTarget, values: [[Double]], weights: [Double]
  ) -> [ImputationSummary] {
    let levels: [(name: String?, value: (Double) -> Double)] =
      target.levels.map { names in
        names.enumerated().map { level, name in (name, { $0 == Double(level) ? 1 : 0 }) }
      } ?? [(nil, { $0 })]
    let drawn = values.flatMap { completed in
      target.missing.filter { !completed[$0].isNaN }.map { (value: completed[$0], weight: weights[$0]) }
    }
    return levels.map { level in
      ImputationSummary(
        variable: target.name, level: level.name, observedCount: target.observed.count,
        imputedCount: Double(drawn.count) / Double(values.count), notAskedCount: target.notAskedCount,
        observedMean: mean(target.observed.map { (level.value(target.values[$0]), weights[$0]) }),
        imputedMean: mean(drawn.map { (level.value($0.value), $0.weight) }))
    }
  }

  private static func mean(_ values: [(value: Double, weight: Double)]) -> Double {
    FixedOrder.sum(values.map { $0.value * $0.weight }) / FixedOrder.sum(values.map(\.weight))
  }
}
