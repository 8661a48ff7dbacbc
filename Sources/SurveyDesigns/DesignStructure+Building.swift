internal import SurveyMicrodata
internal import SurveyNumerics

/// How units and strata are read from the columns of the records.
extension DesignStructure {
  /// Reads the units, strata and probabilities of the stages from the columns of the data.
  ///
  /// Nested units are those whose numbers start again in each stratum. The inverse of each record's inclusion
  /// probability comes with the structure where every stage has probabilities. Units and strata are numbered in the order
  /// in which they appear, in the data or in another order of the records.
  static func reading(
    _ stages: [Stage], nested: Bool, waves: String?, from data: Microdata, order: [Int32]? = nil
  ) throws(DesignError) -> (structure: DesignStructure, inverseFraction: [Double]?) {
    guard !stages.isEmpty else { throw .noStages }
    var levels: [StageCodes] = []
    var parent: IdentifierCodes?
    for (position, stage) in stages.enumerated() {
      let codes = try StageCodes(
        stage, number: position + 1, within: parent, nested: nested || position > 0,
        waves: position == 0 ? waves : nil, data: data)
      parent = codes.units
      levels.append(codes)
    }
    var inverseFraction: [Double]? = levels.allSatisfy { $0.hasProbabilities } ? [] : nil
    if inverseFraction != nil {
      inverseFraction = (0..<data.rowCount).map { row in
        levels.reduce(1.0) { $0 * $1.inverseFraction(ofRow: row) }
      }
    }
    let kept = 1 + levels.dropLast().prefix { $0.hasProbabilities }.count
    return (try DesignStructure(Array(levels.prefix(kept)), order: order), inverseFraction)
  }

  private init(_ levels: [StageCodes], order rowOrder: [Int32]?) throws(DesignError) {
    let rowCount = levels[0].units.codes.count
    guard let finest = levels.last?.units else { preconditionFailure("a structure without stages") }
    // One record that stands for each finest unit tells the path of strata and units down to it.
    var representative = [Int32](repeating: -1, count: finest.count)
    for row in stride(from: rowCount - 1, through: 0, by: -1) { representative[Int(finest.codes[row])] = Int32(row) }
    var order = Array(0..<Int32(finest.count))
    for level in levels.reversed() {
      order = sorted(order, by: level.units.numbered(along: rowOrder), representative: representative)
      order = sorted(order, by: level.strata.numbered(along: rowOrder), representative: representative)
    }
    var newNumber = [Int32](repeating: 0, count: finest.count)
    for (position, old) in order.enumerated() { newNumber[Int(old)] = Int32(position) }
    finestUnitOfRow = finest.codes.map { newNumber[Int($0)] }
    finestUnitCount = finest.count
    rowsByFinestUnit = ascending(Array(0..<Int32(rowCount)), by: finestUnitOfRow, count: finest.count)
    collapsedCount = levels.reduce(0) { $0 + $1.collapsedCount }

    let rows = order.map { Int(representative[Int($0)]) }
    var built: [DesignStage] = []
    var inclusionOfUnit: [Double]?
    for level in levels {
      let (stage, inclusion) = try DesignStage.building(level, rows: rows, within: built.last, inclusionOfUnit)
      built.append(stage)
      inclusionOfUnit = inclusion
    }
    stages = built
  }
}

extension DesignStage {
  /// Builds a stage from a record of each finest unit, in their order, with the inclusion probability of each unit
  /// over all stages so far.
  fileprivate static func building(
    _ level: StageCodes, rows: [Int], within parents: DesignStage?, _ inclusionOfParent: [Double]?
  ) throws(DesignError) -> (stage: DesignStage, inclusionOfUnit: [Double]) {
    var (firstFinestUnit, firstUnit, parentOfStratum): ([Int32], [Int32], [Int32]) = ([], [], [])
    var (codeOfStratum, codeOfUnit): ([Int], [Int]) = ([], [])
    var (inclusionFactor, inclusionOfUnit): ([Double], [Double]) = ([], [])
    var parent = -1
    for (position, row) in rows.enumerated() {
      if let parents, parents.firstFinestUnit[parent + 1] == Int32(position) { parent += 1 }
      let (stratum, unit) = (Int(level.strata.codes[row]), Int(level.units.codes[row]))
      if stratum != codeOfStratum.last {
        codeOfStratum.append(stratum)
        firstUnit.append(Int32(firstFinestUnit.count))
        inclusionFactor.append(inclusionOfParent?[parent] ?? 1)
        parentOfStratum.append(Int32(max(parent, 0)))
      }
      if unit != codeOfUnit.last {
        codeOfUnit.append(unit)
        firstFinestUnit.append(Int32(position))
        inclusionOfUnit.append((inclusionFactor.last ?? 1) / level.inverseFraction(ofRow: row))
      }
    }
    firstUnit.append(Int32(firstFinestUnit.count))
    firstFinestUnit.append(Int32(rows.count))
    var stage = DesignStage(
      firstFinestUnit: firstFinestUnit, firstUnit: firstUnit,
      populationSize: codeOfStratum.map { level.populationOfStratum?[$0] ?? .infinity },
      inclusionFactor: inclusionFactor, parentOfStratum: parentOfStratum,
      inclusionProbability: level.probabilityOfUnit.map { probability in codeOfUnit.map { probability[$0] } },
      drawing: level.selection.name, needsSeveralUnits: level.selection.needsSeveralUnits,
      groupOfStratum: level.groupOfStratum.map { group in codeOfStratum.map { group[$0] } },
      identityOfUnit: level.identityOfUnit.map { identity in codeOfUnit.map { identity[$0] } }, pairwiseForm: nil)
    stage.pairwiseForm = try level.selection.pairwiseForm(of: stage, order: codeOfUnit.map { Int32($0) })
    return (stage, inclusionOfUnit)
  }
}

/// Sorts finest units by the code of one identifier, keeping the order of equals.
private func sorted(_ order: [Int32], by identifier: IdentifierCodes, representative: [Int32]) -> [Int32] {
  ascending(order, by: representative.map { identifier.codes[Int($0)] }, count: identifier.count)
}
