/// How replicates are made of the units of a design.
extension ReplicateWeights {
  /// Makes replicates of a design's primary units.
  init(
    _ method: ReplicationMethod, of design: SurveyDesign, center: ReplicateCenter?, degreesOfFreedom: Int?
  ) throws(DesignError) {
    try method.checkCount()
    let stage = design.structure.stages[0]
    guard stage.inclusionProbability == nil, stage.pairwiseForm == nil else {
      throw .selectionNotReplicated(selection: stage.drawing)
    }
    guard stage.identityOfUnit == nil else { throw .overlapNotReplicated }
    let strata = try ReplicatedStrata(stage, rule: design.singleUnitStratumRule)
    self.method = method
    name = method.name
    var replicatedStage = stage
    givenDegreesOfFreedom = degreesOfFreedom
    columns = []
    switch method {
    case .jackknife:
      let units = strata.usable.flatMap { stratum in stage.units(ofStratum: stratum).map { Int32($0) } }
      let stratumOfUnit = strata.usable.flatMap { stratum in
        stage.units(ofStratum: stratum).map { _ in Int32(stratum) }
      }
      factors = .jackknife(units: units, strata: stratumOfUnit)
      scale = 1
      replicateScales = stratumOfUnit.map { stratum in
        let count = Double(stage.units(ofStratum: Int(stratum)).count)
        return strata.correction(Int(stratum)) * (count - 1) / count
      }
      hadamardMatrix = nil
    case .pairedJackknife:
      try strata.requirePairs(method)
      factors = .pairedJackknife(strata: strata.usable.map { Int32($0) })
      scale = 1
      replicateScales = strata.usable.map { strata.correction($0) }
      hadamardMatrix = nil
    case .balancedRepeated(let fay):
      guard fay >= 0, fay < 1 else { throw .invalidFayFactor(fay) }
      try strata.requirePairs(method)
      try strata.requireInfinitePopulation(method)
      let matrix = HadamardMatrix(columns: strata.usable.count + 1)
      var columns = [Int32](repeating: -1, count: stage.stratumCount)
      for (position, stratum) in strata.usable.enumerated() { columns[stratum] = Int32(position + 1) }
      factors = .balanced(matrix, step: 1 - fay, columnOfStratum: columns)
      scale = 1 / (Double(matrix.order) * (1 - fay) * (1 - fay))
      replicateScales = [Double](repeating: 1, count: matrix.order)
      hadamardMatrix = matrix
    case .bootstrap(let count, let seed):
      guard count > 1 else { throw .tooFewReplicates(count) }
      factors = .bootstrap(
        seed: seed, drawsLess: 1, stretch: (0..<stage.stratumCount).map { strata.correction($0).squareRoot() })
      scale = 1 / Double(count - 1)
      replicateScales = [Double](repeating: 1, count: count)
      hadamardMatrix = nil
    case .unitBootstrap(let count, let seed):
      guard count > 1 else { throw .tooFewReplicates(count) }
      try strata.requireInfinitePopulation(method)
      let ones = [Double](repeating: 1, count: stage.stratumCount)
      factors = .bootstrap(seed: seed, drawsLess: 0, stretch: ones)
      let inverses = strata.usable.reduce(0.0) { $0 + 1 / Double(stage.units(ofStratum: $1).count) }
      let mean = Double(strata.usable.count) / inverses
      scale = mean / ((mean - 1) * Double(count - 1))
      replicateScales = [Double](repeating: 1, count: count)
      hadamardMatrix = nil
    case .multistageBootstrap(let count, let seed):
      guard count > 1 else { throw .tooFewReplicates(count) }
      let stages = design.structure.stages
      for (number, later) in stages.enumerated().dropFirst() {
        guard later.inclusionProbability == nil else { throw .selectionNotReplicated(selection: later.drawing) }
        _ = try ReplicatedStrata(later, rule: design.singleUnitStratumRule, number: number + 1)
      }
      replicatedStage = stage.withFinestUnits
      factors = .multistage(seed: seed, stages: stages)
      scale = 1 / Double(count - 1)
      replicateScales = [Double](repeating: 1, count: count)
      hadamardMatrix = nil
    case .successiveDifferences(let order, let count):
      if let count, count < 4 { throw .tooFewReplicates(count) }
      let neighbours = try UnitNeighbours(of: design, order: order, replicates: count) { strata.correction($0) }
      factors = neighbours.factors
      scale = 4 / Double(neighbours.matrix.order)
      replicateScales = [Double](repeating: 1, count: neighbours.matrix.order)
      hadamardMatrix = neighbours.matrix
    }
    self.stage = replicatedStage
    givenCenter = center
    centerOfMethod = method.center
    self.center = design.conventions.center(asked: center, ofMethod: method.center)
  }
}

/// The strata of primary units that have units to replicate.
private struct ReplicatedStrata {
  let stage: DesignStage
  /// The strata with two units or more.
  let usable: [Int]

  init(_ stage: DesignStage, rule: SingleUnitStratumRule, number: Int = 1) throws(DesignError) {
    self.stage = stage
    usable = (0..<stage.stratumCount).filter { stage.units(ofStratum: $0).count > 1 }
    let singles = stage.singleUnitStratumCount
    if singles > 0 {
      switch rule {
      case .refuse: throw .singleUnitStrata(stage: number, count: singles)
      case .center, .average: throw .singleUnitRuleNotReplicated(rule)
      case .certainty: break
      }
    }
    guard !usable.isEmpty || number > 1 else { throw .nothingToReplicate }
  }

  /// The correction for a finite population, 0 where all units were drawn.
  func correction(_ stratum: Int) -> Double {
    let correction = stage.finitePopulationCorrection(ofStratum: stratum)
    return correction < 1e-7 ? 0 : correction
  }

  func requirePairs(_ method: ReplicationMethod) throws(DesignError) {
    let others = usable.count { stage.units(ofStratum: $0).count != 2 }
    guard others == 0 else { throw .strataWithoutPairs(method: method.name, count: others) }
  }

  func requireInfinitePopulation(_ method: ReplicationMethod) throws(DesignError) {
    let finite = usable.count { correction($0) < 1 }
    guard finite == 0 else { throw .populationSizeNotReplicated(method: method.name) }
  }
}
