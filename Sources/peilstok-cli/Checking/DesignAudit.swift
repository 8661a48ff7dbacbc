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

  /// The records of one domain.
  struct Domain {
    let name: String
    /// The domain by the label of the codebook, for people.
    let label: String
    let weights: WeightSummary
    /// The first-stage strata and units that hold a record of the domain with a weight.
    let strataCount: Int
    let unitCount: Int
    /// The strata of which the domain holds one unit.
    let singleUnitStrataCount: Int
  }

  let stages: [Stage]
  /// Each level of each grouping variable.
  let domains: [Domain]
  let weights: WeightSummary?
  let zeroWeightCount: Int
  /// The primary units less the strata that hold a record with a positive weight.
  let degreesOfFreedom: Int
  private let rule: SingleUnitStratumRule

  init(_ design: SurveyDesign, by groups: [String]) throws(MicrodataError) {
    var domains: [Domain] = []
    for name in groups {
      let factor = try design.data.factor(of: Categorical(name))
      for (code, level) in factor.levels.enumerated() {
        let rows = factor.codes.map { $0 == Int32(code) }
        guard let weights = design.restricted(to: rows).weightSummary else { continue }
        let units = DesignAudit.reachedUnits(of: design, in: rows).filter { $0 > 0 }
        domains.append(
          Domain(
            name: "\(name)=\(level)",
            label: LevelLabels(codebook: design.data.codebook).label(of: VariableLevel(name, level: level)),
            weights: weights, strataCount: units.count, unitCount: units.reduce(0, +),
            singleUnitStrataCount: units.count { $0 == 1 }))
      }
    }
    self.domains = domains
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
      (
        "domains",
        .array(
          domains.map { domain in
            .object([
              ("domain", .string(domain.name)), ("weights", domain.weights.json),
              ("strata", .integer(domain.strataCount)), ("units", .integer(domain.unitCount)),
              ("singleUnitStrata", .integer(domain.singleUnitStrataCount)),
            ])
          })
      ),
    ])
  }

  private static func degreesOfFreedom(of design: SurveyDesign) -> Int {
    reachedUnits(of: design).reduce(0) { $0 + max(0, $1 - 1) }
  }

  /// The number of first-stage units of each stratum that hold a record with a weight, of all records or of some.
  private static func reachedUnits(of design: SurveyDesign, in rows: [Bool]? = nil) -> [Int] {
    var isReached = [Bool](repeating: false, count: design.structure.finestUnitCount)
    for (row, unit) in design.structure.finestUnitOfRow.enumerated()
    where design.weights[row] > 0 && rows?[row] != false {
      isReached[Int(unit)] = true
    }
    guard let first = design.structure.stages.first else { return [] }
    return (0..<first.stratumCount).map { stratum in
      first.units(ofStratum: stratum).count { first.finestUnits(ofUnit: $0).contains { isReached[$0] } }
    }
  }
}
