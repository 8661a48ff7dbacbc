/// Counts the degrees of freedom of what reaches some primary units of a design.
package struct DegreesOfFreedomCount: Sendable {
  private let stage: DesignStage
  private let replicates: ReplicateWeights?
  private let conventions: Conventions
  /// For each stratum, the first of those that share units with it in another wave.
  private let stratumOfOverlap: [Int32]?

  /// Creates the count of a design.
  package init(of design: SurveyDesign) {
    stage = design.structure.stages[0]
    replicates = design.variance.replicateWeights
    conventions = design.conventions
    stratumOfOverlap = stage.strataSharingUnits
  }

  /// Returns the degrees of freedom by the conventions of the design.
  ///
  /// A unit that stands in several waves counts once, and so do strata that share units between waves: that many rows
  /// are free in the covariance of all waves. Units and strata are in ascending order.
  package func count(units: [Int32], strata: [Int32]) -> Int {
    if units.isEmpty { return 0 }
    if let replicates { return count(units, of: replicates) }
    switch conventions.degreesOfFreedom {
    case .reachedUnits: return difference(units, strata)
    case .reachedStrata:
      return difference(strata.flatMap { stage.units(ofStratum: Int($0)).map { Int32($0) } }, strata)
    case .wholeDesign: return countOfWholeDesign
    }
  }

  private var countOfWholeDesign: Int {
    difference(Array(0..<Int32(stage.unitCount)), Array(0..<Int32(stage.stratumCount)))
  }

  private func difference(_ units: [Int32], _ strata: [Int32]) -> Int {
    guard let identity = stage.identityOfUnit, let overlap = stratumOfOverlap else { return units.count - strata.count }
    return Set(units.map { identity[Int($0)] }).count - Set(strata.map { overlap[Int($0)] }).count
  }

  private func count(_ units: [Int32], of replicates: ReplicateWeights) -> Int {
    if let given = replicates.givenDegreesOfFreedom { return given }
    switch conventions.replicateDegreesOfFreedom {
    case .rank: return replicates.degreesOfFreedom(reachingUnits: units)
    case .replicatesLessOne: return replicates.count - 1
    case .replicatesOrUnits:
      switch replicates.method {
      case nil: return replicates.count
      case .balancedRepeated?: return stage.stratumCount
      default: return countOfWholeDesign
      }
    }
  }
}

extension DesignStage {
  /// For each stratum, the first stratum that it is tied to by units that stand in several waves; nil without waves.
  fileprivate var strataSharingUnits: [Int32]? {
    guard let identityOfUnit else { return nil }
    var parent = Array(0..<Int32(stratumCount))
    func root(_ stratum: Int32) -> Int32 {
      var stratum = stratum
      while parent[Int(stratum)] != stratum { stratum = parent[Int(stratum)] }
      return stratum
    }
    var stratumOfIdentity: [Int32: Int32] = [:]
    for stratum in 0..<Int32(stratumCount) {
      for unit in units(ofStratum: Int(stratum)) {
        guard let other = stratumOfIdentity.updateValue(stratum, forKey: identityOfUnit[unit]) else { continue }
        let (first, second) = (root(other), root(stratum))
        parent[Int(max(first, second))] = min(first, second)
      }
    }
    return (0..<Int32(stratumCount)).map(root)
  }
}
