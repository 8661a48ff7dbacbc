public import SurveyMicrodata
internal import SurveyNumerics

/// Designs of two phases.
extension SurveyDesign {
  /// Returns the design of a second phase: a sample of the records of this one, in strata known from the first phase.
  ///
  /// With rᵢⱼ = πᵢπⱼ/πᵢⱼ of each phase, the variance is Σᵢⱼ (1 − r⁽¹⁾ᵢⱼ r⁽²⁾ᵢⱼ) TᵢTⱼᵀ over the records of the second phase
  /// (Särndal, Swensson and Wretman 1992, result 9.3.1). Each stratum of the second phase is a simple random sample of the
  /// units of the first, without replacement; their number is counted from the records, and the weights are multiplied by
  /// the inverse of the fraction. Records outside the second phase stay, with weight 0. The same as R
  /// `twophase(id, strata, fpc, subset, method = "full")`.
  ///
  /// - Parameters:
  ///   - condition: which records are in the second phase.
  ///   - stage: its units and strata; units lie within the primary units of the first phase, by default each record.
  /// - Returns: The design of both phases.
  /// - Throws: `DesignError` where the first phase is not a design of one stage with equal probabilities, without
  ///   calibration, domain or replicates; where units of the second phase are split; and where a stratum of it is empty.
  public func secondPhase(of condition: Condition, drawing stage: Stage = Stage()) throws(DesignError) -> SurveyDesign {
    let data = self.data
    let isDrawn = try designing { () throws(MicrodataError) in try condition.rows(in: data) }
    let first = structure.stages[0]
    guard structure.stages.count == 1, first.pairwiseForm == nil, first.inclusionProbability == nil,
      first.identityOfUnit == nil, domain == nil, weightingSteps.isEmpty, variance.replicateWeights == nil
    else { throw .secondPhaseNeedsOneStage }
    let codes = try StageCodes(stage, number: 1, within: nil, nested: false, waves: nil, data: data)
    guard stage.populationSize == nil, stage.selection == .equalProbability, stage.collapsedStrata == nil else {
      throw .secondPhaseCountsItsPopulation
    }
    let phase = try SecondPhase(codes, isDrawn: isDrawn, firstUnitOfRow: structure.finestUnitOfRow, weights: weights)
    let (structure, factors) = try phase.structure(within: first, rule: singleUnitStratumRule)
    return withSecondPhase(stage, structure: structure, weights: zip(weights, factors).map { $0 * $1 })
  }
}

/// The units of a second phase, before they are put in order.
private struct SecondPhase {
  let codes: StageCodes
  /// Whether each unit was drawn.
  let isDrawn: [Bool]
  /// The stratum of each unit, and its primary unit in the first phase.
  let stratumOfUnit: [Int32]
  let firstUnitOfUnit: [Int32]
  /// The units of each stratum in the first phase, and those that were drawn.
  private(set) var population: [Int]
  private(set) var sampled: [Int]

  init(
    _ codes: StageCodes, isDrawn rows: [Bool], firstUnitOfRow: [Int32], weights: [Double]
  ) throws(DesignError) {
    self.codes = codes
    let units = codes.units
    stratumOfUnit = units.valueOfEachCode(in: codes.strata.codes)
    firstUnitOfUnit = units.valueOfEachCode(in: firstUnitOfRow)
    isDrawn = units.valueOfEachCode(in: rows.map { $0 ? 1 : 0 }).map { $0 == 1 }
    var isSplit = [Bool](repeating: false, count: units.count)
    for (row, unit) in units.codes.enumerated() {
      if rows[row] != isDrawn[Int(unit)] || firstUnitOfRow[row] != firstUnitOfUnit[Int(unit)] {
        isSplit[Int(unit)] = true
      }
    }
    let split = isSplit.count { $0 }
    guard split == 0 else { throw .secondPhaseSplitsUnits(count: split) }
    population = [Int](repeating: 0, count: codes.strata.count)
    sampled = population
    for (unit, stratum) in stratumOfUnit.enumerated() {
      population[Int(stratum)] += 1
      if isDrawn[unit] { sampled[Int(stratum)] += 1 }
    }
    let empty = sampled.count { $0 == 0 }
    guard empty == 0 else { throw .secondPhaseStrataEmpty(count: empty) }
  }

  /// Returns the structure of the units that were drawn, and the factor of each record's weight.
  func structure(
    within first: DesignStage, rule: SingleUnitStratumRule
  ) throws(DesignError) -> (structure: DesignStructure, factors: [Double]) {
    let singles = population.indices.count { sampled[$0] == 1 && population[$0] > 1 } + first.singleUnitStratumCount
    if singles > 0 {
      switch rule {
      case .refuse: throw .singleUnitStrata(stage: 1, count: singles)
      case .center, .average: throw .singleUnitRuleNotPairwise(rule, selection: "two phases")
      case .certainty: break
      }
    }
    let drawn = (0..<Int32(codes.units.count)).filter { isDrawn[Int($0)] }
    let order = ascending(drawn, by: stratumOfUnit, count: codes.strata.count)
    var position = [Int32](repeating: Int32(order.count), count: codes.units.count)
    for (new, unit) in order.enumerated() { position[Int(unit)] = Int32(new) }
    var firstUnit: [Int32] = [0]
    for count in sampled { firstUnit.append((firstUnit.last ?? 0) + Int32(count)) }
    // Records that were not drawn share one more unit, in a stratum of its own, that adds to nothing.
    let hasOthers = order.count < codes.units.count
    let unitCount = order.count + (hasOthers ? 1 : 0)
    if hasOthers { firstUnit.append(Int32(unitCount)) }
    let others = hasOthers ? [Double.infinity] : []
    let strataCount = firstUnit.count - 1
    let stage = DesignStage(
      firstFinestUnit: Array(0...Int32(unitCount)), firstUnit: firstUnit,
      populationSize: population.map { Double($0) } + others,
      inclusionFactor: [Double](repeating: 1, count: strataCount),
      parentOfStratum: [Int32](repeating: 0, count: strataCount), inclusionProbability: nil, drawing: "two phases",
      needsSeveralUnits: false, groupOfStratum: nil, identityOfUnit: nil,
      pairwiseForm: form(order, within: first, hasOthers: hasOthers))
    let unitOfRow = codes.units.codes.map { position[Int($0)] }
    let structure = DesignStructure(
      stages: [stage], finestUnitOfRow: unitOfRow,
      rowsByFinestUnit: ascending(Array(0..<Int32(unitOfRow.count)), by: unitOfRow, count: unitCount),
      finestUnitCount: unitCount, collapsedCount: 0)
    let factors = codes.units.codes.map { unit -> Double in
      guard isDrawn[Int(unit)] else { return 0 }
      let stratum = Int(stratumOfUnit[Int(unit)])
      return Double(population[stratum]) / Double(sampled[stratum])
    }
    return (structure, factors)
  }

  /// The coefficient of a pair is 1 − r⁽¹⁾r⁽²⁾: of units in one stratum of the second phase, in one stratum of the first,
  /// in one primary unit, and of a unit with itself, each beyond the one before.
  private func form(_ order: [Int32], within first: DesignStage, hasOthers: Bool) -> PairwiseForm {
    let secondPhase = zip(population, sampled).map { RetentionRatios(population: Double($0), sampled: $1) }
    let firstPhase = (0..<first.stratumCount).map {
      RetentionRatios(population: first.populationSize[$0], sampled: first.units(ofStratum: $0).count)
    }
    var stratumOfFirstUnit = [Int](repeating: 0, count: first.unitCount)
    for stratum in 0..<first.stratumCount {
      for unit in first.units(ofStratum: stratum) { stratumOfFirstUnit[unit] = stratum }
    }
    var drawnInFirstUnit = [Int](repeating: 0, count: first.unitCount)
    for unit in order { drawnInFirstUnit[Int(firstUnitOfUnit[Int(unit)])] += 1 }

    var form = PairwiseForm()
    var features = PhaseFeatures(strata: secondPhase.count)
    for unit in order {
      let (g, u) = (Int(stratumOfUnit[Int(unit)]), Int(firstUnitOfUnit[Int(unit)]))
      let h = stratumOfFirstUnit[u]
      let (one, two) = (firstPhase[h], secondPhase[g])
      var own: [(feature: Int32, value: Double)] = [(Int32(g), 1), (features.number(ofStratum: h, g), 1)]
      if drawnInFirstUnit[u] > 1 { own.append((features.number(ofUnit: u, g), 1)) }
      let nearest = drawnInFirstUnit[u] > 1 ? one.same : one.different
      form.addUnit(nearest * two.different - one.same * two.same, features: own)
    }
    if hasOthers { form.addUnit(0) }
    for (g, ratios) in secondPhase.enumerated() { form.addTerm(Int32(g), Int32(g), 1 - ratios.different) }
    func addPairs(_ members: [(g: Int, feature: Int32)], _ factor: Double) {
      for (position, (g, feature)) in members.enumerated() {
        form.addTerm(feature, feature, factor * secondPhase[g].different)
        for (_, other) in members[..<position] { form.addTerm(feature, other, factor) }
      }
    }
    for (h, members) in features.ofStrata { addPairs(members, 1 - firstPhase[h].different) }
    for (u, members) in features.ofUnits {
      let ratios = firstPhase[stratumOfFirstUnit[u]]
      addPairs(members, ratios.different - ratios.same)
    }
    return form
  }
}

/// πᵢπⱼ/πᵢⱼ of a simple random sample without replacement, for a unit with itself and for two.
private struct RetentionRatios {
  let same: Double
  let different: Double

  init(population: Double, sampled: Int) {
    let correction = population.isFinite ? (population - Double(sampled)) / population : 1
    // One unit of several was certain to be drawn, or the rule for single units has refused it.
    same = sampled > 1 ? 1 - correction : 1
    different = sampled > 1 ? 1 + correction / Double(sampled - 1) : 1
  }
}

/// Numbers for the pairs of a stratum of the second phase with a stratum or a primary unit of the first.
private struct PhaseFeatures {
  private var next: Int32
  private var numbersOfStrata: [Int: [Int: Int32]] = [:]
  private var numbersOfUnits: [Int: [Int: Int32]] = [:]

  init(strata: Int) { next = Int32(strata) }

  mutating func number(ofStratum h: Int, _ g: Int) -> Int32 { Self.number(h, g, in: &numbersOfStrata, &next) }
  mutating func number(ofUnit u: Int, _ g: Int) -> Int32 { Self.number(u, g, in: &numbersOfUnits, &next) }

  var ofStrata: [(Int, [(g: Int, feature: Int32)])] { Self.listed(numbersOfStrata) }
  var ofUnits: [(Int, [(g: Int, feature: Int32)])] { Self.listed(numbersOfUnits) }

  private static func number(
    _ first: Int, _ g: Int, in numbers: inout [Int: [Int: Int32]], _ next: inout Int32
  ) -> Int32 {
    if let number = numbers[first]?[g] { return number }
    defer { next += 1 }
    numbers[first, default: [:]][g] = next
    return next
  }

  private static func listed(_ numbers: [Int: [Int: Int32]]) -> [(Int, [(g: Int, feature: Int32)])] {
    numbers.sorted { $0.key < $1.key }.map { first, members in
      (first, members.map { (g: $0.key, feature: $0.value) }.sorted { $0.feature < $1.feature })
    }
  }
}
