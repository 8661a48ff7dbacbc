package import SurveyNumerics

/// The linearised covariance of estimates under a design.
extension SurveyDesign {
  /// Returns the linearised covariance matrix of sets of estimates, one after the other.
  ///
  /// Each stage adds a quadratic form of the contributions Tᵢ of its units. With nₕ units drawn of Nₕ in stratum h it is
  ///
  ///     V = Σₕ fₕ · nₕ/(nₕ−1) · Σⱼ (Tₕⱼ − T̄ₕ)(Tₕⱼ − T̄ₕ)ᵀ,   fₕ = (Nₕ − nₕ)/Nₕ
  ///
  /// or, with unequal probabilities, what ``UnitSelection`` says. The variance within the units of a stage is added with
  /// the inclusion probabilities of the stages before it (Särndal, Swensson and Wretman 1992, result 4.3.1). The same as
  /// R `svyrecvar`.
  ///
  /// - Throws: `DesignError.singleUnitStrata` where a stratum has one unit and the rule is to refuse.
  package func covariance(of influences: Influence...) throws(DesignError) -> Matrix {
    try covariance(of: influences)
  }

  /// Returns the linearised covariance matrix of sets of estimates, one after the other.
  ///
  /// The estimates `together` are parts of one number, such as the two sides of a difference: where the rule for single
  /// units counts the strata that take part in an estimate, a stratum of one of them is one of all.
  package func covariance(of influences: [Influence], together: [Int] = []) throws(DesignError) -> Matrix {
    let contributions = UnitContributions(
      influences.map { InfluenceContributions($0, adjustments: weightingAdjustments(of: $0)) })
    var accumulator = SumOfSquares(columnCount: contributions.columnCount)
    var pairwise: Matrix?
    for (position, stage) in structure.stages.prefix(conventions.countsLaterStages ? structure.stages.count : 1)
      .enumerated()
    {
      try check(singleUnitStratumRule, at: stage, number: position + 1)
      if let form = stage.pairwiseForm {
        let covariance = form.covariance(contributions, stage: stage)
        pairwise = pairwise.map { $0 + covariance } ?? covariance
      } else {
        StageVariance(
          stage: stage, contributions: contributions, rule: singleUnitStratumRule,
          coversDomains: singleUnitRuleCoversDomains, centersAtZero: conventions.centersSingleUnitsAtZero,
          together: together, everyStratumCounts: isCalibrated
        ).add(to: &accumulator)
      }
    }
    let sampling = pairwise.map { $0 + accumulator.matrix } ?? accumulator.matrix
    return controlCovariance(of: influences).map { sampling + $0 } ?? sampling
  }

  /// Whether a calibration made the weights: its regression is of the whole sample, whatever domain is estimated.
  private var isCalibrated: Bool {
    weightingSteps.contains { step in
      if case .calibration = step.change { true } else { false }
    }
  }

  private func check(_ rule: SingleUnitStratumRule, at stage: DesignStage, number: Int) throws(DesignError) {
    let singles = stage.singleUnitStratumCount
    guard singles > 0 else { return }
    switch rule {
    case .refuse: throw .singleUnitStrata(stage: number, count: singles)
    case .center where stage.pairwiseForm != nil, .average where stage.pairwiseForm != nil:
      throw .singleUnitRuleNotPairwise(rule, selection: stage.drawing)
    case .certainty, .center, .average: break
    }
  }
}
