internal import SurveyMicrodata

/// The unit and stratum of each record at one stage, and how the units were drawn, as read from the columns.
struct StageCodes: Sendable {
  let units: IdentifierCodes
  private(set) var strata: IdentifierCodes
  private(set) var sampledInStratum: [Int32]
  /// Nil where the stage has no population size.
  private(set) var populationOfStratum: [Double]?
  /// Nil where the stage draws with equal probabilities.
  let probabilityOfUnit: [Double]?
  /// The identity of each unit across pooled waves; nil where no wave is told apart.
  let identityOfUnit: [Int32]?
  /// The group of each stratum that is merged where a domain leaves it a single unit; nil without.
  private(set) var groupOfStratum: [Int32]?
  /// The number of strata with a single unit that were merged with others.
  private(set) var collapsedCount = 0
  let selection: UnitSelection

  /// Reads one stage; units and strata of a later stage are always within the units of the stage before it.
  init(
    _ stage: Stage, number: Int, within parent: IdentifierCodes?, nested: Bool, waves: String?, data: Microdata
  ) throws(DesignError) {
    // Waves are drawn apart from each other, so that they are within the first thing that strata are within.
    let wave = try waves.map { name throws(DesignError) in try IdentifierCodes(of: name, in: data) }
    let surrounding = parent ?? IdentifierCodes(constantFor: data.rowCount)
    var base = surrounding
    for name in stage.strata { base = IdentifierCodes(pairing: base, with: try IdentifierCodes(of: name, in: data)) }
    let strata = wave.map { IdentifierCodes(pairing: $0, with: base) } ?? base
    var units: IdentifierCodes
    if let name = stage.units {
      units = try IdentifierCodes(of: name, in: data)
      if nested { units = IdentifierCodes(pairing: base, with: units) }
      let identity = units
      if let wave { units = IdentifierCodes(pairing: wave, with: units) }
      if !nested { try StageCodes.requireUnitsWithinStrata(units, strata, column: name) }
      identityOfUnit = wave == nil ? nil : units.valueOfEachCode(in: identity.codes)
    } else {
      units = IdentifierCodes(distinctFor: data.rowCount)
      identityOfUnit = nil
    }

    let stratumOfUnit = units.valueOfEachCode(in: strata.codes)
    var sampled = [Int32](repeating: 0, count: strata.count)
    for stratum in stratumOfUnit { sampled[Int(stratum)] += 1 }

    self.units = units
    self.strata = strata
    selection = stage.selection
    sampledInStratum = sampled
    populationOfStratum = try stage.populationSize.map { name throws(DesignError) in
      try StageCodes.populationSizes(column: name, stage: number, strata: strata, sampled: sampled, data: data)
    }
    probabilityOfUnit = try stage.selection.probabilities(ofUnits: units, stage: number, in: data)
    if let name = stage.populationSize, probabilityOfUnit != nil {
      throw .populationSizeWithProbabilities(column: name)
    }
    if let name = stage.collapsedStrata {
      var groups = IdentifierCodes(pairing: surrounding, with: try IdentifierCodes(of: name, in: data))
      if let wave { groups = IdentifierCodes(pairing: wave, with: groups) }
      try collapse(by: groups, column: name, stratumOfUnit: stratumOfUnit)
    }
  }

  /// Merges the strata of each group in which one has a single unit of a larger population.
  private mutating func collapse(
    by groups: IdentifierCodes, column: String, stratumOfUnit: [Int32]
  ) throws(DesignError) {
    let groupOfOld = strata.valueOfEachCode(in: groups.codes)
    var varies = [Bool](repeating: false, count: strata.count)
    for (row, group) in groups.codes.enumerated() where groupOfOld[Int(strata.codes[row])] != group {
      varies[Int(strata.codes[row])] = true
    }
    let varying = varies.count { $0 }
    guard varying == 0 else { throw .collapsedStrataVary(column: column, strata: varying) }
    var strataOfGroup = [Int](repeating: 0, count: groups.count)
    for group in groupOfOld { strataOfGroup[Int(group)] += 1 }
    var isMerged = [Bool](repeating: false, count: groups.count)
    var unitOfStratum = [Int32](repeating: 0, count: strata.count)
    for (unit, stratum) in stratumOfUnit.enumerated() { unitOfStratum[Int(stratum)] = Int32(unit) }
    for (stratum, group) in groupOfOld.enumerated()
    where strataOfGroup[Int(group)] > 1 && isSingle(stratum, unit: unitOfStratum[stratum]) {
      isMerged[Int(group)] = true
      collapsedCount += 1
    }
    let (old, oldCount) = (strata, Int32(strata.count))
    strata = IdentifierCodes(
      renumbering: old.codes.map { stratum in
        let group = groupOfOld[Int(stratum)]
        return isMerged[Int(group)] ? oldCount + group : stratum
      }, bound: old.count + groups.count)
    groupOfStratum = strata.valueOfEachCode(in: groups.codes)
    let newOfOld = old.valueOfEachCode(in: strata.codes)
    var sampled = [Int32](repeating: 0, count: strata.count)
    for (stratum, new) in newOfOld.enumerated() { sampled[Int(new)] += sampledInStratum[stratum] }
    sampledInStratum = sampled
    populationOfStratum = populationOfStratum.map { sizes in
      var merged = [Double](repeating: 0, count: strata.count)
      for (stratum, new) in newOfOld.enumerated() { merged[Int(new)] += sizes[stratum] }
      return merged
    }
  }

  /// Whether a stratum has a single unit, the one that is given, that was not certain to be drawn.
  private func isSingle(_ stratum: Int, unit: Int32) -> Bool {
    guard sampledInStratum[stratum] == 1, selection.needsSeveralUnits else { return false }
    let correction =
      probabilityOfUnit.map { 1 - $0[Int(unit)] }
      ?? populationOfStratum.map { ($0[stratum] - 1) / $0[stratum] } ?? 1
    return correction >= DesignStage.negligibleCorrection
  }

  /// Whether the stage says with which probability its units were drawn.
  var hasProbabilities: Bool { populationOfStratum != nil || probabilityOfUnit != nil }

  /// The number of times by which a record stands for more at this stage.
  func inverseFraction(ofRow row: Int) -> Double {
    if let probabilityOfUnit { return 1 / probabilityOfUnit[Int(units.codes[row])] }
    let stratum = Int(strata.codes[row])
    return (populationOfStratum?[stratum] ?? .infinity) / Double(sampledInStratum[stratum])
  }

  private static func requireUnitsWithinStrata(
    _ units: IdentifierCodes, _ strata: IdentifierCodes, column: String
  ) throws(DesignError) {
    var stratumOfUnit = [Int32](repeating: -1, count: units.count)
    var isSplit = [Bool](repeating: false, count: units.count)
    for row in units.codes.indices {
      let unit = Int(units.codes[row])
      if stratumOfUnit[unit] < 0 {
        stratumOfUnit[unit] = strata.codes[row]
      } else if stratumOfUnit[unit] != strata.codes[row] {
        isSplit[unit] = true
      }
    }
    let count = isSplit.count { $0 }
    guard count == 0 else { throw .unitsInSeveralStrata(column: column, count: count) }
  }

  private static func populationSizes(
    column name: String, stage: Int, strata: IdentifierCodes, sampled: [Int32], data: Microdata
  ) throws(DesignError) -> [Double] {
    let values = try designing { () throws(MicrodataError) in try data.numbers(of: Number(name)) }
    let invalid = values.count { !($0 > 0 && $0.isFinite) }
    guard invalid == 0 else { throw .invalidPopulationSize(column: name, count: invalid) }
    var sizes = [Double](repeating: .nan, count: strata.count)
    var varies = [Bool](repeating: false, count: strata.count)
    for row in values.indices {
      let stratum = Int(strata.codes[row])
      if sizes[stratum].isNaN { sizes[stratum] = values[row] }
      if sizes[stratum] != values[row] { varies[stratum] = true }
    }
    let varying = varies.count { $0 }
    guard varying == 0 else { throw .populationSizeVaries(column: name, strata: varying) }
    // A column holds fractions or sizes, never both: a size of 1 among sizes is one unit, all of it drawn.
    let areFractions = sizes.allSatisfy { $0 <= 1 }
    for stratum in sizes.indices {
      let sampled = Double(sampled[stratum])
      if areFractions { sizes[stratum] = sampled / sizes[stratum] }
      guard sizes[stratum] >= sampled * (1 - 1e-12) else {
        throw .populationSmallerThanSample(
          column: name, stage: stage, sampled: Int(sampled), population: sizes[stratum])
      }
    }
    return sizes
  }
}
