internal import SurveyMicrodata
internal import SurveyNumerics

extension SurveyDesign {
  /// Returns the design with weights that add up to the population count in every cell of crossed variables.
  ///
  /// Within a cell all weights are multiplied by N/N̂, the population count over the sum of the weights. The same
  /// as R `postStratify`.
  ///
  /// - Throws: `DesignError` for a cell without records or without a count, and for unknown values.
  public func postStratified(to margin: PopulationMargin) throws(DesignError) -> SurveyDesign {
    guard domain == nil else { throw .calibrationOfDomain }
    guard variance.replicateWeights == nil else { throw .calibrationOfReplicated }
    let cells = try MarginCells(margin, data: data, weights: weights)
    let factor = zip(cells.population, cells.before).map { $1 > 0 ? $0 / $1 : 1 }
    let calibrated = weights.indices.map { weights[$0] * factor[Int(cells.codes[$0])] }
    return try recordingCalibration(calibrated, of: [cells], method: "post-stratification", iterations: 1)
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
  /// - Throws: `DesignError.rakingDidNotConverge` with the worst cell, and the errors of post-stratification.
  public func raked(
    to margins: [PopulationMargin], tolerance: Double = 1e-12, maximumIterations: Int = 1000
  ) throws(DesignError) -> SurveyDesign {
    guard domain == nil else { throw .calibrationOfDomain }
    guard variance.replicateWeights == nil else { throw .calibrationOfReplicated }
    precondition(!margins.isEmpty, "raking needs a margin")
    var cells: [MarginCells] = []
    for margin in margins { cells.append(try MarginCells(margin, data: data, weights: weights)) }
    for other in cells.dropFirst() where abs(other.total - cells[0].total) > 1e-6 * cells[0].total {
      throw .marginTotalsDiffer(
        first: cells[0].margin.name, firstTotal: cells[0].total, second: other.margin.name, secondTotal: other.total)
    }
    let crossed = CrossedMargins(cells, weights: weights)
    var factors = crossed.unitFactors
    var iteration = 0
    while true {
      let worst = crossed.worstMisfit(factors: factors)
      if worst.misfit <= tolerance { break }
      guard iteration < maximumIterations else {
        throw .rakingDidNotConverge(
          iterations: iteration, variable: cells[worst.margin].margin.name,
          level: cells[worst.margin].levels[worst.cell].joined(separator: ", "),
          population: cells[worst.margin].population[worst.cell], reached: worst.reached)
      }
      for margin in cells.indices { crossed.fit(&factors, toMargin: margin) }
      iteration += 1
    }
    let raked = zip(weights, crossed.combinationOfRow).map { $0 * factors[Int($1)] }
    return try recordingCalibration(raked, of: cells, method: "raking", iterations: iteration)
  }

  /// What each calibration of the weights did, the first done first.
  public var calibrationReports: [CalibrationReport] { calibrations.map(\.report) }

  private func recordingCalibration(
    _ calibrated: [Double], of margins: [MarginCells], method: String, iterations: Int
  ) throws(DesignError) -> SurveyDesign {
    guard (1e-100...1e100).contains(calibrated.reduce(0, +)) else { throw .weightsOutOfRange(column: nil) }
    let cells = margins.flatMap { margin in
      zip(margin.sums(of: calibrated), margin.levels.indices).map { after, cell in
        CalibrationReport.Cell(
          variables: margin.margin.variables.map(\.name), levels: margin.levels[cell],
          population: margin.population[cell], before: margin.before[cell], after: after,
          unweightedCount: margin.unweightedCounts[cell])
      }
    }
    do {
      let step = try CalibrationStep(
        variables: AuxiliaryVariables(cellsOfMargins: margins.map { ($0.codes, $0.population.count) }),
        weightsBefore: weights, earlier: calibrations,
        report: CalibrationReport(method: method, iterationCount: iterations, cells: cells))
      return self.calibrated(weights: calibrated, by: step)
    } catch {
      throw .numerics(error)
    }
  }
}
