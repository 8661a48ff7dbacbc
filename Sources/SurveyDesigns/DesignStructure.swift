/// The units and strata of a sample, renumbered so that every unit and stratum of every stage is one run.
///
/// Only the stages that add to the variance are kept: the first, and each later one whose predecessor has
/// probabilities. The units of the last of these are the *finest units*; totals are kept for these and for
/// nothing finer. Finest units are numbered in the order (stratum 1, unit 1, stratum 2, unit 2, ...), so that a
/// stratum is a range of units and a unit is a range of finest units.
package struct DesignStructure: Sendable {
  /// The stages that add to the variance, the first drawn first.
  package let stages: [DesignStage]
  /// The finest unit of each record.
  package let finestUnitOfRow: [Int32]
  /// The records in the order of their finest units, those of one unit in their own order.
  package let rowsByFinestUnit: [Int32]
  /// The number of finest units.
  package let finestUnitCount: Int
  /// The number of strata with a single unit that were merged with others.
  package var collapsedCount = 0
  /// Whether each record is a finest unit of its own.
  package var recordsAreUnits: Bool { finestUnitCount == finestUnitOfRow.count }
}

/// The units and strata of one stage.
package struct DesignStage: Sendable {
  /// Where the finest units of each unit start; one more element than units.
  package let firstFinestUnit: [Int32]
  /// Where the units of each stratum start; one more element than strata.
  package let firstUnit: [Int32]
  /// The number of units in the population of each stratum; infinite without a population size.
  package let populationSize: [Double]
  /// The product of the inclusion probabilities of the earlier stages, for each stratum: 1 at the first stage.
  package let inclusionFactor: [Double]
  /// The unit of the stage before in which each stratum lies; 0 at the first stage.
  package let parentOfStratum: [Int32]
  /// The inclusion probability of each unit; nil where all units of a stratum have the same.
  var inclusionProbability: [Double]?
  /// How the units were drawn, in words.
  var drawing = UnitSelection.equalProbability.name
  /// Whether a single unit of a stratum says nothing about its variance.
  var needsSeveralUnits = true
  /// The group of each stratum that is merged where a domain leaves it a single unit; nil without.
  var groupOfStratum: [Int32]?
  /// The identity of each unit across pooled waves; nil where units stand for themselves.
  var identityOfUnit: [Int32]?
  /// The variance as a form of pairs of units; nil where it is that around the means of the strata.
  var pairwiseForm: PairwiseForm?

  /// The number of units.
  package var unitCount: Int { firstFinestUnit.count - 1 }
  /// The number of strata.
  package var stratumCount: Int { firstUnit.count - 1 }
  /// Returns the units of a stratum.
  package func units(ofStratum stratum: Int) -> Range<Int> { Int(firstUnit[stratum])..<Int(firstUnit[stratum + 1]) }
  /// Returns the finest units of a unit.
  package func finestUnits(ofUnit unit: Int) -> Range<Int> {
    Int(firstFinestUnit[unit])..<Int(firstFinestUnit[unit + 1])
  }

  /// Below this a correction for a finite population is rounding: all units were drawn.
  package static let negligibleCorrection = 1e-7

  /// The share of the population of units that was not drawn: 1 where the population is infinite.
  package func finitePopulationCorrection(ofStratum stratum: Int) -> Double {
    finitePopulationCorrection(ofStrata: CollectionOfOne(stratum))
  }

  /// The share that was not drawn of the population of several strata together.
  ///
  /// With unequal probabilities that of the unit that was least likely to be drawn.
  func finitePopulationCorrection(ofStrata strata: some Collection<Int>) -> Double {
    if let inclusionProbability {
      return strata.reduce(0.0) { units(ofStratum: $1).reduce($0) { max($0, 1 - inclusionProbability[$1]) } }
    }
    let population = strata.reduce(0.0) { $0 + populationSize[$1] }
    guard population.isFinite else { return 1 }
    return (population - Double(strata.reduce(0) { $0 + units(ofStratum: $1).count })) / population
  }

  /// Whether a stratum's variance cannot be estimated because it holds one unit of a larger population.
  package func hasSingleUnit(inStratum stratum: Int) -> Bool {
    units(ofStratum: stratum).count == 1 && needsSeveralUnits
      && finitePopulationCorrection(ofStratum: stratum) >= Self.negligibleCorrection
  }

  /// The stage with its finest units as units, in the same strata.
  var withFinestUnits: DesignStage {
    let count = firstFinestUnit.last ?? 0
    return DesignStage(
      firstFinestUnit: Array(0...count), firstUnit: firstUnit.map { firstFinestUnit[Int($0)] },
      populationSize: populationSize, inclusionFactor: inclusionFactor, parentOfStratum: parentOfStratum)
  }

  /// The number of strata that have a single unit.
  package var singleUnitStratumCount: Int { (0..<stratumCount).count { hasSingleUnit(inStratum: $0) } }
}
