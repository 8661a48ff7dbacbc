internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// What tests of terms and criteria need of a fit, whatever its likelihood.
struct FittedTerms<Likelihood: ModelLikelihood> {
  let likelihood: Likelihood
  let design: SurveyDesign
  /// The parameters at the maximum.
  let parameters: [Double]
  /// What turns parameters into coefficients, T.
  let transformation: Matrix
  /// The parameter that stands for each coefficient.
  let parameterOfCoefficient: [Int]
  /// The term of each coefficient; nil of an intercept or a threshold.
  let termOfCoefficient: [String?]
  /// The covariance of the coefficients.
  let covariance: Matrix
  let degreesOfFreedom: Int
  /// The number of parameters that take a degree of freedom.
  let parameterCount: Int
  /// What deviance, scores and information were divided by.
  let scale: Double

  /// The coefficients of a term.
  func coefficients(of term: String) throws(ModelError) -> [Int] {
    let positions = termOfCoefficient.indices.filter { termOfCoefficient[$0] == term }
    guard !positions.isEmpty else {
      throw .unknownTerm(term, nearest: nearestName(to: term, among: termOfCoefficient.compactMap { $0 }))
    }
    return positions
  }

  /// The coefficients that are neither intercepts nor thresholds.
  var ofTerms: [Int] { termOfCoefficient.indices.filter { termOfCoefficient[$0] != nil } }

  /// Returns the likelihood with some coefficients held at 0.
  func constrained(_ tested: [Int]) -> ConstrainedLikelihood<Likelihood> {
    ConstrainedLikelihood(
      likelihood, transformation: transformation, tested: tested, held: tested.map { parameterOfCoefficient[$0] })
  }

  /// How much larger the deviance, with its penalty, is with some coefficients held at 0.
  func devianceIncrease(without tested: [Int]) throws(ModelError) -> Double {
    let smaller = try constrained(tested).maximized(iterationLimit: 50, startingAt: nil)
    return (smaller.evaluation.objective - likelihood.evaluated(at: parameters).objective) * scale
  }

  /// The eigenvalues of V₀⁻¹V of some coefficients, descending: their design effects.
  ///
  /// V is their covariance under the design and V₀ the inverse of the information that is expected.
  func designEffects(of tested: [Int]) throws(ModelError) -> [Double] {
    let term = termOfCoefficient[tested[0]] ?? ""
    guard !covariance.submatrix(rows: tested, columns: tested).hasUnknownVariance else {
      throw .unknownVariance(term: term)
    }
    let information =
      likelihood.expectedInformation(at: parameters) ?? likelihood.evaluated(at: parameters).information
    guard let factorization = ScaledCholesky(information) else { throw .singularCovariance(term: term) }
    let naive = (transformation * factorization.inverse * transformation.transposed).symmetrized()
    return try relativeEigenvalues(
      of: scale * covariance.submatrix(rows: tested, columns: tested),
      to: naive.submatrix(rows: tested, columns: tested), term: term)
  }
}

/// Returns the eigenvalues of B⁻¹A, descending, of symmetric matrices.
///
/// With B = QDQᵀ, its columns scaled to length one, they are those of D^(−1/2)QᵀAQD^(−1/2), which is symmetric.
func relativeEigenvalues(of matrix: Matrix, to base: Matrix, term: String) throws(ModelError) -> [Double] {
  let scales = base.diagonal.map { 1 / $0.squareRoot() }
  guard scales.allSatisfy(\.isFinite) else { throw .singularCovariance(term: term) }
  let eigen = try calculating { () throws(NumericsError) in try SymmetricEigen(base.scaled(by: scales)) }
  guard let least = eigen.values.first, least > 1e-14 else { throw .singularCovariance(term: term) }
  let rotated = eigen.vectors.transposed * matrix.scaled(by: scales) * eigen.vectors
  let whitened = rotated.scaled(by: eigen.values.map { 1 / $0.squareRoot() }).symmetrized()
  return try calculating { () throws(NumericsError) in try SymmetricEigen(whitened) }.values.reversed()
}

extension ModelFit {
  var fittedTerms: FittedTerms<Likelihood> {
    FittedTerms(
      likelihood: likelihood, design: design, parameters: scaledCoefficients,
      transformation: likelihood.columns.transformation, parameterOfCoefficient: Array(coefficients.indices),
      termOfCoefficient: coefficients.enumerated().map { $0 == 0 ? nil : $1.modelTerm }, covariance: covariance,
      degreesOfFreedom: degreesOfFreedom, parameterCount: coefficients.count, scale: likelihood.response.scale)
  }
}

extension CategoricalFit {
  var fittedTerms: FittedTerms<CategoryLikelihood> {
    let report = CategoryParameters(of: model, likelihood: likelihood)
    let all = coefficients + thresholds
    return FittedTerms(
      likelihood: likelihood, design: design, parameters: scaledParameters, transformation: report.transformation,
      parameterOfCoefficient: report.parameters,
      termOfCoefficient: all.indices.map { report.isIntercept($0) ? nil : all[$0].modelTerm }, covariance: covariance,
      degreesOfFreedom: degreesOfFreedom, parameterCount: likelihood.columns.count, scale: 1)
  }
}

extension CoxFit {
  var fittedTerms: FittedTerms<CoxLikelihood> {
    let every = Array(1..<likelihood.columns.count)
    return FittedTerms(
      likelihood: likelihood, design: design, parameters: scaledParameters,
      transformation: likelihood.columns.transformation.submatrix(rows: every, columns: every),
      parameterOfCoefficient: Array(coefficients.indices), termOfCoefficient: coefficients.map(\.modelTerm),
      covariance: covariance, degreesOfFreedom: degreesOfFreedom, parameterCount: coefficients.count, scale: 1)
  }
}
