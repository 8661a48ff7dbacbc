import Peilstok

/// The same model under other conventions or variances, beside the answer.
extension ModelSummary {
  /// What differs in the same fit under a second profile of conventions.
  func differences(from other: ModelSummary, _ profiles: [Conventions]) -> [String] {
    ConventionComparison(profiles[0], numbers(), profiles[1], other.numbers()).sentences
  }

  /// The linearised standard errors of the same fit beside its own, and where the two part.
  func linearizationSentences(_ linearized: ModelSummary, of design: SurveyDesign) -> [String] {
    let threshold = design.variance.replicateWeights?.partingThreshold ?? 0
    return zip(coefficients + thresholds, linearized.coefficients + linearized.thresholds).map { own, other in
      let pair = StandardErrorPair(
        linearized: other.standardError, replicated: own.standardError, threshold: threshold)
      return "\(own.fullName): \(pair)"
    }
  }

  private func numbers() -> [ConventionComparison.NamedNumber] {
    let ofCoefficients = (coefficients + thresholds).flatMap { coefficient -> [ConventionComparison.NamedNumber] in
      let name = coefficient.fullName
      return [
        .init("\(name), standard error", coefficient.standardError),
        .init("\(name), degrees of freedom", coefficient.degreesOfFreedom),
        .init("\(name), p", coefficient.pValue),
        .init("\(name), lower end", coefficient.lower),
        .init("\(name), upper end", coefficient.upper),
      ]
    }
    return ofCoefficients
      + tests.flatMap { test -> [ConventionComparison.NamedNumber] in
        let statistic = testChoice.statisticName
        return [
          .init("\(test.term), \(statistic)", test.statistic), .init("\(test.term), p of \(statistic)", test.pValue),
        ]
      }
  }
}
