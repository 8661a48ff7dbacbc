internal import SurveyMicrodata
internal import SurveyNumerics

/// Weights brought to what is known of the population.
extension SurveyDesign {
  /// Returns the design with weights that meet counts, totals and means of the population.
  ///
  /// Weights d become w = d·F(xᵀη), with η such that Σ w x is the control of every variable x (Deville and Särndal
  /// 1992). The variance is that of the residuals from the regression on x under d. The same as R
  /// `calibrate(design, formula, population, calfun, bounds)` at `epsilon = 1e-12`, with an indicator for each cell.
  ///
  /// ```swift
  /// let calibrated = try design.calibrated(
  ///   to: [.counts(of: "sex", ["female": 5_170, "male": 4_960]), .mean(of: "age", 41.2)], method: .logit,
  ///   bounds: 0.5...3)
  /// ```
  ///
  /// - Parameters:
  ///   - margins: what is known of the population.
  ///   - method: the distance that is kept smallest.
  ///   - bounds: the smallest and the largest factor of a weight; `logit` needs them, and any other method cuts its
  ///     factors off at them.
  ///   - tolerance: the largest misfit of a control, relative to its size, at which the search stops.
  ///   - maximumIterations: the number of Newton steps after which it gives up.
  /// - Returns: The design with the calibrated weights and what its variance needs to know of them.
  /// - Throws: `DesignError` for margins that are empty, impossible, contradictory or out of reach of the bounds, for
  ///   weights that would not be positive, and with the worst margin where the search does not converge.
  public func calibrated(
    to margins: [PopulationMargin], method: CalibrationMethod = .linear, bounds: ClosedRange<Double>? = nil,
    tolerance: Double = 1e-12, maximumIterations: Int = 100
  ) throws(DesignError) -> SurveyDesign {
    let cells = try checkedCells(margins)
    if method == .logit, bounds == nil { throw .calibrationWithoutBounds }
    if let bounds {
      guard bounds.lowerBound >= 0, bounds.lowerBound < 1, bounds.upperBound > 1,
        bounds.upperBound < .infinity || method != .logit
      else { throw .invalidCalibrationBounds(lowest: bounds.lowerBound, highest: bounds.upperBound) }
    }
    let problem = CalibrationProblem(
      cells, function: CalibrationFunction(method: method, bounds: bounds), tolerance: tolerance,
      iterationLimit: maximumIterations)
    let name = method.rawValue + " calibration"
    let (factors, iterations) = try designing(name) { () throws(CalibrationFailure) in
      // Records that share all values share a factor; weights add up.
      guard let (profiles, profileOfRow) = problem.variables.profiles() else {
        let solution = try problem.solved(weights: weights)
        return (solution.factors, solution.iterationCount)
      }
      let small = problem.replacingVariables(profiles)
      var sums = [Double](repeating: 0, count: profileOfRow.count)
      for (row, profile) in profileOfRow.codes.enumerated() { sums[Int(profile)] += weights[row] }
      let solution = try small.solved(weights: sums)
      return (profileOfRow.codes.map { solution.factors[Int($0)] }, solution.iterationCount)
    }
    return try calibrated(
      byFactors: factors, problem: problem, margins: cells, method: name, iterations: iterations)
  }

  /// What each calibration of the weights did, the first done first.
  public var calibrationReports: [CalibrationReport] { weightingSteps.map(\.report) }

  /// The g-weight of each record: its weight over that before any calibration; 1 for a record of weight 0.
  public var calibrationFactors: [Double] {
    zip(weights, designWeights).map { $1 > 0 ? $0 / $1 : 1 }
  }

  /// Finds the cells of margins, and checks that the design can be calibrated and that the margins agree.
  func checkedCells(_ margins: [PopulationMargin]) throws(DesignError) -> [MarginCells] {
    guard domain == nil else { throw .calibrationOfDomain }
    precondition(!margins.isEmpty, "a calibration needs a margin")
    var cells: [MarginCells] = []
    for margin in margins { cells.append(try MarginCells(margin, data: data, weights: weights)) }
    var controlCount = 0
    for margin in cells {
      controlCount += margin.population.count
      try SurveyDesigns.designing { () throws(MicrodataError) in
        try LimitExcess.check(
          .controls(margin: margin.margin.name), controlCount, limit: ComputationLimits.standard.controls)
      }
    }
    let counts = cells.filter { $0.margin.quantity == .count }
    for other in counts.dropFirst() where abs(other.total - counts[0].total) > 1e-6 * counts[0].total {
      throw .marginTotalsDiffer(
        first: counts[0].margin.name, firstTotal: counts[0].total, second: other.margin.name, secondTotal: other.total)
    }
    return cells
  }

  /// Returns the design with its weights multiplied by the factors that a calibration found.
  func calibrated(
    byFactors factors: [Double], problem: CalibrationProblem, margins: [MarginCells], method: String, iterations: Int
  ) throws(DesignError) -> SurveyDesign {
    let calibrated = zip(weights, factors).map { $0 > 0 ? $0 * $1 : 0 }
    let lost = weights.indices.count { weights[$0] > 0 && !(calibrated[$0] > 0) }
    guard lost == 0 else { throw .calibratedWeightsNotPositive(count: lost) }
    guard (1e-100...1e100).contains(calibrated.reduce(0, +)) else { throw .weightsOutOfRange(column: nil) }
    // A record that an earlier step gave no weight stands in no cell and has no factor.
    let used = zip(weights, factors).map { $0 > 0 ? $1 : 1 }
    let earlier = weightingSteps.map { $0.followed(byFactors: used) }
    let step: WeightingStep
    do {
      step = try WeightingStep(
        solving: problem, weightsBefore: weights, weightsAfter: calibrated, earlier: earlier,
        controlCovariance: margins.controlCovariance(under: calibrated),
        report: CalibrationReport(
          method, iterations: iterations, margins: margins, weightsBefore: weights, weightsAfter: calibrated))
    } catch {
      throw .numerics(error)
    }
    return try weighted(calibrated, steps: earlier + [step])
      .withReplicatesCalibrated()
  }

  /// Runs a search and turns its failure into a design error.
  private func designing<Result>(
    _ method: String, _ search: () throws(CalibrationFailure) -> Result
  ) throws(DesignError) -> Result {
    do { return try search() } catch { throw DesignError(error, method: method) }
  }
}

extension CalibrationProblem {
  /// Returns the problem for other items.
  func replacingVariables(_ variables: AuxiliaryVariables) -> CalibrationProblem {
    CalibrationProblem(
      variables: variables, controls: controls, labels: labels, function: function, tolerance: tolerance,
      iterationLimit: iterationLimit)
  }
}

extension DesignError {
  init(_ failure: CalibrationFailure, method: String) {
    switch failure {
    case .unreachable(let label, let wanted, let lowest, let highest):
      self = .controlOutOfReach(
        margin: label.margin, level: label.level, control: wanted, lowest: lowest, highest: highest)
    case .contradictory(let label, let wanted, let implied):
      self = .contradictoryControl(margin: label.margin, level: label.level, control: wanted, implied: implied)
    case .incompatible(let label, let wanted, let reached):
      self = .incompatibleMargins(margin: label.margin, level: label.level, control: wanted, reached: reached)
    case .notConverged(let iterations, let label, let wanted, let reached):
      self = .calibrationDidNotConverge(
        method: method, iterations: iterations, margin: label.margin, level: label.level, control: wanted,
        reached: reached)
    case .numerics(let error): self = .numerics(error)
    }
  }
}
