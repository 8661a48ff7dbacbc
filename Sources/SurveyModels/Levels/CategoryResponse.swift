/// What an outcome with several levels adds to a likelihood, given the linear predictors η₁ … of each record.
///
/// With K levels there are K − 1 predictors: one for each threshold between levels, or one for each level but the first.
protocol CategoryResponse: Sendable {
  /// The number of linear predictors.
  var predictorCount: Int { get }
  /// The pairs of predictors, the first not after the second, that the log-likelihood has a second derivative by.
  var pairs: [(Int, Int)] { get }

  /// Returns the predictors that all records would have if no covariate mattered, from the share of each level.
  func startingPredictors(shares: [Double]) -> [Double]

  /// Returns the log-likelihood of a record of a level, and writes its derivatives.
  ///
  /// - Parameters:
  ///   - level: the position of the level.
  ///   - predictors: the linear predictors.
  ///   - scores: receives ∂ℓ/∂η; all 0 before.
  ///   - information: receives −∂²ℓ/∂η∂η for each of the pairs; all 0 before.
  /// - Returns: the log-likelihood, not finite where the predictors are out of order.
  func evaluate(
    _ level: Int, _ predictors: [Double], scores: inout [Double], information: inout [Double]
  ) -> Double

  /// Returns the probability of some levels and writes its derivatives by the predictors.
  func probability(ofLevels isWanted: [Bool], _ predictors: [Double], derivatives: inout [Double]) -> Double

  /// Writes how those derivatives change as the predictors move along a direction: their Hessian times it.
  func changeOfDerivatives(
    ofLevels isWanted: [Bool], _ predictors: [Double], along direction: [Double], into changes: inout [Double])

  /// Returns by how much a change of the predictors makes the outcome of a record less probable; at most 0 where it
  /// does not in the long run.
  func objection(ofLevel level: Int, to changes: [Double]) -> Double
}
