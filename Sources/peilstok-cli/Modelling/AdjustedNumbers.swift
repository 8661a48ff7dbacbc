import Peilstok

/// What follows from a model, averaged over the records, of one fit or pooled over imputations.
struct AdjustedNumbers {
  /// Whether the means are shares, with odds and ratios of prevalences.
  let isShare: Bool
  /// The levels of the outcome whose share is meant, in words; nil where it has not several.
  let outcomeLevels: String?
  var margins: [AdjustedMeans] = []
  var effects: [AdjustedEffect]?
  var fraction: AdjustedFraction?
  var doses: AdjustedDoses?

  /// What is worth knowing about them.
  var sentences: [String] {
    let caveat =
      "The fraction would vanish without the exposure if that were the cause and nothing else changed; "
      + "the model does not prove it."
    let untested = "The departure from a line is not tested where answers are imputed."
    return (fraction == nil ? [] : [caveat])
      + (doses?.slope.missingInformation == nil || doses?.means.count == 2 ? [] : [untested])
  }
}

/// The adjusted means over the levels of a variable, each but the first compared with it.
struct AdjustedMeans {
  /// A level compared with the reference.
  struct Comparison {
    let level: String
    let ratio: MeasuredNumber
    let difference: MeasuredNumber
    /// Of the ratio of two shares.
    let strength: EValue?
  }

  let variable: String
  let means: [(level: String, mean: MeasuredNumber)]
  let comparisons: [Comparison]

  var reference: String { means[0].level }
}

/// By how much the mean changes with a variable.
struct AdjustedEffect {
  let variable: String
  let level: String?
  let reference: String?
  let change: MeasuredNumber
}

/// The part of the outcome that goes together with an exposure.
struct AdjustedFraction {
  /// The levels of those who are not exposed.
  let levels: String
  let observed: Double
  let unexposed: Double
  let fraction: MeasuredNumber
  let people: MeasuredNumber
}

/// The means over the doses of an exposure, and their trend.
struct AdjustedDoses {
  let variable: String
  let doses: [Double]
  let means: [(level: String, mean: MeasuredNumber)]
  let slope: MeasuredNumber
  let departure: WaldTest?
  let oddsRatio: MeasuredNumber?
  let departureOfLogOdds: WaldTest?
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
      members.append(
        (
          "fraction",
          .object([
            ("unexposed", .string(fraction.levels)), ("observedMean", .number(fraction.observed)),
            ("unexposedMean", .number(fraction.unexposed)), ("fraction", fraction.fraction.json),
            ("people", fraction.people.json),
          ])
        ))
    }
    if let doses {
      let points = zip(doses.doses, doses.means).map { dose, point in
        JSONValue.object([("dose", .number(dose)), ("level", .string(point.level))] + point.mean.members)
      }
      members.append(
        (
          "doses",
          .object([
            ("variable", .string(doses.variable)), ("means", .array(points)), ("slope", doses.slope.json),
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
      ("variable", .string(variable)), ("reference", .string(reference)),
      ("means", .array(means.map { .object([("level", .string($0.level))] + $0.mean.members) })),
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

extension WaldTest {
  fileprivate var json: JSONValue {
    .object([
      ("statistic", .number(statistic)), ("numeratorDegreesOfFreedom", .integer(numeratorDegreesOfFreedom)),
      ("denominatorDegreesOfFreedom", .integer(denominatorDegreesOfFreedom)), ("pValue", .number(pValue)),
    ])
  }
}
