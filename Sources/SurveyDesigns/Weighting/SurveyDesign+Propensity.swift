public import SurveyMicrodata
internal import SurveyNumerics

/// Weights from fitted probabilities of an answer or of membership.
extension SurveyDesign {
  /// Returns the design with weights divided by the fitted probability that a record answered.
  ///
  /// The probability p is a logistic regression under the weights. A record varies as w(r z/p − (r − p) xᵀB) with
  /// B = (Σ wp(1 − p) xxᵀ)⁻¹ Σ wr(1 − p)/p xz (Kim and Kim 2007): that p is fitted counts. With classes, the records are
  /// put in that many classes of equal weight by p, and who answered stands for the class, as for a cell of
  /// ``adjustedForNonresponse(_:within:)``; its linearised variance takes the classes as given (Little 1986). Every
  /// replicate is fitted anew.
  ///
  /// The same as R `glm(r ~ x, quasibinomial, weights = w)` and a sandwich over both sets of equations.
  ///
  /// - Parameters:
  ///   - response: whether a record answered.
  ///   - predictors: what the probability depends on, known of those who did not answer too.
  ///   - classes: the number of classes; nil to use each record's own probability.
  /// - Returns: The design in which those who answered carry all the weight.
  /// - Throws: `DesignError` for unknown values, where the regression does not converge, and where nobody like a record
  ///   answered.
  public func adjustedForNonresponse(
    _ response: Binary, propensityOn predictors: [WeightingPredictor], classes: Int? = nil
  ) throws(DesignError) -> SurveyDesign {
    precondition(classes.map { $0 > 0 } ?? true, "\(classes ?? 0) classes")
    let (values, isMember) = try membership(response, predictors) { _ in true }
    let model = PropensityModel(
      variables: values.variables, labels: values.labels, isMember: isMember, form: .response, classCount: classes,
      keepsOthers: false, start: [Double](repeating: 0, count: values.variables.columnCount))
    return try weighted(
      by: model, values: values, named: classes == nil ? "response propensity" : "response propensity classes")
  }

  /// Returns the design of an opt-in sample weighted to the population of a reference survey that stands beside it.
  ///
  /// The data hold the records of both: those of the reference survey with its design weights d and units, and those of
  /// the opt-in sample with weight 1 and a stratum of their own. Only the opt-in records keep a weight. The variance
  /// takes them as drawn with replacement and counts the uncertainty of the reference survey; every replicate is fitted
  /// anew.
  ///
  /// With calibration, the propensity weights are then brought to what the reference survey says of the predictors. The
  /// estimate is doubly robust: right where either the propensity or a linear regression of the answer on the predictors
  /// is (Chen, Li and Wu 2020, section 3, with weighted regression).
  ///
  /// - Parameters:
  ///   - optIn: whether a record is of the opt-in sample.
  ///   - predictors: what taking part depends on, known in both samples.
  ///   - form: how weights follow from the propensity.
  ///   - calibration: how the weights are brought to the reference survey; nil for the propensity alone.
  /// - Returns: The design in which the opt-in sample stands for the population.
  /// - Throws: `DesignError` for unknown values, where a sample is empty or has someone unlike all of the other, and where
  ///   a search does not converge.
  public func pseudoWeighted(
    _ optIn: Binary, on predictors: [WeightingPredictor], weights form: PseudoWeights = .inversePropensity,
    calibration: CalibrationMethod? = nil
  ) throws(DesignError) -> SurveyDesign {
    let (values, isMember) = try membership(optIn, predictors) { !$0 }
    let model = PropensityModel(
      variables: values.variables, labels: values.labels, isMember: isMember,
      form: form == .inverseOdds ? .odds : .participation, classCount: nil, keepsOthers: calibration != nil,
      start: [Double](repeating: 0, count: values.variables.columnCount))
    let weighted = try weighted(by: model, values: values, named: form.rawValue)
    guard let calibration else { return weighted }
    return try weighted.calibratedToOthers(isMember, values: values, method: calibration)
  }

  /// Reads predictors, taken from their mean over some records, and who is a member.
  func membership(
    _ member: Binary, _ predictors: [WeightingPredictor], centeredOver counts: (Bool) -> Bool
  ) throws(DesignError) -> (values: PredictorValues, isMember: [Bool]) {
    let (data, weights) = (self.data, domainWeights)
    let indicator = try designing { () throws(MicrodataError) in try data.indicator(of: member) }
    try weights.requireKnown(member.name) { indicator[$0] >= 0 }
    let isMember = indicator.map { $0 == 1 }
    let centre = zip(weights, isMember).map { counts($1) ? $0 : 0 }
    return (try PredictorValues(predictors, data: data, weights: weights, centeredUnder: centre), isMember)
  }

  /// Returns the design with the weights that a propensity model gives.
  private func weighted(
    by model: PropensityModel, values: PredictorValues, named name: String
  ) throws(DesignError) -> SurveyDesign {
    guard domain == nil else { throw .calibrationOfDomain }
    var model = model
    if let (small, itemOfRow) = model.profiles() {
      var sums = [Double](repeating: 0, count: itemOfRow.count)
      for (row, item) in itemOfRow.codes.enumerated() { sums[Int(item)] += weights[row] }
      model.start = try small.fitted(weights: sums).coefficients
    } else {
      model.start = try model.fitted(weights: weights).coefficients
    }
    let fit = model.fit(model.start, weights)
    let factors = try model.factors(fit, weights: weights)
    let after = zip(weights, factors).map { $0 * $1 }
    let before = weights.indices.map { model.isMember[$0] ? weights[$0] : 0 }
    let population = weights.indices.map { model.form == .response || !model.isMember[$0] ? weights[$0] : 0 }
    let report = CalibrationReport(
      name, iterations: 1, margins: [], weightsBefore: before, weightsAfter: after,
      cells: values.cells(
        population: population, before: before, after: weights.indices.map { model.isMember[$0] ? after[$0] : 0 }))
    let step =
      model.classCount == nil
      ? WeightingStep(
        .propensity(model), variables: model.variables, inverse: try model.information(fit),
        productWeights: zip(before, fit.probabilities).map { $0 > 0 ? $0 * (1 - $1) / $1 : 0 },
        fittedWeights: fit.scoreWeights, weightsBefore: weights, earlier: weightingSteps, report: report)
      : WeightingStep(
        model.classes(fit, weights), change: .propensity(model), weightsBefore: weights, factors: factors,
        earlier: weightingSteps, report: report)
    return try weighted(after, steps: weightingSteps.map { $0.followed(byMultiplier: factors) } + [step])
      .withReplicatesCalibrated()
  }

  /// Returns the design with the weights of members brought to the totals that the others have, and no others.
  private func calibratedToOthers(
    _ isMember: [Bool], values: PredictorValues, method: CalibrationMethod
  ) throws(DesignError) -> SurveyDesign {
    guard method != .logit else { throw .calibrationWithoutBounds }
    let others = weights.indices.map { isMember[$0] ? 0 : weights[$0] }
    let members = weights.indices.map { isMember[$0] ? weights[$0] : 0 }
    let calibration = ReferenceCalibration(
      problem: CalibrationProblem(
        variables: values.variables, controls: values.variables.sums(weights: others), labels: values.labels,
        function: CalibrationFunction(method: method, bounds: nil), tolerance: 1e-12, iterationLimit: 100),
      isMember: isMember)
    let name = "calibration to the reference survey"
    let solution: CalibrationProblem.Solution
    let inverse: Matrix
    do throws(CalibrationFailure) {
      solution = try calibration.solved(weights: weights)
    } catch {
      throw DesignError(error, method: name)
    }
    do {
      inverse = try generalizedInverse(of: values.variables.crossProduct(with: values.variables, weights: members))
    } catch {
      throw .numerics(error)
    }
    let factors = calibration.factors(at: solution.coefficients)
    let after = zip(weights, factors).map { $0 * $1 }
    let lost = members.indices.count { members[$0] > 0 && !(after[$0] > 0) }
    guard lost == 0 else { throw .calibratedWeightsNotPositive(count: lost) }
    let step = WeightingStep(
      .referenceCalibration(calibration), variables: values.variables, inverse: inverse, productWeights: members,
      fittedWeights: weights.indices.map { isMember[$0] ? after[$0] : -weights[$0] }, weightsBefore: weights,
      earlier: weightingSteps,
      report: CalibrationReport(
        name, iterations: solution.iterationCount, margins: [], weightsBefore: members, weightsAfter: after,
        cells: values.cells(population: others, before: members, after: after)))
    return try weighted(after, steps: weightingSteps.map { $0.followed(byMultiplier: factors) } + [step])
      .withReplicatesCalibrated()
  }
}

/// How the weights of an opt-in sample follow from the propensity to be in it.
public enum PseudoWeights: String, Sendable, CaseIterable {
  /// 1/p, with p the probability of a member of the population to take part (Chen, Li and Wu 2020).
  case inversePropensity = "inverse propensity"
  /// (1 − p)/p, with p the share of opt-in records among like records of both samples (Wang, Valliant and Li 2021).
  case inverseOdds = "inverse odds"
}
