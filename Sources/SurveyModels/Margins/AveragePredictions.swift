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
/// follows by the chain rule. That of a penalised fit has what its covariance has above that of the design, GᵀΔG, as well. A
/// mean that no unit moves has no variance that is known, and neither has what rests on it. Under replicate weights they are worked out again in every replicate, with its coefficients
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
    replicates: ReplicateFits<Likelihood>?, design: SurveyDesign, family: ResponseFamily, degreesOfFreedom: Int,
    penalized: PenalizedCovariance? = nil
  ) {
    frame = likelihood.frame
    data = design.data
    self.family = family
    self.degreesOfFreedom = degreesOfFreedom
    let excess = penalized.map { $0.covariance - $0.underDesign }
    evaluate = { scenarios, combine throws(ModelError) in
      // The means themselves stand behind what was asked, so that those that nothing moves are found.
      let combine: Combination = { combine($0, $1) + $1 }
      let totals = AveragedTotals(of: target, likelihood, parameters, multiplier, scenarios, design)
      let linear = totals.results(combine)
      var covariance: Matrix
      if let replicates {
        let values: @Sendable (Likelihood, [Double]) -> [Double] = { likelihood, parameters in
          let sums = likelihood.sums(of: target, at: parameters, in: scenarios)
          let people = FixedOrder.sum(
            likelihood.weights.indices.filter { design.domain?[$0] != false }.map { likelihood.weights[$0] })
          let means = sums.dropLast().map { DifferentiatedNumber($0 / sums[scenarios.count]) }
          return combine(DifferentiatedNumber(people), means).map(\.value)
        }
        covariance = replicates.covariance(around: linear.map(\.value), of: values)
      } else {
        covariance = try totals.covariance(of: linear, under: design)
      }
      let sums = totals.sensitivities(of: linear)
      if let excess {
        let gradients = sums * totals.parameterGradients
        covariance = (covariance + gradients * excess * gradients.transposed).symmetrized()
      }
      let asked = Array(0..<linear.count - scenarios.count)
      let unmoved = totals.unmovedMeans(
        Array(linear.suffix(scenarios.count)), covariance, reference: (1 / likelihood.weightScale) * multiplier,
        under: design)
      for position in asked where unmoved.contains(where: { sums[position, $0] != 0 }) {
        for other in 0..<covariance.rowCount {
          covariance[position, other] = .nan
          covariance[other, position] = .nan
        }
      }
      return (asked.map { linear[$0].value }, covariance.submatrix(rows: asked, columns: asked))
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
      design: design, family: model.family, degreesOfFreedom: degreesOfFreedom, penalized: penalized)
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
