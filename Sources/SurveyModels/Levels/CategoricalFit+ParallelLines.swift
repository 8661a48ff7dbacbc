internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// Tests of proportional odds.
extension CategoricalFit {
  /// Tests whether a term has the same coefficients at every threshold, as proportional odds say.
  ///
  /// A binary model of "at most this level" is fitted at each threshold, all with one covariance matrix under the design;
  /// F is Wald's test that the coefficients of the term do not differ between them (Brant 1990, with the design's
  /// covariance in place of that of a random sample).
  ///
  /// - Throws: `ModelError.linesOfUnordered` for a multinomial model, `ModelError.singularCovariance` where there are
  ///   more differences than primary units can tell apart, and whatever keeps a binary model from a finite estimate.
  public func parallelLinesTest(of term: String) throws(ModelError) -> WaldTest {
    try BinaryModels(of: self).test(ofTerms: [term])
  }

  /// Tests each term, and where the primary units suffice all terms together.
  public func parallelLinesTests() throws(ModelError) -> [WaldTest] {
    let models = try BinaryModels(of: self)
    let names = likelihood.columns.terms.map(\.name)
    var tests: [WaldTest] = []
    for name in names { tests.append(try models.test(ofTerms: [name])) }
    if names.count > 1, let all = try? models.test(ofTerms: names) { tests.append(all) }
    return tests
  }
}

/// Binary models at every threshold side by side.
private struct BinaryModels {
  private let columns: ModelColumns
  private let layout: PredictorLayout
  private let estimates: [Double]
  private let covariance: Matrix
  private let degreesOfFreedom: Int

  init(of fit: CategoricalFit) throws(ModelError) {
    guard case .ordinal(let link) = fit.model, fit.outcomeLevels.count > 2 else { throw .linesOfUnordered }
    let ordinal = fit.likelihood
    let likelihood = CategoryLikelihood(
      frame: ordinal.frame, columns: ordinal.columns,
      response: SideBySideResponse(link: link, levelCount: fit.outcomeLevels.count),
      own: Array(0..<ordinal.columns.count), levels: ordinal.levels, levelNames: ordinal.levelNames,
      areLevelsDeclared: ordinal.areLevelsDeclared, weights: ordinal.weights, width: ordinal.width)
    let optimum = try likelihood.maximized(iterationLimit: 50)
    let design = fit.design
    let replicates = try design.variance.replicateWeights.map { replicates throws(ModelError) in
      try ReplicateFits(
        likelihood, of: design, replicates: replicates, from: optimum.parameters, iterationLimit: 50)
    }
    let scores = CategoryScores(likelihood: likelihood, parameters: optimum.parameters, multiplier: nil)
    let sandwich = try ParameterCovariance(
      scores: scores.values, multiplier: likelihood.weightScale * optimum.inverseInformation, of: design,
      parameterCount: likelihood.columns.count, replicated: replicates?.covariance(around: optimum.parameters))
    columns = likelihood.columns
    layout = likelihood.layout
    let transformation = layout.transformation(of: columns.transformation)
    estimates = transformation * optimum.parameters
    covariance = (transformation * sandwich.covariance * transformation.transposed).symmetrized()
    degreesOfFreedom = sandwich.degreesOfFreedom
  }

  func test(ofTerms names: [String]) throws(ModelError) -> WaldTest {
    var tested: [Int] = []
    for name in names {
      guard let term = columns.terms.first(where: { $0.name == name }) else {
        throw .unknownTerm(name, nearest: nearestName(to: name, among: columns.terms.map(\.name)))
      }
      tested += Array(term.columns)
    }
    // Each threshold less the first.
    let rows = (1..<layout.predictorCount).flatMap { q in tested.map { (q, $0) } }
    var contrasts = Matrix(rowCount: rows.count, columnCount: layout.parameterCount)
    for (row, (predictor, column)) in rows.enumerated() {
      contrasts[row, layout.parameter(ofColumn: column, inPredictor: predictor)] = 1
      contrasts[row, layout.parameter(ofColumn: column, inPredictor: 0)] = -1
    }
    return try WaldTest(
      of: names, estimates: contrasts * estimates,
      covariance: (contrasts * covariance * contrasts.transposed).symmetrized(), degreesOfFreedom: degreesOfFreedom)
  }
}
