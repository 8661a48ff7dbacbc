internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// The totals by unit that averages of predictions are functions of: the scores, the predictions, and all people.
struct AveragedTotals {
  private let table: TotalsTable
  private let totals: [Double]
  /// For each scenario the derivative of its mean by each score.
  private let gradients: [[Double]]
  /// For each scenario, in a row, the derivative of its mean by each parameter.
  let parameterGradients: Matrix
  private let scoreCount: Int

  init<Likelihood: PredictingLikelihood>(
    of target: Likelihood.Target, _ likelihood: Likelihood, _ parameters: [Double], _ multiplier: Matrix,
    _ scenarios: [Scenario], _ design: SurveyDesign
  ) {
    let values = likelihood.scoresAndPredictions(of: target, at: parameters, in: scenarios)
    let everyone = Measure.number([Double](repeating: 1, count: design.data.rowCount))
    table = design.totals(for: TotalsRequest(measures: [.computed(values), everyone]))
    totals = table.grandTotals()
    let weightSum = totals[Measure.weightSum]
    let ofParameters = scenarios.map { scenario in
      likelihood.gradient(of: target, at: parameters, in: scenario).map { $0 / weightSum }
    }
    gradients = ofParameters.map { multiplier * $0 }
    var rows = Matrix(rowCount: scenarios.count, columnCount: parameters.count)
    for (row, gradient) in ofParameters.enumerated() {
      for (column, derivative) in gradient.enumerated() { rows[row, column] = derivative }
    }
    parameterGradients = rows
    scoreCount = parameters.count
  }

  /// Works out functions of the number of people and of the mean of each scenario.
  func results(_ combine: AveragePredictions.Combination) -> [DifferentiatedNumber] {
    let weightSum = totals[Measure.weightSum]
    let means = gradients.enumerated().map { position, gradient in
      let mean = totals[sum(ofScenario: position)] / weightSum
      var derivatives = [Double](repeating: 0, count: table.width)
      derivatives[Measure.weightSum] = -mean / weightSum
      derivatives[sum(ofScenario: position)] = 1 / weightSum
      for (j, derivative) in gradient.enumerated() { derivatives[Measure.valueSum + j] = derivative }
      return DifferentiatedNumber(mean, gradient: derivatives)
    }
    var ofPeople = [Double](repeating: 0, count: table.width)
    let people = table.offsets[1] + Measure.weightSum
    ofPeople[people] = 1
    return combine(DifferentiatedNumber(totals[people], gradient: ofPeople), means)
  }

  /// Where the weighted sum of the predictions of a scenario stands.
  private func sum(ofScenario position: Int) -> Int { Measure.valueSum + scoreCount + position }

  private func influence(of results: [DifferentiatedNumber]) -> Influence {
    var derivatives = [Double](repeating: 0, count: table.width * results.count)
    for (position, result) in results.enumerated() {
      for (sum, derivative) in result.gradient.enumerated() { derivatives[sum * results.count + position] = derivative }
    }
    return Influence(
      table: table, estimatesPerGroup: results.count, derivatives: derivatives,
      measureOfEstimate: [Int](repeating: 0, count: results.count))
  }

  /// The linearised covariance of results.
  func covariance(of results: [DifferentiatedNumber], under design: SurveyDesign) throws(ModelError) -> Matrix {
    let influence = influence(of: results)
    return try designing { () throws(DesignError) in try design.covariance(of: influence) }.symmetrized()
  }

  /// The derivative of each result, in a row, by the mean of each scenario.
  func sensitivities(of results: [DifferentiatedNumber]) -> Matrix {
    var matrix = Matrix(rowCount: results.count, columnCount: gradients.count)
    for (row, result) in results.enumerated() where !result.gradient.isEmpty {
      for column in gradients.indices {
        matrix[row, column] = result.gradient[sum(ofScenario: column)] * totals[Measure.weightSum]
      }
    }
    return matrix
  }

  /// The scenarios whose mean has a variance of 0 and is moved by no unit, each up to rounding: nothing is known of it.
  ///
  /// The covariance ends with that of the means; the reference is that of the parameters of independent records.
  func unmovedMeans(
    _ means: [DifferentiatedNumber], _ covariance: Matrix, reference: Matrix, under design: SurveyDesign
  ) -> [Int] {
    let influence = influence(of: means)
    guard influence.movements(under: design.structure).contains(where: \.isOfSample) else { return [] }
    let squares = influence.squaresOfUnits
    let independent = parameterGradients * reference * parameterGradients.transposed
    let first = covariance.rowCount - means.count
    return means.indices.filter { position in
      let bound = UnknownDirections.negligibleVariance * independent[position, position]
      return abs(covariance[first + position, first + position]) <= bound && squares[position, position] <= bound
    }
  }
}
