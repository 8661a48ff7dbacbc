internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// What a fit predicts, averaged over the records with some covariates set to values: the source of all adjusted numbers.
///
/// With W = Σw over the complete records and μₛ(xᵢ) what is predicted for record i in scenario s, mₛ = Σ wᵢμₛ(xᵢ)/W. Its
/// influence is wᵢ(μₛ(xᵢ) − mₛ)/W + gₛᵀ · (influence of the coefficients) with gₛ = Σ wᵢ∂μₛ(xᵢ)/W: the part of the weights
/// and the part of the coefficients (Graubard and Korn 1999). Margins, effects, fractions and trends are functions of
/// such means, and of the number of people N̂, the sum of the weights of all records of the domain; their covariance
/// follows by the chain rule. Under replicate weights they are worked out again in every replicate, with its coefficients
/// and weights.
public struct AveragePredictions: Sendable {
  let frame: ModelFrame
  let data: Microdata
  let family: ResponseFamily
  /// The residual degrees of freedom of the fit, which intervals and tests use.
  public let degreesOfFreedom: Int
  private let evaluate: Evaluation

  private typealias Evaluation =
    @Sendable ([Scenario], @escaping Combination) throws(ModelError) -> (values: [Double], covariance: Matrix)

  /// What is worked out of the number of people and of the mean of each scenario.
  typealias Combination =
    @Sendable (_ people: DifferentiatedNumber, _ means: [DifferentiatedNumber]) -> [DifferentiatedNumber]

  /// Prepares the predictions of a fit.
  ///
  /// The multiplier is A⁻¹, with the weights as they are: what turns a sum of scores into an influence. The target is
  /// what is predicted.
  init<Likelihood: PredictingLikelihood>(
    of target: Likelihood.Target, _ likelihood: Likelihood, parameters: [Double], multiplier: Matrix,
    replicates: ReplicateFits<Likelihood>?, design: SurveyDesign, family: ResponseFamily, degreesOfFreedom: Int
  ) {
    frame = likelihood.frame
    data = design.data
    self.family = family
    self.degreesOfFreedom = degreesOfFreedom
    evaluate = { scenarios, combine throws(ModelError) in
      if let replicates {
        let values: @Sendable (Likelihood, [Double]) -> [Double] = { likelihood, parameters in
          let sums = likelihood.sums(of: target, at: parameters, in: scenarios)
          let people = FixedOrder.sum(
            likelihood.weights.indices.filter { design.domain?[$0] != false }.map { likelihood.weights[$0] })
          let means = sums.dropLast().map { DifferentiatedNumber($0 / sums[scenarios.count]) }
          return combine(DifferentiatedNumber(people), means).map(\.value)
        }
        let full = values(likelihood, parameters)
        return (full, replicates.covariance(around: full, of: values))
      }
      let totals = AveragedTotals(of: target, likelihood, parameters, multiplier, scenarios, design)
      return try totals.combined(combine, under: design)
    }
  }

  /// Works out functions of the number of people and of the mean of each scenario, with their covariance.
  func combined(
    _ scenarios: [Scenario], _ combine: @escaping Combination
  ) throws(ModelError) -> (values: [Double], covariance: Matrix) {
    try evaluate(scenarios, combine)
  }
}

extension ModelFit {
  /// The fitted mean, of a yes-or-no outcome a probability, averaged over the records.
  public var averagePredictions: AveragePredictions {
    AveragePredictions(
      of: (), likelihood, parameters: scaledCoefficients, multiplier: scoreMultiplier, replicates: replicates,
      design: design, family: model.family, degreesOfFreedom: degreesOfFreedom)
  }
}

extension CategoricalFit {
  /// The fitted probability that the outcome is one of some levels, averaged over the records.
  ///
  /// - Throws: `ModelError.unknownLevel`.
  public func averagePredictions(ofLevels outcomeLevels: [String]) throws(ModelError) -> AveragePredictions {
    var isWanted = [Bool](repeating: false, count: self.outcomeLevels.count)
    for outcomeLevel in outcomeLevels { isWanted[try position(ofOutcomeLevel: outcomeLevel)] = true }
    return averagePredictions(isWanted)
  }

  /// The fitted probability that the outcome is a level or one before it, such as a failing grade.
  public func averagePredictions(upTo outcomeLevel: String) throws(ModelError) -> AveragePredictions {
    let last = try position(ofOutcomeLevel: outcomeLevel)
    return averagePredictions(outcomeLevels.indices.map { $0 <= last })
  }

  private func averagePredictions(_ isWanted: [Bool]) -> AveragePredictions {
    AveragePredictions(
      of: isWanted, likelihood, parameters: scaledParameters, multiplier: scoreMultiplier, replicates: replicates,
      design: design, family: .binomial, degreesOfFreedom: degreesOfFreedom)
  }
}

/// The totals by unit that averages of predictions are functions of: the scores, the predictions, and all people.
private struct AveragedTotals {
  let table: TotalsTable
  let totals: [Double]
  /// For each scenario the derivative of its mean by each score.
  let gradients: [[Double]]
  let scoreCount: Int

  init<Likelihood: PredictingLikelihood>(
    of target: Likelihood.Target, _ likelihood: Likelihood, _ parameters: [Double], _ multiplier: Matrix,
    _ scenarios: [Scenario], _ design: SurveyDesign
  ) {
    let values = likelihood.scoresAndPredictions(of: target, at: parameters, in: scenarios)
    let everyone = Measure.number([Double](repeating: 1, count: design.data.rowCount))
    table = design.totals(for: TotalsRequest(measures: [.computed(values), everyone]))
    totals = table.grandTotals()
    let weightSum = totals[Measure.weightSum]
    gradients = scenarios.map { scenario in
      multiplier * likelihood.gradient(of: target, at: parameters, in: scenario).map { $0 / weightSum }
    }
    scoreCount = parameters.count
  }

  func combined(
    _ combine: AveragePredictions.Combination, under design: SurveyDesign
  ) throws(ModelError) -> (values: [Double], covariance: Matrix) {
    let weightSum = totals[Measure.weightSum]
    let means = gradients.enumerated().map { position, gradient in
      let sum = Measure.valueSum + scoreCount + position
      let mean = totals[sum] / weightSum
      var derivatives = [Double](repeating: 0, count: table.width)
      derivatives[Measure.weightSum] = -mean / weightSum
      derivatives[sum] = 1 / weightSum
      for (j, derivative) in gradient.enumerated() { derivatives[Measure.valueSum + j] = derivative }
      return DifferentiatedNumber(mean, gradient: derivatives)
    }
    var ofPeople = [Double](repeating: 0, count: table.width)
    let people = table.offsets[1] + Measure.weightSum
    ofPeople[people] = 1
    let results = combine(DifferentiatedNumber(totals[people], gradient: ofPeople), means)
    var derivatives = [Double](repeating: 0, count: table.width * results.count)
    for (position, result) in results.enumerated() {
      for (sum, derivative) in result.gradient.enumerated() { derivatives[sum * results.count + position] = derivative }
    }
    let influence = Influence(
      table: table, estimatesPerGroup: results.count, derivatives: derivatives,
      measureOfEstimate: [Int](repeating: 0, count: results.count))
    let covariance = try designing { () throws(DesignError) in try design.covariance(of: influence) }
    return (results.map(\.value), covariance.symmetrized())
  }
}
