internal import SurveyDesigns
internal import SurveyNumerics

/// A score test that all coefficients of a term are 0, from the fit without the term alone.
public struct ScoreTest: Sendable {
  /// The name of the term.
  public let term: String
  /// The statistic F = UᵀV⁻¹U/q over the q coefficients.
  public let statistic: Double
  /// The number of coefficients, q.
  public let numeratorDegreesOfFreedom: Int
  /// The residual degrees of freedom of the model.
  public let denominatorDegreesOfFreedom: Int
  /// The probability of a larger F where all coefficients are 0.
  public let pValue: Double
  /// The statistic UᵀI⁻¹U of independent records, with weights scaled to mean 1.
  public let workingStatistic: Double
  /// The eigenvalues λ of I⁻¹V, descending: what the working statistic is a sum of Σ λⱼ χ²₁ with.
  public let designEffects: [Double]
  /// The probability of a larger working statistic where all coefficients are 0.
  public let workingPValue: Double
}

extension FittedTerms {
  /// With θ₀ the maximum under the constraint, E the directions of the parameters that are held and N the free ones:
  /// U = Pᵀg and V the covariance of the totals of Pᵀs, P = E − N(NᵀHN)⁻¹NᵀHE.
  func scoreTest(of term: String, isAdjusted: Bool) throws(ModelError) -> ScoreTest {
    let tested = try coefficients(of: term)
    let smaller = constrained(tested)
    let optimum = try smaller.maximized(iterationLimit: 50, startingAt: nil)
    let place = smaller.basis * optimum.parameters
    let evaluation = likelihood.evaluated(at: place)
    let information = likelihood.expectedInformation(at: place) ?? evaluation.information
    let projection = smaller.projection(information, inverse: optimum.inverseInformation)
    let score = projection.transposed * evaluation.gradient

    let asTheyAre = score.map { $0 / likelihood.weightScale }
    let replicated = try design.variance.replicateWeights.map { replicates throws(ModelError) in
      try ReplicateFits(smaller, of: design, replicates: replicates, from: optimum.parameters, iterationLimit: 50)
        .covariance(around: asTheyAre) { smaller, parameters in
          let gradient = smaller.base.evaluated(at: smaller.basis * parameters).gradient
          return smaller.held.map { gradient[$0] / smaller.weightScale }
        }
    }
    let covariance = try ParameterCovariance(
      scores: likelihood.scoreValues(at: place), multiplier: projection, of: design, parameterCount: parameterCount,
      replicated: replicated
    ).covariance.symmetrized()
    let wald = try WaldTest(
      of: [term], estimates: asTheyAre, covariance: covariance, degreesOfFreedom: degreesOfFreedom,
      isAdjusted: isAdjusted)

    let left = (projection.transposed * information * projection).symmetrized()
    guard let factorization = ScaledCholesky(left) else { throw .singularCovariance(term: term) }
    let working = scale * zip(score, factorization.solve(score)).reduce(0) { $0 + $1.0 * $1.1 }
    let effects = try relativeEigenvalues(
      of: scale * likelihood.weightScale * likelihood.weightScale * covariance, to: left, term: term)
    return ScoreTest(
      term: term, statistic: wald.statistic, numeratorDegreesOfFreedom: tested.count,
      denominatorDegreesOfFreedom: wald.denominatorDegreesOfFreedom, pValue: wald.pValue, workingStatistic: working,
      designEffects: effects,
      workingPValue: WeightedChiSquaredSum(weights: effects).upperTailProbability(
        ofRatio: working, denominatorDegreesOfFreedom: Double(degreesOfFreedom), method: .saddlepoint))
  }
}

extension ConstrainedLikelihood {
  /// Returns E − N(NᵀHN)⁻¹NᵀHE.
  fileprivate func projection(_ information: Matrix, inverse: Matrix) -> Matrix {
    var directions = Matrix(rowCount: information.rowCount, columnCount: held.count)
    for (column, parameter) in held.enumerated() { directions[parameter, column] = 1 }
    guard !free.isEmpty else { return directions }
    return directions - basis * (inverse * (basis.transposed * (information * directions)))
  }
}

extension ModelFit {
  /// Tests whether all coefficients of a term are 0 by the scores at the fit without it (Rao, Scott and Skinner 1998).
  ///
  ///     F = UᵀV⁻¹U/q
  ///
  /// with U the scores of the coefficients at the fit without the term, less their regression on the scores of the
  /// others, and V their covariance under the design; F has q and the residual degrees of freedom. The working statistic
  /// UᵀI⁻¹U is that of independent records and a weighted sum of χ²₁. Needs no finite estimate of the term's
  /// coefficients to be sound, and is the gentlest of the three tests on small samples. The same as R
  /// `svyscoretest(fit, drop.terms = ~term, method = "pseudoscore")` and `method = "working"` of survey 4.2.
  ///
  /// - Parameter term: the name of a term, such as `"age"` or `"age:sex"`.
  /// - Returns: the test with its working form.
  /// - Throws: `ModelError.unknownTerm`, `ModelError.singularCovariance`, or what stops the fit without the term.
  public func scoreTest(of term: String) throws(ModelError) -> ScoreTest {
    try fittedTerms.scoreTest(
      of: model.terms.names[position(ofTermNamed: term)], isAdjusted: design.conventions.adjustsWaldTests)
  }
}

extension CategoricalFit {
  /// Tests whether all coefficients of a term are 0 by the scores at the fit without it.
  ///
  /// As a generalised linear model does.
  public func scoreTest(of term: String) throws(ModelError) -> ScoreTest {
    try fittedTerms.scoreTest(of: term, isAdjusted: false)
  }
}

extension CoxFit {
  /// Tests whether all coefficients of a term are 0 by the scores at the fit without it.
  ///
  /// As a generalised linear model does; of a single group it is a log-rank test under the design.
  public func scoreTest(of term: String) throws(ModelError) -> ScoreTest {
    try fittedTerms.scoreTest(of: term, isAdjusted: false)
  }
}
