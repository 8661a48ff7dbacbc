internal import SurveyMicrodata
internal import SurveyNumerics

extension DesignStructure {
  /// Reads the units, strata and population sizes of the stages from the columns of the data.
  ///
  /// Nested units are those whose numbers start again in each stratum. The inverse of each record's sampling fraction
  /// comes with the structure where every stage has a population size.
  static func reading(
    _ stages: [Stage], nested: Bool, from data: Microdata
  ) throws(DesignError) -> (structure: DesignStructure, inverseFraction: [Double]?) {
    guard !stages.isEmpty else { throw .noStages }
    var levels: [StageCodes] = []
    var parent: IdentifierCodes?
    for (position, stage) in stages.enumerated() {
      let codes = try StageCodes(
        stage, number: position + 1, within: parent, nested: nested || position > 0, data: data)
      parent = codes.units
      levels.append(codes)
    }
    var inverseFraction: [Double]? = levels.allSatisfy { $0.populationOfStratum != nil } ? [] : nil
    if inverseFraction != nil {
      inverseFraction = (0..<data.rowCount).map { row in
        levels.reduce(1.0) { $0 * $1.inverseFraction(ofRow: row) }
      }
    }
    let kept = 1 + levels.dropLast().prefix { $0.populationOfStratum != nil }.count
    return (DesignStructure(Array(levels.prefix(kept))), inverseFraction)
  }

  private init(_ levels: [StageCodes]) {
    let rowCount = levels[0].units.codes.count
    guard let finest = levels.last?.units else { preconditionFailure("a structure without stages") }
    // One record that stands for each finest unit tells the path of strata and units down to it.
    var representative = [Int32](repeating: -1, count: finest.count)
    for row in stride(from: rowCount - 1, through: 0, by: -1) { representative[Int(finest.codes[row])] = Int32(row) }
    var order = Array(0..<Int32(finest.count))
    for level in levels.reversed() {
      order = sorted(order, by: level.units, representative: representative)
      order = sorted(order, by: level.strata, representative: representative)
    }
    var newNumber = [Int32](repeating: 0, count: finest.count)
    for (position, old) in order.enumerated() { newNumber[Int(old)] = Int32(position) }
    finestUnitOfRow = finest.codes.map { newNumber[Int($0)] }
    finestUnitCount = finest.count
    rowsByFinestUnit = ascending(Array(0..<Int32(rowCount)), by: finestUnitOfRow, count: finest.count)

    var built: [DesignStage] = []
    var inclusionOfUnit: [Double] = []
    for level in levels {
      var firstFinestUnit: [Int32] = []
      var firstUnit: [Int32] = []
      var populationSize: [Double] = []
      var inclusionFactor: [Double] = []
      var parentOfStratum: [Int32] = []
      var fractionOfUnit: [Double] = []
      var (lastUnit, lastStratum) = (Int32(-1), Int32(-1))
      var parentUnit = -1
      var parentStart = built.last?.firstFinestUnit.first
      for (position, old) in order.enumerated() {
        let row = Int(representative[Int(old)])
        if let parents = built.last, let start = parentStart, start == Int32(position) {
          parentUnit += 1
          parentStart = parents.firstFinestUnit[parentUnit + 1]
        }
        if level.strata.codes[row] != lastStratum {
          lastStratum = level.strata.codes[row]
          firstUnit.append(Int32(firstFinestUnit.count))
          populationSize.append(level.populationOfStratum?[Int(lastStratum)] ?? .infinity)
          inclusionFactor.append(parentUnit < 0 ? 1 : inclusionOfUnit[parentUnit])
          parentOfStratum.append(Int32(max(parentUnit, 0)))
        }
        if level.units.codes[row] != lastUnit {
          lastUnit = level.units.codes[row]
          firstFinestUnit.append(Int32(position))
          let sampled = Double(level.sampledInStratum[Int(lastStratum)])
          fractionOfUnit.append((inclusionFactor.last ?? 1) * sampled / (populationSize.last ?? .infinity))
        }
      }
      firstUnit.append(Int32(firstFinestUnit.count))
      firstFinestUnit.append(Int32(finest.count))
      inclusionOfUnit = fractionOfUnit
      built.append(
        DesignStage(
          firstFinestUnit: firstFinestUnit, firstUnit: firstUnit, populationSize: populationSize,
          inclusionFactor: inclusionFactor, parentOfStratum: parentOfStratum))
    }
    stages = built
  }
}

/// Sorts finest units by the code of one identifier, keeping the order of equals.
private func sorted(_ order: [Int32], by identifier: IdentifierCodes, representative: [Int32]) -> [Int32] {
  ascending(order, by: representative.map { identifier.codes[Int($0)] }, count: identifier.count)
}
