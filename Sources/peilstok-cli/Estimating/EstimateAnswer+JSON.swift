import Peilstok

extension EstimateAnswer {
  /// The answer as JSON.
  func json(provenance: Provenance) -> JSONValue {
    .object([
      ("estimates", .array(elements.map(\.json))),
      ("covariance", .matrix(covariance)),
      ("diagnostics", .strings(sentences)),
      ("provenance", provenance.json),
    ])
  }
}

extension EstimateAnswer.Element {
  fileprivate var json: JSONValue {
    .object([
      ("statistic", .string(estimate.statistic.rawValue)),
      ("variable", .string(target.column)),
      ("level", .optional(target.level)),
      ("domain", .object(estimate.domain.map { ($0.variable, .string($0.level)) })),
      ("value", .number(estimate.value)),
      ("standardError", .number(estimate.standardError)),
      ("degreesOfFreedom", .integer(estimate.degreesOfFreedom)),
      ("interval", estimate.confidenceInterval?.json ?? .null),
      ("unweightedCount", .integer(estimate.unweightedCount)),
      ("effectiveCount", .optional(estimate.effectiveCount)),
      ("designEffect", .optional(estimate.designEffect)),
      ("missingCount", .integer(estimate.missingCount)),
    ])
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
