import Peilstok

/// What follows from a model, averaged over the records.
struct AdjustedNumbers {
  /// Whether the means are shares, with odds and ratios of prevalences.
  let isShare: Bool
  /// The levels of the outcome whose share is meant, in words; nil where it has not several.
  let outcomeLevels: String?
  var margins: [AdjustedMeans] = []
  var effects: [MarginalEffect]?
  var fraction: (unexposed: String, value: AttributableFraction)?
  var doses: DoseResponse?

  /// What is worth knowing about them.
  var sentences: [String] {
    fraction == nil
      ? []
      : [
        "The fraction would vanish without the exposure if that were the cause and nothing else changed; "
          + "the model does not prove it."
      ]
  }
}

/// The adjusted means over the levels of a variable, each but the first compared with it.
struct AdjustedMeans {
  /// A level compared with the reference.
  struct Comparison {
    let level: String
    let ratio: MarginComparison
    let difference: MarginComparison
    /// Of the ratio of two shares.
    let strength: EValue?
  }

  let margins: PredictiveMargins
  let reference: String
  let comparisons: [Comparison]

  init(_ margins: PredictiveMargins, isShare: Bool) throws {
    let levels = margins.map(\.level)
    reference = levels[0]
    self.margins = margins
    comparisons = try levels.dropFirst().map { [reference] level in
      let ratio = try margins.adjustedPrevalenceRatio(of: level, to: reference)
      return Comparison(
        level: level, ratio: ratio, difference: try margins.adjustedDifference(of: level, minus: reference),
        strength: isShare ? EValue(ofRatio: ratio) : nil)
    }
  }
}

extension AdjustedNumbers {
  /// The numbers that were asked for, as members of the answer.
  var members: [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = []
    if !margins.isEmpty { members.append(("adjusted", .array(margins.map(\.json)))) }
    if let effects {
      let values = effects.map { effect in
        JSONValue.object([
          ("variable", .string(effect.variable)), ("level", .optional(effect.level)),
          ("reference", .optional(effect.reference)), ("change", effect.change.json),
        ])
      }
      members.append(("effects", .array(values)))
    }
    if let fraction {
      let value = fraction.value
      members.append(
        (
          "fraction",
          .object([
            ("unexposed", .string(fraction.unexposed)), ("observedMean", .number(value.observed)),
            ("unexposedMean", .number(value.unexposed)), ("fraction", value.fraction.json),
            ("people", value.people.json),
          ])
        ))
    }
    if let doses {
      let points = zip(doses.doses, doses.margins).map { dose, margin in
        JSONValue.object([("dose", .number(dose))] + margin.members)
      }
      members.append(
        (
          "doses",
          .object([
            ("variable", .string(doses.margins.variable)), ("means", .array(points)), ("slope", doses.slope.json),
            ("departure", doses.departure?.json ?? .null), ("oddsRatio", doses.oddsRatio?.json ?? .null),
            ("departureOfLogOdds", doses.departureOfLogOdds?.json ?? .null),
          ])
        ))
    }
    return members
  }
}

extension AdjustedMeans {
  fileprivate var json: JSONValue {
    .object([
      ("variable", .string(margins.variable)), ("reference", .string(reference)),
      ("means", .array(margins.map { .object($0.members) })),
      (
        "comparisons",
        .array(
          comparisons.map { comparison in
            .object([
              ("level", .string(comparison.level)), ("ratio", comparison.ratio.json),
              ("difference", comparison.difference.json), ("eValue", .optional(comparison.strength?.estimate)),
              ("eValueOfLimit", .optional(comparison.strength?.limit)),
            ])
          })
      ),
    ])
  }
}

extension Margin {
  fileprivate var members: [(key: String, value: JSONValue)] {
    [
      ("level", .string(level)), ("value", .number(value)), ("standardError", .number(standardError)),
      ("degreesOfFreedom", .integer(degreesOfFreedom)), ("lower", .number(confidenceInterval.lower)),
      ("upper", .number(confidenceInterval.upper)),
    ]
  }
}

extension MarginComparison {
  fileprivate var json: JSONValue {
    .object([
      ("value", .number(value)), ("standardError", .number(standardError)), ("statistic", .number(statistic)),
      ("degreesOfFreedom", .integer(degreesOfFreedom)), ("pValue", .number(pValue)),
      ("lower", .number(confidenceInterval.lower)), ("upper", .number(confidenceInterval.upper)),
    ])
  }
}

extension WaldTest {
  fileprivate var json: JSONValue {
    .object([
      ("statistic", .number(statistic)), ("numeratorDegreesOfFreedom", .integer(numeratorDegreesOfFreedom)),
      ("denominatorDegreesOfFreedom", .integer(denominatorDegreesOfFreedom)), ("pValue", .number(pValue)),
    ])
  }
}
