internal import SurveyNumerics

/// How every replicate of a design is calibrated as its weights were.
///
/// A replicate starts at the weights before all weighting steps, times the factors of its units, and goes through the
/// same steps. Records of one finest unit that share the values of all variables of all steps keep one weight factor:
/// they are a *slot*. Totals are kept by slot; a replicate is known from its unit factors and the coefficients of each
/// step, so that memory holds a factor for each slot and thread and never one for each record and replicate.
struct ReplicateCalibration: Sendable {
  /// The structure of the design with slots as finest units.
  let structure: DesignStructure
  /// The weights before all steps.
  let weights: [Double]
  private let weightOfSlot: [Double]
  private let steps: [Step]
  /// The coefficients of each step in each replicate.
  private let coefficients: [[[Double]]]

  /// One step, with its variables by item: a profile of records, or a record.
  private struct Step: Sendable {
    let name: String
    let change: WeightingStep.Change
    let itemOfSlot: [Int32]
    let itemCount: Int

    /// Returns the sum of the weights of each item.
    private func weights(ofItems weights: [Double]) -> [Double] {
      var sums = [Double](repeating: 0, count: itemCount)
      for (slot, item) in itemOfSlot.enumerated() { sums[Int(item)] += weights[slot] }
      return sums
    }

    /// Changes the weight of each slot, with the coefficients of a calibration or propensity where they are known.
    ///
    /// - Returns: The coefficients; none for a step without.
    func apply(to weights: inout [Double], coefficients: [Double]? = nil) throws(DesignError) -> [Double] {
      switch change {
      case .calibration(let problem):
        if let coefficients {
          multiply(&weights, by: problem.factors(at: coefficients))
          return coefficients
        }
        let solution = try solving { () throws(CalibrationFailure) in
          try problem.solved(weights: self.weights(ofItems: weights))
        }
        multiply(&weights, by: solution.factors)
        return solution.coefficients
      case .referenceCalibration(let calibration):
        var solved = coefficients ?? []
        if coefficients == nil {
          solved = try solving { () throws(CalibrationFailure) in
            try calibration.solved(weights: self.weights(ofItems: weights)).coefficients
          }
        }
        multiply(&weights, by: calibration.factors(at: solved))
        return solved
      case .propensity(let model):
        let items = self.weights(ofItems: weights)
        let fit = if let coefficients { model.fit(coefficients, items) } else { try model.fitted(weights: items) }
        multiply(&weights, by: try model.factors(fit, weights: items))
        return fit.coefficients
      case .trimming(let trimming): weights = try trimming.trimmed(weights).weights
      case .response(let cells):
        guard let factors = cells.factors(weights: self.weights(ofItems: weights)) else {
          throw .replicateWithoutRespondents
        }
        multiply(&weights, by: factors)
      }
      return []
    }

    private func solving<Result>(
      _ search: () throws(CalibrationFailure) -> Result
    ) throws(DesignError) -> Result {
      do { return try search() } catch { throw DesignError(error, method: name) }
    }

    private func multiply(_ weights: inout [Double], by factors: [Double]) {
      for (slot, item) in itemOfSlot.enumerated() where weights[slot] != 0 { weights[slot] *= factors[Int(item)] }
    }
  }

  /// Calibrates every replicate of a design.
  ///
  /// - Throws: `DesignError.replicate` with the first replicate that cannot be calibrated.
  init(_ replicates: ReplicateWeights, of design: SurveyDesign) throws(DesignError) {
    let rowCount = design.weights.count
    let items = design.weightingSteps.map { $0.items }
    let combined =
      items.contains { $0 == nil }
      ? IdentifierCodes(distinctFor: rowCount)
      : IdentifierCodes(
        combining: items.compactMap { $0.map { ($0.itemOfRow.codes, $0.itemOfRow.count) } }, rowCount: rowCount)
    let slots = TotalsEntries(
      groupOfRow: combined.codes, groupCount: combined.count, structure: design.structure)
    structure = design.structure.refined(slotOfRow: slots.entryOfRow, unitOfSlot: slots.units)
    weights = design.designWeights
    var (weightOfSlot, rowOfSlot) = ([Double](repeating: 0, count: slots.units.count), slots.units)
    for (row, slot) in slots.entryOfRow.enumerated() {
      weightOfSlot[Int(slot)] += weights[row]
      rowOfSlot[Int(slot)] = Int32(row)
    }
    self.weightOfSlot = weightOfSlot
    steps = zip(design.weightingSteps, items).map { step, items in
      Step(
        name: step.report.method, change: items?.change ?? step.change,
        itemOfSlot: items.map { items in rowOfSlot.map { items.itemOfRow.codes[Int($0)] } } ?? rowOfSlot,
        itemCount: items?.itemOfRow.count ?? rowCount)
    }
    coefficients = try ReplicateCalibration.solved(steps, weightOfSlot, structure.stages[0], replicates)
  }

  private static func solved(
    _ steps: [Step], _ weightOfSlot: [Double], _ stage: DesignStage, _ replicates: ReplicateWeights
  ) throws(DesignError) -> [[[Double]]] {
    let results = FixedOrder.map(blockCount: replicates.count) { replicate -> Result<[[Double]], DesignError> in
      var weights = weightOfSlot.multiplied(by: replicates.factors(ofReplicate: replicate), of: stage)
      var coefficients: [[Double]] = []
      for step in steps {
        do throws(DesignError) {
          coefficients.append(try step.apply(to: &weights))
        } catch {
          return .failure(error)
        }
      }
      return .success(coefficients)
    }
    var coefficients: [[[Double]]] = []
    for (replicate, result) in results.enumerated() {
      do throws(DesignError) {
        coefficients.append(try result.get())
      } catch {
        throw .replicate(replicate + 1, error)
      }
    }
    return coefficients
  }

  /// Returns what the weights of each slot are multiplied by in a replicate, given the factors of its primary units.
  func factors(ofReplicate replicate: Int, unitFactors: [Double]) -> [Double] {
    var weights = weightOfSlot.multiplied(by: unitFactors, of: structure.stages[0])
    for (step, coefficients) in zip(steps, coefficients[replicate]) {
      do {
        _ = try step.apply(to: &weights, coefficients: coefficients)
      } catch {
        preconditionFailure("a replicate that was calibrated before: \(error)")
      }
    }
    return zip(weights, weightOfSlot).map { $1 > 0 ? $0 / $1 : 0 }
  }
}

extension WeightingStep {
  /// The items that the step treats alike, with what it does to them; nil where each record is one.
  fileprivate var items: (change: Change, itemOfRow: IdentifierCodes)? {
    switch change {
    case .calibration(let problem):
      variables.profiles().map { (.calibration(problem.replacingVariables($0.variables)), $0.profileOfItem) }
    case .trimming: nil
    case .response(let cells): cells.profiles
    case .propensity(let model): model.profiles().map { (.propensity($0.model), $0.itemOfRow) }
    case .referenceCalibration(let calibration):
      calibration.profiles().map { (.referenceCalibration($0.calibration), $0.itemOfRow) }
    }
  }
}

extension ResponseCells {
  /// The cells once for those who answered and once for those who did not.
  fileprivate var profiles: (change: WeightingStep.Change, itemOfRow: IdentifierCodes) {
    let both = (0..<2 * Int32(count)).map { $0 }
    let small = ResponseCells(cellOfItem: both.map { $0 / 2 }, responds: both.map { $0 % 2 == 1 }, count: count)
    let codes = zip(cellOfItem, responds).map { 2 * $0 + ($1 ? 1 : 0) }
    var items = IdentifierCodes(constantFor: codes.count)
    (items.codes, items.count) = (codes, both.count)
    return (.response(small), items)
  }
}

extension [Double] {
  /// Returns the numbers of finest units multiplied by the factors of their primary units.
  fileprivate func multiplied(by factors: [Double], of stage: DesignStage) -> [Double] {
    var result = self
    for unit in factors.indices {
      for finest in stage.finestUnits(ofUnit: unit) { result[finest] *= factors[unit] }
    }
    return result
  }
}

extension DesignStructure {
  /// Returns the primary units with finer finest units, of which each lies within one of this structure.
  fileprivate func refined(slotOfRow: [Int32], unitOfSlot: [Int32]) -> DesignStructure {
    let stage = stages[0]
    var (first, slot) = ([Int32](), 0)
    for start in stage.firstFinestUnit {
      while slot < unitOfSlot.count, unitOfSlot[slot] < start { slot += 1 }
      first.append(Int32(slot))
    }
    return DesignStructure(
      stages: [
        DesignStage(
          firstFinestUnit: first, firstUnit: stage.firstUnit, populationSize: stage.populationSize,
          inclusionFactor: stage.inclusionFactor, parentOfStratum: stage.parentOfStratum)
      ],
      finestUnitOfRow: slotOfRow,
      rowsByFinestUnit: ascending(Array(0..<Int32(slotOfRow.count)), by: slotOfRow, count: unitOfSlot.count),
      finestUnitCount: unitOfSlot.count)
  }
}

extension SurveyDesign {
  /// Returns the design with every replicate calibrated as the weights were; itself without replicates or steps.
  func withReplicatesCalibrated() throws(DesignError) -> SurveyDesign {
    guard var replicates = variance.replicateWeights, !weightingSteps.isEmpty else { return self }
    if case .multistage = replicates.factors { throw .multistageReplicatesOfCalibrated }
    guard weightingSteps.allSatisfy({ $0.controlCovariance == nil }) else { throw .estimatedControlsNotReplicated }
    replicates.calibration = try ReplicateCalibration(replicates, of: self)
    return withVariance(.replication(replicates))
  }

  /// Returns the totals that the replicates of the design multiply, given those of its weights.
  package func replicateTotals(for request: TotalsRequest, given table: TotalsTable) -> TotalsTable {
    guard let calibration = variance.replicateWeights?.calibration else { return table }
    return withoutSteps(structure: calibration.structure).totals(for: request)
  }
}
