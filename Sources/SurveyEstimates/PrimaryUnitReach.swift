package import SurveyDesigns

/// The primary units and strata in which a domain has records: what degrees of freedom are counted from.
package struct PrimaryUnitReach: Sendable {
  private var units: [Int32]
  private var strata: [Int32]
  private let count: DegreesOfFreedomCount

  /// The primary units less the strata; the rank of their replicate weights less 1 where variances are replicated.
  package private(set) var degreesOfFreedom = 0
  /// The number of primary units.
  package var unitCount: Int { units.count }

  /// Whether replicates tell anything of the units: not where their factors are alike in all of them.
  package func isTold(by replicates: ReplicateWeights) -> Bool { replicates.rank(ofUnits: units) > 1 }

  /// The units and strata that either of two domains reaches.
  package func union(_ other: PrimaryUnitReach) -> PrimaryUnitReach {
    var copy = self
    copy.units = merge(units, other.units)
    copy.strata = merge(strata, other.strata)
    copy.countDegreesOfFreedom()
    return copy
  }

  private mutating func countDegreesOfFreedom() {
    degreesOfFreedom = count.count(units: units, strata: strata)
  }

  /// Finds the reach of each group and measure of a table; indexed `group * measures + measure`.
  package static func reaches(of table: TotalsTable, in design: SurveyDesign) -> [PrimaryUnitReach] {
    let measures = table.measureCount
    var reaches = [PrimaryUnitReach](
      repeating: PrimaryUnitReach(units: [], strata: [], count: DegreesOfFreedomCount(of: design)),
      count: table.groupCount * measures)
    let stage = design.structure.stages[0]
    var (unit, stratum) = (0, 0)
    for entry in 0..<table.entryCount {
      while stage.firstFinestUnit[unit + 1] <= table.units[entry] { unit += 1 }
      while stage.firstUnit[stratum + 1] <= Int32(unit) { stratum += 1 }
      for measure in 0..<measures where table.sums[entry * table.width + table.offsets[measure]] > 0 {
        let position = Int(table.groups[entry]) * measures + measure
        if reaches[position].units.last != Int32(unit) { reaches[position].units.append(Int32(unit)) }
        if reaches[position].strata.last != Int32(stratum) { reaches[position].strata.append(Int32(stratum)) }
      }
    }
    // Finding a rank is work; groups and measures that follow each other often reach the same units.
    for position in reaches.indices {
      if position > 0, reaches[position].units == reaches[position - 1].units {
        reaches[position].degreesOfFreedom = reaches[position - 1].degreesOfFreedom
      } else {
        reaches[position].countDegreesOfFreedom()
      }
    }
    return reaches
  }
}

/// Merges two ascending lists without repeats.
private func merge(_ a: [Int32], _ b: [Int32]) -> [Int32] {
  var merged: [Int32] = []
  merged.reserveCapacity(a.count + b.count)
  var (i, j) = (0, 0)
  while i < a.count || j < b.count {
    if j == b.count || (i < a.count && a[i] < b[j]) {
      merged.append(a[i])
      i += 1
    } else {
      if i < a.count, a[i] == b[j] { i += 1 }
      merged.append(b[j])
      j += 1
    }
  }
  return merged
}
