/// Cutting weights off at bounds and giving what was cut to the other weights, so that their sum stays.
struct WeightTrimming: Sendable {
  let bounds: ClosedRange<Double>
  let redistribution: TrimmingRedistribution
  let isStrict: Bool

  /// Returns the trimmed weights, how many were cut, and the number of rounds; weights of 0 have no part.
  ///
  /// What a round cuts goes to the weights that no round has cut, as in R; where none are left, to those at the bound
  /// away from which it moves them. Unless strict, there is one round, after which others may lie outside.
  func trimmed(_ weights: [Double]) throws(DesignError) -> (weights: [Double], cutCount: Int, rounds: Int) {
    let used = weights.indices.filter { weights[$0] > 0 }
    var result = weights
    // Where a weight was cut last: 1 at the upper bound, −1 at the lower, 0 at none.
    var boundOfRow = [Int8](repeating: 0, count: weights.count)
    var rounds = 0
    repeat {
      let cut = used.filter { !bounds.contains(result[$0]) }
      guard !cut.isEmpty else { break }
      var excess = 0.0
      for row in cut {
        let kept = min(max(result[row], bounds.lowerBound), bounds.upperBound)
        excess += result[row] - kept
        boundOfRow[row] = result[row] > kept ? 1 : -1
        result[row] = kept
      }
      var receivers = used.filter { boundOfRow[$0] == 0 }
      if receivers.isEmpty {
        receivers = used.filter { boundOfRow[$0] == (excess > 0 ? -1 : 1) }
      }
      let sum = receivers.reduce(0.0) { $0 + result[$1] }
      for row in receivers {
        result[row] += redistribution == .equal ? excess / Double(receivers.count) : excess * (result[row] / sum)
      }
      rounds += 1
      // A weight that is taken below the lower bound comes back to it in the next round, if there is one.
      let staysAbove = isStrict && redistribution == .equal && bounds.lowerBound > 0
      guard !receivers.isEmpty || abs(excess) <= 1e-12 * weights.reduce(0, +),
        staysAbove || receivers.allSatisfy({ result[$0] > 0 }), rounds <= 4 * used.count + 100
      else {
        throw .trimmingOutOfReach(
          lowest: bounds.lowerBound, highest: bounds.upperBound, mean: weights.reduce(0, +) / Double(used.count))
      }
    } while isStrict
    return (result, boundOfRow.count { $0 != 0 }, rounds)
  }
}

/// How what is cut off from weights is given to the others.
public enum TrimmingRedistribution: String, Sendable, CaseIterable {
  /// The same amount to each (R `trimWeights`).
  case equal
  /// In proportion to their weights.
  case proportional
}

extension SurveyDesign {
  /// Returns the design with weights cut off at bounds, and what was cut given to the weights that were not.
  ///
  /// The sum of the weights stays; margins that they met before are met no more, so that one calibrates again. The
  /// linearised variance takes the factors of the trimming as given; every replicate is trimmed at the same bounds.
  /// With equal shares the same as R `trimWeights(design, lower, upper, strict)`.
  ///
  /// - Parameters:
  ///   - bounds: the smallest and the largest weight.
  ///   - redistribution: who gets what is cut.
  ///   - isStrict: whether to go on until no weight lies outside the bounds.
  ///   - margins: what is known of the population, for the report to tell how far from it the trimming leads.
  /// - Returns: The design with the trimmed weights; the report says how many were cut.
  /// - Throws: `DesignError.trimmingOutOfReach` where no weights within the bounds have the same sum, and for margins that
  ///   do not fit the sample.
  public func trimmed(
    to bounds: ClosedRange<Double>, redistribution: TrimmingRedistribution = .equal, isStrict: Bool = true,
    reporting margins: [PopulationMargin] = []
  ) throws(DesignError) -> SurveyDesign {
    guard domain == nil else { throw .calibrationOfDomain }
    let cells = margins.isEmpty ? [] : try checkedCells(margins)
    let trimming = WeightTrimming(bounds: bounds, redistribution: redistribution, isStrict: isStrict)
    let (trimmed, cutCount, rounds) = try trimming.trimmed(weights)
    let factors = zip(weights, trimmed).map { $0 > 0 ? $1 / $0 : 1 }
    let step = WeightingStep(
      trimming, earlier: weightingSteps,
      report: CalibrationReport(
        "trimming", iterations: rounds, margins: cells, weightsBefore: weights, weightsAfter: trimmed,
        cut: CalibrationReport.Cut(bounds: bounds, count: cutCount)))
    return try weighted(trimmed, steps: weightingSteps.map { $0.followed(byMultiplier: factors) } + [step])
      .withReplicatesCalibrated()
  }
}
