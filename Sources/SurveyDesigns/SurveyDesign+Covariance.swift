package import SurveyNumerics

extension SurveyDesign {
  /// Returns the linearised covariance matrix of sets of estimates, one after the other.
  ///
  /// At each stage, with Tₕⱼ the contribution of unit j of stratum h, nₕ units drawn of Nₕ:
  ///
  ///     V = Σₕ fₕ · nₕ/(nₕ−1) · Σⱼ (Tₕⱼ − T̄ₕ)(Tₕⱼ − T̄ₕ)ᵀ,   fₕ = (Nₕ − nₕ)/Nₕ
  ///
  /// and the variance within the units of a stage is added with the sampling fractions of the stages before it
  /// (Särndal, Swensson and Wretman 1992, result 4.3.1). The same as R `svyrecvar`.
  ///
  /// - Throws: `DesignError.singleUnitStrata` where a stratum has one unit and the rule is to refuse.
  package func covariance(of influences: Influence...) throws(DesignError) -> Matrix {
    try covariance(of: influences)
  }

  /// Returns the linearised covariance matrix of sets of estimates, one after the other.
  package func covariance(of influences: [Influence]) throws(DesignError) -> Matrix {
    let contributions = UnitContributions(
      influences.map { InfluenceContributions($0, adjustments: weightingAdjustments(of: $0)) })
    var accumulator = SumOfSquares(columnCount: contributions.columnCount)
    for (position, stage) in structure.stages.enumerated() {
      let pass = StageVariance(
        stage: stage, number: position + 1, contributions: contributions, rule: singleUnitStratumRule,
        coversDomains: singleUnitRuleCoversDomains)
      try pass.add(to: &accumulator)
    }
    return accumulator.matrix
  }
}

/// The variance between the units of one stage.
private struct StageVariance {
  let stage: DesignStage
  let number: Int
  let contributions: UnitContributions
  let rule: SingleUnitStratumRule
  let coversDomains: Bool

  private var columnCount: Int { contributions.columnCount }

  func add(to accumulator: inout SumOfSquares) throws(DesignError) {
    let singles = (0..<stage.stratumCount).count { stage.hasSingleUnit(inStratum: $0) }
    guard rule != .refuse || singles == 0 else { throw .singleUnitStrata(stage: number, count: singles) }
    var stratum = 0
    while stratum < stage.stratumCount {
      var next = stratum + 1
      while next < stage.stratumCount, stage.parentOfStratum[next] == stage.parentOfStratum[stratum] { next += 1 }
      addStrata(stratum..<next, to: &accumulator)
      stratum = next
    }
  }

  /// Adds the strata that lie within one unit of the stage before.
  private func addStrata(_ strata: Range<Int>, to accumulator: inout SumOfSquares) {
    let needsPresence = rule == .average || (coversDomains && rule == .center)
    let singles = needsPresence ? strata.map { singleColumns(ofStratum: $0) } : []
    let grandMean = rule == .center ? mean(ofUnits: unitRange(strata)) : []
    let inflation = rule == .average ? averageInflation(singles) : []
    for (position, stratum) in strata.enumerated() {
      let units = stage.units(ofStratum: stratum)
      let correction = stage.finitePopulationCorrection(ofStratum: stratum)
      guard correction >= 1e-7 else { continue }
      let count = Double(units.count)
      let scale = correction * stage.inclusionFactor[stratum] * (count > 1 ? count / (count - 1) : 1)
      if units.count == 1, rule == .certainty || rule == .refuse { continue }
      var centre = units.count == 1 && rule == .center ? grandMean : mean(ofUnits: units)
      var columnScale = [Double](repeating: scale.squareRoot(), count: columnCount)
      if needsPresence {
        for column in 0..<columnCount {
          switch (rule, singles[position][column]) {
          case (.center, .single): centre[column] = grandMean[column]
          case (.average, .single): columnScale[column] = inflation[column].isNaN ? .nan : 0
          case (.average, _): columnScale[column] *= inflation[column]
          default: break
          }
        }
      }
      for unit in units {
        var row = [Double](repeating: 0, count: columnCount)
        contributions.add(stage.finestUnits(ofUnit: unit), to: &row)
        for column in 0..<columnCount { row[column] = (row[column] - centre[column]) * columnScale[column] }
        accumulator.add(row)
      }
    }
  }

  private func unitRange(_ strata: Range<Int>) -> Range<Int> {
    Int(stage.firstUnit[strata.lowerBound])..<Int(stage.firstUnit[strata.upperBound])
  }

  private func mean(ofUnits units: Range<Int>) -> [Double] {
    var sum = [Double](repeating: 0, count: columnCount)
    let finest =
      stage.finestUnits(ofUnit: units.lowerBound)
      .lowerBound..<stage.finestUnits(ofUnit: units.upperBound - 1).upperBound
    contributions.add(finest, to: &sum)
    let count = Double(units.count)
    return sum.map { $0 / count }
  }

  /// How the units of a stratum take part in an estimate.
  private enum Presence {
    case absent
    case single
    case several
  }

  private func singleColumns(ofStratum stratum: Int) -> [Presence] {
    let units = stage.units(ofStratum: stratum)
    var counts = [Int](repeating: 0, count: columnCount)
    for unit in units {
      var present = [Bool](repeating: false, count: columnCount)
      contributions.markPresent(stage.finestUnits(ofUnit: unit), in: &present)
      for column in 0..<columnCount where present[column] { counts[column] += 1 }
    }
    let isCorrected = stage.finitePopulationCorrection(ofStratum: stratum) >= 1e-7
    return counts.map { count in
      if count == 0 { return .absent }
      return isCorrected && count == 1 && (units.count == 1 || coversDomains) ? .single : .several
    }
  }

  /// The square root of (strata present) / (strata present with several units), for each estimate.
  ///
  /// Not a number where all strata present have a single unit: there is nothing to average over (R gives NaN too).
  private func averageInflation(_ singles: [[Presence]]) -> [Double] {
    (0..<columnCount).map { column in
      let present = singles.count { $0[column] != .absent }
      let usable = singles.count { $0[column] == .several }
      if present == 0 { return 1 }
      return usable == 0 ? .nan : (Double(present) / Double(usable)).squareRoot()
    }
  }
}
