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
    let problem: CalibrationProblem
    let itemOfSlot: [Int32]

    /// Returns the sum of the weights of each item.
    func weights(ofSlots weights: [Double]) -> [Double] {
      var sums = [Double](repeating: 0, count: problem.variables.itemCount)
      for (slot, item) in itemOfSlot.enumerated() { sums[Int(item)] += weights[slot] }
      return sums
    }

    /// Multiplies the weight of each slot by the factor of its item.
    func apply(_ factors: [Double], to weights: inout [Double]) {
      for (slot, item) in itemOfSlot.enumerated() where weights[slot] != 0 { weights[slot] *= factors[Int(item)] }
    }
  }

  /// Calibrates every replicate of a design.
  ///
  /// - Throws: `DesignError.replicate` with the first replicate that cannot be calibrated.
  init(_ replicates: ReplicateWeights, of design: SurveyDesign) throws(DesignError) {
    let profiles = design.weightingSteps.map { $0.variables.profiles() }
    let rowCount = design.weights.count
    let combined =
      profiles.contains { $0 == nil }
      ? IdentifierCodes(distinctFor: rowCount)
      : IdentifierCodes(
        combining: profiles.compactMap { $0.map { ($0.profileOfItem.codes, $0.profileOfItem.count) } },
        rowCount: rowCount)
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
    steps = zip(design.weightingSteps, profiles).map { step, profiles in
      Step(
        name: step.report.method,
        problem: profiles.map { step.problem.replacingVariables($0.variables) } ?? step.problem,
        itemOfSlot: profiles.map { profiles in rowOfSlot.map { profiles.profileOfItem.codes[Int($0)] } } ?? rowOfSlot)
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
        do throws(CalibrationFailure) {
          let solution = try step.problem.solved(weights: step.weights(ofSlots: weights))
          step.apply(solution.factors, to: &weights)
          coefficients.append(solution.coefficients)
        } catch {
          return .failure(DesignError(error, method: step.name))
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
    var factors = [Double](repeating: 1, count: weightOfSlot.count).multiplied(by: unitFactors, of: structure.stages[0])
    for (step, coefficients) in zip(steps, coefficients[replicate]) {
      step.apply(step.problem.factors(at: coefficients), to: &factors)
    }
    return factors
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
    replicates.calibration = try ReplicateCalibration(replicates, of: self)
    return withVariance(.replication(replicates))
  }

  /// Returns the totals that the replicates of the design multiply, given those of its weights.
  package func replicateTotals(for request: TotalsRequest, given table: TotalsTable) -> TotalsTable {
    guard let calibration = variance.replicateWeights?.calibration else { return table }
    return withoutSteps(structure: calibration.structure).totals(for: request)
  }
}
