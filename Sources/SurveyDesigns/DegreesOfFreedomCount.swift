/// Counts the degrees of freedom of what reaches some primary units of a design.
package struct DegreesOfFreedomCount: Sendable {
  private let stage: DesignStage
  private let replicates: ReplicateWeights?
  /// For each stratum, the first of those that share units with it in another wave.
  private let stratumOfOverlap: [Int32]?

  /// Creates the count of a design.
  package init(of design: SurveyDesign) {
    stage = design.structure.stages[0]
    replicates = design.variance.replicateWeights
    stratumOfOverlap = stage.strataSharingUnits
  }

  /// Returns the primary units less the strata, or with replicate weights their rank less 1.
  ///
  /// A unit that stands in several waves counts once, and so do strata that share units between waves: that many rows
  /// are free in the covariance of all waves. Units and strata are in ascending order.
  package func count(units: [Int32], strata: [Int32]) -> Int {
    if let replicates { return replicates.degreesOfFreedom(reachingUnits: units) }
    guard let identity = stage.identityOfUnit, let overlap = stratumOfOverlap else { return units.count - strata.count }
    return Set(units.map { identity[Int($0)] }).count - Set(strata.map { overlap[Int($0)] }).count
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
