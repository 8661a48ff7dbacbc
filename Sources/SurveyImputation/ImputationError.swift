public import SurveyEstimates
public import SurveyMicrodata
public import SurveyModels

/// What is wrong with a request to impute or to pool.
///
/// The cases carry facts; `description` turns them into one sentence.
public enum ImputationError: Error, Sendable, Equatable {
  /// The records or a variable are at fault.
  case microdata(MicrodataError)
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
  /// A variable is named twice.
  case repeatedVariable(String)
  /// A variable to impute is derived from others by the dictionary.
  case derivedVariable(String)
  /// A number is to be drawn as a level.
  case logisticNumber(String)
  /// No record with a positive weight has an answer.
  case noObservedValue(String)
  /// A variable has too few answers for the columns it is predicted from.
  case tooManyMissing(String, observed: Int, missing: Int, columns: Int)
  /// A predictor that is not imputed has missing answers.
  case incompletePredictor(String, missing: Int)
  /// A variable says nothing that the others do not say: it is equal to another or a combination of several.
  case dependentVariable(String, equalTo: String?)
  /// A variable is a function of one other in all records that have an answer to every variable to impute.
  case decidedVariable(String, by: String, records: Int)
  /// A regression of a variable on the others did not converge.
  case didNotConverge(String)
}

/// Runs a step on the records and turns its error into an imputation error.
func reading<Result>(_ step: () throws(MicrodataError) -> Result) throws(ImputationError) -> Result {
  do { return try step() } catch { throw .microdata(error) }
}

/// Runs an estimation and turns its error into an imputation error.
func estimating<Result>(_ step: () throws(EstimationError) -> Result) throws(ImputationError) -> Result {
  do { return try step() } catch { throw .estimation(error) }
}
