internal import SurveyDesigns
internal import SurveyMicrodata
package import SurveyNumerics

/// A weighted likelihood with a maximum that Newton's method finds, again for every replicate of the weights.
protocol ModelLikelihood: Sendable {
  /// The records that it sums over.
  var frame: ModelFrame { get }
  /// The largest number of threads; nil for the number of processors.
  var width: Int? { get }
  /// What a weight is multiplied by, so that the mean over the complete records is 1.
  var weightScale: Double { get }
  /// The columns that the parameters are coefficients of.
  var columns: ModelColumns { get }

  /// Returns the column that a parameter is a coefficient of.
  func column(ofParameter parameter: Int) -> Int

  /// Returns the coefficients of all columns in each linear predictor that some parameters make.
  func predictorCoefficients(of parameters: [Double]) -> [[Double]]

  /// Returns the name of a record's outcome; nil where it has none.
  func outcomeName(ofRow row: Int32) -> LevelName?

  /// Whether a parameter is an intercept, which no separation is laid to.
  func isIntercept(_ parameter: Int) -> Bool

  /// Returns the parameters that the search starts at.
  func startingParameters() -> [Double]

  /// Returns the likelihood at some parameters, with the information of its outcomes as they are.
  func evaluated(at parameters: [Double]) -> LikelihoodEvaluation

  /// Returns the information that is expected at some parameters; nil where it is always the one observed.
  func expectedInformation(at parameters: [Double]) -> Matrix?

  /// The scores of the records at some parameters, without their weights.
  func scoreValues(at parameters: [Double]) -> ComputedValues

  /// Throws where the information at the start says that the parameters cannot be told apart.
  func checkIdentification(_ information: Matrix) throws(ModelError)

  /// Whether the outcomes never speak against a direction of the parameters.
  func isSeparated(by direction: [Double], tolerance: Double) -> Bool

  /// Whether a penalty would make the maximum finite.
  var offersPenalty: Bool { get }

  /// Finds the maximum.
  func maximized(iterationLimit: Int, startingAt start: [Double]?) throws(ModelError) -> Optimum

  /// Returns the likelihood of the same records with other weights, on one thread.
  func reweighted(by weights: [Double]) -> Self
}

/// A likelihood at one set of parameters.
package struct LikelihoodEvaluation: Sendable {
  /// −2 Σ w log-likelihood, up to a constant.
  package var deviance: Double
  /// What the penalty of a penalised likelihood adds to it, −log|I|.
  package var penalty = 0.0
  /// Σ w ∂ℓ, with that of the penalty.
  package var gradient: [Double]
  /// −Σ w ∂²ℓ, with that of the penalty.
  package var information: Matrix
  /// The records whose outcome is all but certain.
  var extremeCount: Int

  /// What Newton's method lowers.
  var objective: Double { deviance + penalty }
}

/// The maximum of a likelihood.
struct Optimum: Sendable {
  let parameters: [Double]
  let evaluation: LikelihoodEvaluation
  /// The inverse of the information that is expected, where that differs from the one observed.
  let inverseInformation: Matrix
  let iterationCount: Int
  /// The parameter θ of a negative binomial family.
  var theta: Double?
}

extension ModelLikelihood {
  var offersPenalty: Bool { false }

  func maximized(iterationLimit: Int, startingAt start: [Double]? = nil) throws(ModelError) -> Optimum {
    try newtonMaximum(iterationLimit: iterationLimit, startingAt: start)
  }

  /// Finds the maximum by Newton's method, halving a step that does not lower the deviance.
  ///
  /// Stops when the Newton decrement gᵀH⁻¹g, relative to the number of records, is at most 1e-24. It bounds every
  /// element of the gradient, gⱼ² ≤ Hⱼⱼ · gᵀH⁻¹g, and the error of the coefficients in units of the linear predictor, so
  /// that one criterion stands for both.
  func newtonMaximum(iterationLimit: Int, startingAt start: [Double]? = nil) throws(ModelError) -> Optimum {
    let recordCount = Double(frame.rows.count)
    var parameters = start ?? startingParameters()
    var current = evaluated(at: parameters)
    try checkIdentification(expectedInformation(at: parameters) ?? current.information)
    var (previous, step) = (Double.infinity, parameters)
    for iteration in 0..<max(1, iterationLimit) {
      // Away from the maximum the information observed may not be positive; the expected one always is, unless the
      // records are separated: it vanishes along the direction that separates them.
      guard
        let information = ScaledCholesky(current.information)
          ?? expectedInformation(at: parameters).flatMap(ScaledCholesky.init)
      else { throw failure(after: iteration, along: step, decrement: previous, tolerance: 1e-4) }
      step = information.solve(current.gradient)
      let decrement = zip(current.gradient, step).reduce(0) { $0 + $1.0 * $1.1 } / recordCount
      // Where rounding keeps the decrement from falling further, what remains is as exact as the data allow.
      if decrement <= 1e-24 || (decrement <= 1e-18 && decrement > previous / 4) {
        let expected = expectedInformation(at: parameters).map(ScaledCholesky.init) ?? information
        guard let expected else {
          throw failure(after: iteration, along: step, decrement: decrement, tolerance: 1e-4)
        }
        return Optimum(
          parameters: parameters, evaluation: current, inverseInformation: expected.inverse, iterationCount: iteration)
      }
      if iteration >= 5, isSeparated(by: step, tolerance: 1e-6) { throw .separated(separation(along: step)) }
      (previous, current) = (decrement, improved(current, &parameters, by: step))
    }
    throw failure(after: iterationLimit, along: step, decrement: previous, tolerance: 1e-4)
  }

  private func improved(
    _ current: LikelihoodEvaluation, _ parameters: inout [Double], by step: [Double]
  ) -> LikelihoodEvaluation {
    var factor = 1.0
    let slack = 1e-10 * (1 + abs(current.objective))
    var candidate = parameters
    var evaluation = current
    for _ in 0..<40 {
      for j in step.indices { candidate[j] = parameters[j] + factor * step[j] }
      evaluation = evaluated(at: candidate)
      if evaluation.objective <= current.objective + slack { break }
      factor /= 2
    }
    parameters = candidate
    return evaluation
  }

  private func failure(
    after iterations: Int, along step: [Double], decrement: Double, tolerance: Double
  ) -> ModelError {
    if iterations >= 5, isSeparated(by: step, tolerance: tolerance) { return .separated(separation(along: step)) }
    return .didNotConverge(iterations: iterations, gradient: decrement.squareRoot())
  }
}
