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
  fileprivate var json: JSONValue { .object(members + (estimate.missingInformation?.members ?? [])) }

  private var members: [(key: String, value: JSONValue)] {
    [
      ("statistic", .string(estimate.statistic.rawValue)),
      ("variable", .string(target.column)),
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
