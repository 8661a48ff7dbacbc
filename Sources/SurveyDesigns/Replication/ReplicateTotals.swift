/// The totals of every group in each replicate, from the totals by unit.
struct ReplicateTotals: Sendable {
  let table: TotalsTable
  let replicates: ReplicateWeights
  /// The totals of the full sample.
  let full: [Double]
  /// Where the entries of each primary unit start; one more element than units.
  private let firstEntry: [Int32]

  init(_ table: TotalsTable, _ replicates: ReplicateWeights) {
    self.table = table
    self.replicates = replicates
    full = table.grandTotals()
    let stage = replicates.calibration?.structure.stages[0] ?? replicates.stage
    var first: [Int32] = [0]
    var entry = 0
    for unit in 0..<stage.unitCount {
      while entry < table.entryCount, table.units[entry] < stage.firstFinestUnit[unit + 1] { entry += 1 }
      first.append(Int32(entry))
    }
    firstEntry = first
  }

  /// Calls a closure with the totals of each of a run of replicates.
  func forEach(of range: Range<Int>, _ body: (_ replicate: Int, _ totals: [Double]) -> Void) {
    if let calibration = replicates.calibration {
      forEachCalibrated(range, calibration, body)
      return
    }
    if case .jackknife(let units, let strata) = replicates.factors {
      forEachLeavingOut(range, units: units, strata: strata, body)
      return
    }
    var factors = [Double](repeating: 1, count: replicates.unitCount)
    var totals = full
    for replicate in range {
      replicates.factors.fill(&factors, replicate: replicate, stage: replicates.stage)
      add(factors, to: &totals)
      body(replicate, totals)
    }
  }

  /// Replaces totals by those with the units multiplied by factors; records of factor 0 do not count.
  private func add(_ factors: [Double], to totals: inout [Double]) {
    for index in totals.indices { totals[index] = 0 }
    let width = table.width
    for unit in factors.indices where factors[unit] != 0 {
      for entry in Int(firstEntry[unit])..<Int(firstEntry[unit + 1]) {
        let base = Int(table.groups[entry]) * width
        for sum in 0..<width { totals[base + sum] += factors[unit] * table.sums[entry * width + sum] }
      }
    }
  }

  /// Every entry is multiplied by the factor of its slot.
  private func forEachCalibrated(
    _ range: Range<Int>, _ calibration: ReplicateCalibration, _ body: (_ replicate: Int, _ totals: [Double]) -> Void
  ) {
    let width = table.width
    var totals = full
    for replicate in range {
      let factors = calibration.factors(
        ofReplicate: replicate, unitFactors: replicates.factors(ofReplicate: replicate))
      for index in totals.indices { totals[index] = 0 }
      for entry in 0..<table.entryCount {
        let factor = factors[Int(table.units[entry])]
        guard factor != 0 else { continue }
        let base = Int(table.groups[entry]) * width
        for sum in 0..<width { totals[base + sum] += factor * table.sums[entry * width + sum] }
      }
      body(replicate, totals)
    }
  }

  // MARK: Leaving out one unit

  /// Leaving out unit j of stratum h gives T + Tₕ/(n−1) − Tⱼ·n/(n−1), without going through the other units.
  private func forEachLeavingOut(
    _ range: Range<Int>, units: [Int32], strata: [Int32], _ body: (_ replicate: Int, _ totals: [Double]) -> Void
  ) {
    let stage = replicates.stage
    var stratum = -1
    var ofStratum = [Double](repeating: 0, count: full.count)
    var ofUnit = ofStratum
    var totals = full
    var factors: [Double] = []
    for replicate in range {
      let unit = Int(units[replicate])
      if Int(strata[replicate]) != stratum {
        stratum = Int(strata[replicate])
        sum(stage.units(ofStratum: stratum), into: &ofStratum)
      }
      sum(unit..<unit + 1, into: &ofUnit)
      let count = Double(stage.units(ofStratum: stratum).count)
      for index in totals.indices {
        totals[index] = full[index] + ofStratum[index] / (count - 1) - ofUnit[index] * (count / (count - 1))
      }
      if !isExact(&totals, without: ofUnit) {
        if factors.isEmpty { factors = [Double](repeating: 1, count: replicates.unitCount) }
        replicates.factors.fill(&factors, replicate: replicate, stage: stage)
        add(factors, to: &totals)
      }
      body(replicate, totals)
    }
  }

  /// Whether the totals without a unit kept their digits; where it held nearly all of one, the difference is rounding.
  ///
  /// Sets the totals of measures to 0 of which the unit holds every record.
  private func isExact(_ totals: inout [Double], without ofUnit: [Double]) -> Bool {
    var isExact = true
    for group in 0..<table.groupCount {
      let base = group * table.width
      for (measure, offset) in table.offsets.enumerated() {
        let end = measure + 1 < table.offsets.count ? table.offsets[measure + 1] : table.width
        let isEmpty = full[base + offset] == ofUnit[base + offset]
        for index in base + offset..<base + end {
          if isEmpty {
            totals[index] = 0
          } else if abs(totals[index]) < 1e-6 * max(abs(full[index]), abs(ofUnit[index])) {
            isExact = false
          }
        }
      }
    }
    return isExact
  }

  private func sum(_ units: Range<Int>, into totals: inout [Double]) {
    for index in totals.indices { totals[index] = 0 }
    let width = table.width
    for entry in Int(firstEntry[units.lowerBound])..<Int(firstEntry[units.upperBound]) {
      let base = Int(table.groups[entry]) * width
      for sum in 0..<width { totals[base + sum] += table.sums[entry * width + sum] }
    }
  }
}
