internal import SurveyMicrodata
internal import SurveyNumerics

/// Post-stratification and raking.
extension SurveyDesign {
  /// Returns the design with weights that add up to the population count in every cell of crossed variables.
  ///
  /// Within a cell all weights are multiplied by N/N̂, the population count over the sum of the weights. The same
  /// as R `postStratify`.
  ///
  /// - Throws: `DesignError` for a cell without records or without a count, and for unknown values.
  public func postStratified(to margin: PopulationMargin) throws(DesignError) -> SurveyDesign {
    try requireCounts([margin])
    let cells = try checkedCells([margin])
    let factor = zip(cells[0].population, cells[0].before).map { $1 > 0 ? $0 / $1 : 1 }
    return try calibrated(
      byFactors: cells[0].codes.map { factor[Int($0)] }, problem: CalibrationProblem(multiplying: cells),
      margins: cells,
      method: "post-stratification", iterations: 1)
  }

  /// Returns the design with weights that add up to the population counts of every margin at once.
  ///
  /// Iterative proportional fitting (Deming and Stephan 1940): post-stratifies by each margin in turn until every
  /// cell is met. The variance projects on all margins at once, the limit of R `rake`'s repeated sweeps.
  ///
  /// - Parameters:
  ///   - margins: the margins, which must add up to the same population.
  ///   - tolerance: the largest misfit of a cell, relative to the population, at which raking stops.
  ///   - maximumIterations: the number of rounds after which raking gives up.
  /// - Returns: The design with the raked weights and what its variance needs to know of them.
  /// - Throws: `DesignError.calibrationDidNotConverge` with the worst cell, and the errors of post-stratification.
  public func raked(
    to margins: [PopulationMargin], tolerance: Double = 1e-12, maximumIterations: Int = 1000
  ) throws(DesignError) -> SurveyDesign {
    try requireCounts(margins)
    let cells = try checkedCells(margins)
    let crossed = CrossedMargins(cells, weights: weights)
    var factors = crossed.unitFactors
    var iteration = 0
    while true {
      let worst = crossed.worstMisfit(factors: factors)
      if worst.misfit <= tolerance { break }
      guard iteration < maximumIterations else {
        throw .calibrationDidNotConverge(
          method: "raking", iterations: iteration, margin: cells[worst.margin].margin.name,
          level: cells[worst.margin].messageName(ofCell: worst.cell),
          control: cells[worst.margin].population[worst.cell], reached: worst.reached)
      }
      for margin in cells.indices { crossed.fit(&factors, toMargin: margin) }
      iteration += 1
    }
    return try calibrated(
      byFactors: crossed.combinationOfRow.map { factors[Int($0)] }, problem: CalibrationProblem(multiplying: cells),
      margins: cells, method: "raking", iterations: iteration)
  }

  private func requireCounts(_ margins: [PopulationMargin]) throws(DesignError) {
    if let other = margins.first(where: { $0.quantity != .count }) { throw .marginWithoutCounts(margin: other.name) }
  }
}

extension CalibrationProblem {
  /// The problem whose solution iterative proportional fitting approaches.
  fileprivate init(multiplying margins: [MarginCells]) {
    self.init(
      margins, function: CalibrationFunction(method: .raking, bounds: nil), tolerance: 1e-12, iterationLimit: 100)
  }
}
