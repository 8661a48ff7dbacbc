internal import SurveyDesigns
internal import SurveyEstimates
public import SurveyMicrodata
internal import SurveyNumerics

extension ModelFit {
  /// Returns the adjusted mean at each level of a categorical covariate.
  ///
  /// With W = Σw, the influence of a margin is wᵢ(μ(xᵢ with a) − mₐ)/W + gₐᵀ · (influence of the coefficients), where
  /// gₐ = Σ wᵢμ′ᵢₐxᵢₐ/W: the part of the weights and the part of the coefficients (Graubard and Korn 1999). The
  /// same as R `svypredmeans(fit without the covariate, ~covariate)`. Under replicate weights the margins of every
  /// replicate are worked out with its own coefficients and weights.
  ///
  /// - Throws: `ModelError.unknownTerm` or `ModelError.notCategorical`.
  public func predictiveMargins(
    over variable: Categorical, level: Double = 0.95
  ) throws(ModelError) -> PredictiveMargins {
    try predictiveMargins(over: variable.name, level: level)
  }

  /// Returns the adjusted mean where a yes-or-no covariate does not hold and where it does.
  public func predictiveMargins(over variable: Binary, level: Double = 0.95) throws(ModelError) -> PredictiveMargins {
    try predictiveMargins(over: variable.name, level: level)
  }

  /// Returns the adjusted mean at each level of the categorical covariate of a name or of a column.
  public func predictiveMargins(over name: String, level: Double = 0.95) throws(ModelError) -> PredictiveMargins {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    let covariates = likelihood.frame.covariates
    let (position, levels) = try likelihood.frame.categorical(named: name)

    let variable = covariates[position].variable
    if let replicates {
      let levelCount = levels.count
      let values = likelihood.margins(at: scaledCoefficients, over: variable, levelCount: levelCount)
      let covariance = replicates.covariance(around: values) { likelihood, coefficients in
        likelihood.margins(at: coefficients, over: variable, levelCount: levelCount)
      }
      return PredictiveMargins(
        variable: covariates[position].name, levels: levels, values: values, covariance: covariance,
        t: StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level), family: model.family)
    }
    let scores = ScoreValues(likelihood: likelihood, coefficients: scaledCoefficients)
    let table = design.totals(
      for: TotalsRequest(measures: [.computed(scores.withMargins(over: variable, levelCount: levels.count))]))
    let totals = table.grandTotals()
    let columnCount = likelihood.columns.count
    let weightSum = totals[Measure.weightSum]
    let values = levels.indices.map { totals[Measure.valueSum + columnCount + $0] / weightSum }
    var derivatives = [Double](repeating: 0, count: table.width * levels.count)
    for margin in levels.indices {
      func set(_ sum: Int, _ derivative: Double) { derivatives[sum * levels.count + margin] = derivative }
      set(Measure.weightSum, -values[margin] / weightSum)
      set(Measure.valueSum + columnCount + margin, 1 / weightSum)
      let gradient = likelihood.marginGradient(
        at: scaledCoefficients, fixing: likelihood.frame.fixing(variable: variable, code: Int32(margin)),
        weightSum: weightSum)
      for (j, derivative) in (scoreMultiplier * gradient).enumerated() { set(Measure.valueSum + j, derivative) }
    }
    let influence = Influence(
      table: table, estimatesPerGroup: levels.count, derivatives: derivatives,
      measureOfEstimate: [Int](repeating: 0, count: levels.count))
    let covariance = try designing { () throws(DesignError) in try design.covariance(of: influence) }
    return PredictiveMargins(
      variable: covariates[position].name, levels: levels, values: values, covariance: covariance.symmetrized(),
      t: StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level), family: model.family)
  }
}

extension ScoreValues {
  /// The score contributions, followed by the fitted mean at each level of a covariate.
  func withMargins(over variable: ModelVariable, levelCount: Int) -> ComputedValues {
    let columnCount = likelihood.columns.count
    let elements = columnCount + levelCount
    return ComputedValues(count: elements) { rows, values in
      fill(rows, &values, elements: elements, from: 0)
      for code in 0..<levelCount {
        fillMean(
          rows, &values, fixing: likelihood.frame.fixing(variable: variable, code: Int32(code)), elements: elements,
          from: columnCount + code)
      }
    }
  }
}

extension Likelihood {
  /// Returns the weighted mean of the fitted means with a categorical covariate set to each level.
  fileprivate func margins(at coefficients: [Double], over variable: ModelVariable, levelCount: Int) -> [Double] {
    let parts = mapParts { rows in
      var block = RecordBlock(columns)
      var mean = [Double](repeating: 0, count: RecordBlock.largestCount)
      var sums = [Double](repeating: 0, count: levelCount + 1)
      forEachBlock(of: rows) { some in
        for row in some { sums[levelCount] += weights[Int(row)] }
        for level in 0..<levelCount {
          block.read(some, of: columns, fixing: frame.fixing(variable: variable, code: Int32(level)))
          block.linearPredictor(coefficients, into: &mean)
          response.replaceByMeans(&mean, count: some.count)
          for (i, row) in some.enumerated() { sums[level] += weights[Int(row)] * mean[i] }
        }
      }
      return sums
    }
    let sums = parts.dropFirst().reduce(parts[0]) { sum, part in zip(sum, part).map { $0 + $1 } }
    return (0..<levelCount).map { sums[$0] / sums[levelCount] }
  }

  /// Returns Σ w μ′ x / W with a categorical covariate set to one level for every record.
  fileprivate func marginGradient(
    at coefficients: [Double], fixing fixed: FixedValues, weightSum: Double
  ) -> [Double] {
    let parts = mapParts { rows in
      var block = RecordBlock(columns)
      var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
      var factors = predictor
      var sum = [Double](repeating: 0, count: columns.count + 1)
      forEachBlock(of: rows) { some in
        block.read(some, of: columns, fixing: fixed)
        block.linearPredictor(coefficients, into: &predictor)
        for (i, row) in some.enumerated() { factors[i] = weights[Int(row)] / weightSum }
        response.multiplyByMeanDerivatives(&factors, predictor: predictor, count: some.count)
        block.addCrossProduct(with: factors, to: &sum)
      }
      return sum
    }
    var total = parts[0]
    for part in parts.dropFirst() {
      for j in total.indices { total[j] += part[j] }
    }
    return [Double](total.dropLast())
  }
}

extension ModelFrame {
  /// Finds a categorical covariate by its name, and else by its column.
  func categorical(named name: String) throws(ModelError) -> (position: Int, levels: [String]) {
    let position =
      covariates.firstIndex { $0.name == name } ?? covariates.firstIndex { $0.variable.columnName == name }
    guard let position else { throw .unknownTerm(name, nearest: nearestName(to: name, among: covariates.map(\.name))) }
    guard case .levels(_, let levels) = covariates[position].values else { throw .notCategorical(name) }
    return (position, levels)
  }
}
