/// The variance between the units of one stage, from their distances to the means of their strata.
struct StageVariance {
  let stage: DesignStage
  let contributions: UnitContributions
  let rule: SingleUnitStratumRule
  let coversDomains: Bool
  /// Whether the rule `center` takes 0 for the mean of all units.
  let centersAtZero: Bool
  /// Estimates that are parts of one number: a unit that takes part in one takes part in all of them.
  let together: [Int]
  /// Whether the rule `average` counts every stratum of the design, whatever takes part in an estimate: R leaves the
  /// records outside a domain in a calibrated design, with weight 0.
  let everyStratumCounts: Bool

  private var columnCount: Int { contributions.columnCount }
  private var needsPresence: Bool {
    rule == .average || (coversDomains && (rule == .center || stage.groupOfStratum != nil))
  }

  func add(to accumulator: inout SumOfSquares) {
    var shared = SharedUnitRows(stage.identityOfUnit)
    var stratum = 0
    while stratum < stage.stratumCount {
      var next = stratum + 1
      while next < stage.stratumCount, stage.parentOfStratum[next] == stage.parentOfStratum[stratum] { next += 1 }
      addStrata(stratum..<next, to: &accumulator, &shared)
      stratum = next
    }
  }

  /// Adds the strata that lie within one unit of the stage before.
  private func addStrata(
    _ strata: Range<Int>, to accumulator: inout SumOfSquares, _ shared: inout SharedUnitRows
  ) {
    let grandMean =
      rule != .center
      ? [] : centersAtZero ? [Double](repeating: 0, count: columnCount) : StratumPool(Array(strata), of: self).mean
    let pools = strata.map { pool([$0]) }
    let merged = mergedPools(strata, pools)
    let inflation = rule == .average ? averageInflation(pools, merged) : []
    for (position, stratum) in strata.enumerated() {
      let own = pools[position]
      guard own.correction >= DesignStage.negligibleCorrection else { continue }
      if own.isSingle, rule == .certainty || rule == .refuse { continue }
      var centre = own.mean
      var spread = [Double](repeating: own.spreadFactor * stage.inclusionFactor[stratum], count: columnCount)
      var correction = [Double](repeating: own.correction, count: columnCount)
      for column in 0..<columnCount where needsPresence || own.isSingle {
        let pool = merged[position]?.pool(forColumn: column) ?? own
        centre[column] = pool.mean[column]
        spread[column] *= pool.spreadFactor / own.spreadFactor
        correction[column] = pool.correction
        let isSingle = needsPresence ? pool.presence[column] == .single : pool.isSingle
        switch rule {
        case .center where isSingle: centre[column] = grandMean[column]
        case .average where isSingle: spread[column] = inflation[column].isNaN ? .nan : 0
        case .average: spread[column] *= inflation[column]
        case .refuse, .certainty, .center: break
        }
      }
      var scale = zip(spread, correction).map { ($0 * $1).squareRoot() }
      for unit in stage.units(ofStratum: stratum) {
        if let inclusionProbability = stage.inclusionProbability {
          scale = spread.map { ($0 * (1 - inclusionProbability[unit])).squareRoot() }
        }
        var row = [Double](repeating: 0, count: columnCount)
        contributions.add(stage.finestUnits(ofUnit: unit), to: &row)
        for column in 0..<columnCount { row[column] = (row[column] - centre[column]) * scale[column] }
        shared.add(row, ofUnit: unit) { accumulator.add($0) }
      }
    }
  }

  private func pool(_ strata: [Int]) -> StratumPool {
    var pool = StratumPool(strata, of: self)
    if needsPresence { pool.findPresence(in: self) }
    return pool
  }

  /// For each stratum, the pool of its group, where strata are merged because a domain leaves one a single unit.
  private func mergedPools(_ strata: Range<Int>, _ pools: [StratumPool]) -> [MergedPool?] {
    guard coversDomains, let groupOfStratum = stage.groupOfStratum else {
      return [MergedPool?](repeating: nil, count: strata.count)
    }
    let members = Dictionary(grouping: strata, by: { groupOfStratum[$0] })
    let ofGroup = members.mapValues { members -> MergedPool? in
      guard members.count > 1 else { return nil }
      let own = members.map { pools[$0 - strata.lowerBound] }
      return MergedPool(
        pool: pool(members),
        isMerged: (0..<columnCount).map { column in own.contains { $0.presence[column] == .single } },
        first: members[0])
    }
    return strata.map { ofGroup[groupOfStratum[$0]] ?? nil }
  }

  /// The strata present over the strata present with several units, for each estimate.
  ///
  /// Not a number where all strata present have a single unit: there is nothing to average over (R gives NaN too).
  private func averageInflation(_ pools: [StratumPool], _ merged: [MergedPool?]) -> [Double] {
    (0..<columnCount).map { column in
      var (present, usable) = (0, 0)
      for (position, own) in pools.enumerated() {
        let ofGroup = merged[position]?.pool(forColumn: column)
        // A merged group counts once, at its first stratum.
        if ofGroup != nil, merged[0..<position].contains(where: { $0?.first == merged[position]?.first }) { continue }
        let presence = (ofGroup ?? own).presence[column]
        if presence != .absent { present += 1 }
        if presence == .several { usable += 1 }
      }
      if present == 0 { return 1 }
      return usable == 0 ? .nan : Double(present) / Double(usable)
    }
  }
}
