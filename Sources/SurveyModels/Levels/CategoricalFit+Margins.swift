internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

extension CategoricalFit {
  /// Returns the adjusted prevalence of some levels of the outcome at each level of a categorical covariate.
  ///
  /// As in `ModelFit.predictiveMargins`, of the probability that the outcome is one of these levels; the influence has
  /// the part of the weights and that of the coefficients (Graubard and Korn 1999).
  ///
  /// - Parameters:
  ///   - name: the covariate, by its name or its column.
  ///   - outcomeLevels: the levels whose probabilities are added up.
  ///   - level: the probability with which the intervals cover.
  /// - Returns: the adjusted prevalence at each level of the covariate, with their covariance.
  /// - Throws: `ModelError.unknownTerm`, `ModelError.notCategorical` or `ModelError.unknownLevel`.
  public func predictiveMargins(
    over name: String, ofLevels outcomeLevels: [String], level: Double = 0.95
  ) throws(ModelError) -> PredictiveMargins {
    var isWanted = [Bool](repeating: false, count: self.outcomeLevels.count)
    for outcomeLevel in outcomeLevels { isWanted[try position(ofOutcomeLevel: outcomeLevel)] = true }
    return try predictiveMargins(over: name, isWanted, level: level)
  }

  /// Returns the adjusted prevalence of a level of the outcome or one before it, such as a failing grade.
  public func predictiveMargins(
    over name: String, upTo outcomeLevel: String, level: Double = 0.95
  ) throws(ModelError) -> PredictiveMargins {
    let last = try position(ofOutcomeLevel: outcomeLevel)
    return try predictiveMargins(over: name, outcomeLevels.indices.map { $0 <= last }, level: level)
  }

  private func predictiveMargins(
    over name: String, _ isWanted: [Bool], level: Double
  ) throws(ModelError) -> PredictiveMargins {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    let (position, levels) = try likelihood.frame.categorical(named: name)
    let t = StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level)
    let variable = likelihood.frame.covariates[position].name
    let levelCount = levels.count
    if let replicates {
      let values = likelihood.margins(
        at: scaledParameters, over: position, levelCount: levelCount, ofLevels: isWanted)
      let covariance = replicates.covariance(around: values) { likelihood, parameters in
        likelihood.margins(at: parameters, over: position, levelCount: levelCount, ofLevels: isWanted)
      }
      return PredictiveMargins(
        variable: variable, levels: levels, values: values, covariance: covariance, t: t, family: .binomial)
    }
    let scores = CategoryScores(likelihood: likelihood, parameters: scaledParameters, multiplier: nil)
    let table = design.totals(
      for: TotalsRequest(
        measures: [.computed(scores.withMargins(over: position, levelCount: levelCount, ofLevels: isWanted))]))
    let totals = table.grandTotals()
    let count = likelihood.layout.parameterCount
    let weightSum = totals[Measure.weightSum]
    let values = levels.indices.map { totals[Measure.valueSum + count + $0] / weightSum }
    var derivatives = [Double](repeating: 0, count: table.width * levelCount)
    for margin in levels.indices {
      derivatives[Measure.weightSum * levelCount + margin] = -values[margin] / weightSum
      derivatives[(Measure.valueSum + count + margin) * levelCount + margin] = 1 / weightSum
      let gradient = likelihood.marginGradient(
        at: scaledParameters, fixing: likelihood.frame.fixing(covariate: position, code: Int32(margin)),
        ofLevels: isWanted, weightSum: weightSum)
      for (sum, derivative) in (scoreMultiplier * gradient).enumerated() {
        derivatives[(Measure.valueSum + sum) * levelCount + margin] = derivative
      }
    }
    let influence = Influence(
      table: table, estimatesPerGroup: levelCount, derivatives: derivatives,
      measureOfEstimate: [Int](repeating: 0, count: levelCount))
    let covariance = try designing { () throws(DesignError) in try design.covariance(of: influence) }
    return PredictiveMargins(
      variable: variable, levels: levels, values: values, covariance: covariance.symmetrized(),
      t: t, family: .binomial)
  }
}
