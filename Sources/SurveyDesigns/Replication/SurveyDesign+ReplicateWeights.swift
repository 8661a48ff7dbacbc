/// The weights of the records in each replicate.
extension SurveyDesign {
  /// Returns the weight of every record in one replicate, or the weights themselves without replicates.
  public func weights(ofReplicate replicate: Int) -> [Double] {
    guard let replicates = variance.replicateWeights else { return weights }
    let factors = replicates.factors(ofReplicate: replicate)
    if let calibration = replicates.calibration {
      let ofSlots = calibration.factors(ofReplicate: replicate, unitFactors: factors)
      return weights.indices.map {
        calibration.weights[$0] * ofSlots[Int(calibration.structure.finestUnitOfRow[$0])]
      }
    }
    let stage = replicates.stage
    var factorOfFinestUnit = [Double](repeating: 1, count: structure.finestUnitCount)
    for unit in factors.indices {
      for finest in stage.finestUnits(ofUnit: unit) { factorOfFinestUnit[finest] = factors[unit] }
    }
    return weights.indices.map { weights[$0] * factorOfFinestUnit[Int(structure.finestUnitOfRow[$0])] }
  }
}
