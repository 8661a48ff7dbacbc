internal import SurveyMicrodata

/// The unit and stratum of each record at one stage, and the population sizes, as read from the columns.
struct StageCodes: Sendable {
  let units: IdentifierCodes
  let strata: IdentifierCodes
  let sampledInStratum: [Int32]
  /// Nil where the stage has no population size.
  let populationOfStratum: [Double]?

  /// Reads one stage; units and strata of a later stage are always within the units of the stage before it.
  init(
    _ stage: Stage, number: Int, within parent: IdentifierCodes?, nested: Bool, data: Microdata
  ) throws(DesignError) {
    var strata = parent ?? IdentifierCodes(constantFor: data.rowCount)
    for name in stage.strata {
      let codes = try IdentifierCodes(of: designing { () throws(MicrodataError) in try data.column(name) }, name: name)
      strata = IdentifierCodes(pairing: strata, with: codes)
    }
    var units: IdentifierCodes
    if let name = stage.units {
      units = try IdentifierCodes(of: designing { () throws(MicrodataError) in try data.column(name) }, name: name)
      if nested {
        units = IdentifierCodes(pairing: strata, with: units)
      } else {
        try StageCodes.requireUnitsWithinStrata(units, strata, column: name)
      }
    } else {
      units = IdentifierCodes(distinctFor: data.rowCount)
    }

    var stratumOfUnit = [Int32](repeating: -1, count: units.count)
    for row in units.codes.indices { stratumOfUnit[Int(units.codes[row])] = strata.codes[row] }
    var sampled = [Int32](repeating: 0, count: strata.count)
    for stratum in stratumOfUnit { sampled[Int(stratum)] += 1 }

    self.units = units
    self.strata = strata
    sampledInStratum = sampled
    populationOfStratum = try stage.populationSize.map { name throws(DesignError) in
      try StageCodes.populationSizes(column: name, stage: number, strata: strata, sampled: sampled, data: data)
    }
  }

  func inverseFraction(ofRow row: Int) -> Double {
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
