import Peilstok

/// Estimates as JSON.
extension EstimateAnswer {
  /// The answer as JSON, where a level that the codebook labels has its label beside its code.
  func json(provenance: Provenance, labels: LevelLabels) -> JSONValue {
    .object([
      ("estimates", .array(elements.map { $0.json(labels) })),
      ("covariance", .matrix(covariance)),
      ("diagnostics", .strings(sentences)),
      ("provenance", provenance.json),
    ])
  }
}

extension EstimateAnswer.Element {
  fileprivate func json(_ labels: LevelLabels) -> JSONValue {
    .object(members + labelMembers(labels) + (estimate.missingInformation?.members ?? []))
  }

  /// The labels of the level and of the groups, where the codebook has any.
  private func labelMembers(_ labels: LevelLabels) -> [(key: String, value: JSONValue)] {
    let level = target.level.flatMap { labels.ownLabel(ofLevel: $0, of: target.variable) }
    let groups = estimate.domain.compactMap { group in
      labels.ownLabel(ofLevel: group.level, of: group.variable).map { (group.variable, JSONValue.string($0)) }
    }
    return (level.map { [("levelLabel", .string($0))] } ?? [])
      + (groups.isEmpty ? [] : [("domainLabels", .object(groups))])
  }

  private var members: [(key: String, value: JSONValue)] {
    [
      ("statistic", .string(estimate.statistic.rawValue)),
      ("variable", .string(target.variable)),
      ("level", .optional(target.level)),
      ("domain", .object(estimate.domain.map { ($0.variable, $0.isTotal ? .null : .string($0.level)) })),
      ("value", .number(estimate.value)),
      ("standardError", .number(estimate.standardError)),
      (
        "degreesOfFreedom",
        estimate.missingInformation == nil
          ? .integer(Int(estimate.degreesOfFreedom)) : .number(estimate.degreesOfFreedom)
      ),
      ("interval", estimate.confidenceInterval?.json ?? .null),
      ("unweightedCount", .integer(estimate.unweightedCount)),
      ("effectiveCount", .optional(estimate.effectiveCount)),
      ("designEffect", .optional(estimate.designEffect)),
      ("designEffectBasis", .optional(estimate.designEffectBasis?.rawValue)),
      ("missingCount", .integer(estimate.missingCount)),
    ]
  }
}

extension MissingInformation {
  /// What a pooled estimate says beyond one of records.
  var members: [(key: String, value: JSONValue)] {
    [("fractionOfMissingInformation", .number(fraction)), ("relativeIncrease", .number(relativeIncrease))]
  }
}

extension ConfidenceInterval {
  fileprivate var json: JSONValue {
    .object([
      ("method", .string(method.rawValue)),
      ("level", .number(level)),
      ("lower", .number(lower)),
      ("upper", .number(upper)),
    ])
  }
}
