import Peilstok

/// The strata and units of a design at each stage that adds to the variance, and the spread of its weights.
struct DesignAudit {
  /// One stage.
  struct Stage {
    let strataCount: Int
    let unitCount: Int
    let fewestUnits: Int
    let mostUnits: Int
    let singleUnitStrataCount: Int
  }

  let stages: [Stage]
  let weights: WeightSummary?
  let zeroWeightCount: Int
  /// The primary units less the strata that hold a record with a positive weight.
  let degreesOfFreedom: Int
  private let rule: SingleUnitStratumRule

  init(_ design: SurveyDesign) {
    stages = design.structure.stages.map { stage in
      let counts = (0..<stage.stratumCount).map { stage.units(ofStratum: $0).count }
      return Stage(
        strataCount: stage.stratumCount, unitCount: stage.unitCount, fewestUnits: counts.min() ?? 0,
        mostUnits: counts.max() ?? 0,
        singleUnitStrataCount: (0..<stage.stratumCount).count { stage.hasSingleUnit(inStratum: $0) })
    }
    weights = design.weightSummary
    zeroWeightCount = design.weights.count { $0 == 0 }
    degreesOfFreedom = DesignAudit.degreesOfFreedom(of: design)
    rule = design.singleUnitStratumRule
  }

  /// What is worth knowing about the design.
  var diagnostics: [String] {
    var sentences: [String] = []
    for (number, stage) in stages.enumerated() where stage.singleUnitStrataCount > 0 {
      let count = stage.singleUnitStrataCount
      sentences.append(
        "\(count) \(count == 1 ? "stratum has" : "strata have") a single unit at stage \(number + 1); the rule is "
          + "\(rule.rawValue)\(rule == .refuse ? ", so that no variance can be computed" : "").")
    }
    if zeroWeightCount > 0 {
      sentences.append("\(zeroWeightCount) \(zeroWeightCount == 1 ? "record has" : "records have") a weight of 0.")
    }
    return sentences
  }

  /// The audit as JSON.
  var json: JSONValue {
    .object([
      (
        "stages",
        .array(
          stages.map { stage in
            .object([
              ("strata", .integer(stage.strataCount)),
              ("units", .integer(stage.unitCount)),
              ("fewestUnits", .integer(stage.fewestUnits)),
              ("mostUnits", .integer(stage.mostUnits)),
              ("singleUnitStrata", .integer(stage.singleUnitStrataCount)),
            ])
          })
      ),
      ("degreesOfFreedom", .integer(degreesOfFreedom)),
      (
        "weights",
        weights.map { weights in
          .object([
            ("minimum", .number(weights.minimum)),
            ("maximum", .number(weights.maximum)),
            ("sum", .number(weights.sum)),
            ("designEffect", .number(weights.designEffect)),
            ("effectiveCount", .number(weights.effectiveCount)),
          ])
        } ?? .null
      ),
    ])
  }

  private static func degreesOfFreedom(of design: SurveyDesign) -> Int {
    var isReached = [Bool](repeating: false, count: design.structure.finestUnitCount)
    for (row, unit) in design.structure.finestUnitOfRow.enumerated() where design.weights[row] > 0 {
      isReached[Int(unit)] = true
    }
    guard let first = design.structure.stages.first else { return 0 }
    return (0..<first.stratumCount).reduce(0) { sum, stratum in
      let units = first.units(ofStratum: stratum).count { first.finestUnits(ofUnit: $0).contains { isReached[$0] } }
      return sum + max(0, units - 1)
    }
  }
}
