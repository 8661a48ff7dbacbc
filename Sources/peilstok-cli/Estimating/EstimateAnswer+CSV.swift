import Peilstok

/// Estimates as comma-separated records.
extension EstimateAnswer {
  /// Whether the estimates are pooled over imputations.
  var isPooled: Bool { elements.contains { $0.estimate.missingInformation != nil } }

  /// The answer as comma-separated text: one record for each estimate, at full precision.
  ///
  /// The level of each grouping variable stands in a column `domain.VARIABLE`.
  var csv: String {
    let groups = elements.first?.estimate.domain.map { "domain.\($0.variable)" } ?? []
    let header =
      ["statistic", "variable", "level"] + groups + [
        "value", "standardError", "degreesOfFreedom", "intervalMethod", "intervalLevel", "lower", "upper",
        "unweightedCount", "effectiveCount", "designEffect", "missingCount",
      ] + (isPooled ? ["fractionOfMissingInformation", "relativeIncrease"] : [])
    return ([header] + elements.map(\.fields)).map(CommaSeparatedText.tableLine).joined()
  }
}

extension EstimateAnswer.Element {
  fileprivate var fields: [String] {
    let number = CommaSeparatedText.fractional
    let interval = estimate.confidenceInterval
    return [estimate.statistic.rawValue, target.variable, target.level ?? ""] + estimate.domain.map(\.level) + [
      number(estimate.value), number(estimate.standardError), estimate.degreesOfFreedomText,
      interval?.method.rawValue ?? "", number(interval?.level), number(interval?.lower), number(interval?.upper),
      "\(estimate.unweightedCount)", number(estimate.effectiveCount), number(estimate.designEffect),
      "\(estimate.missingCount)",
    ] + (estimate.missingInformation.map { [number($0.fraction), number($0.relativeIncrease)] } ?? [])
  }
}
