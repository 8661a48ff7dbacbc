public import SurveyEstimates
public import SurveyModels

/// What is wrong with a request to impute or to pool.
///
/// The cases carry facts; `description` turns them into one sentence.
public enum ImputationError: Error, Sendable, Equatable {
  /// An estimate of a completed dataset is at fault.
  case estimation(EstimationError)
  /// A model of a completed dataset is at fault.
  case model(ModelError)
  /// Fewer than two completed datasets say nothing of the variance between them.
  case tooFewImputations(Int)
  /// A completed dataset, counted from 1, has other estimates or coefficients than the first.
  case differentResults(imputation: Int)
  /// The covariance of several numbers has no inverse.
  case singularCovariance(parameters: Int)
  /// The design leaves no degrees of freedom for a test.
  case noDegreesOfFreedom
}

/// Runs an estimation and turns its error into an imputation error.
func estimating<Result>(_ step: () throws(EstimationError) -> Result) throws(ImputationError) -> Result {
  do { return try step() } catch { throw .estimation(error) }
}
