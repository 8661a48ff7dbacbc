internal import SurveyEstimates
internal import SurveyModels

extension ImputationError: CustomStringConvertible {
  /// One sentence for a person: what was expected and what was found.
  public var description: String {
    switch self {
    case .estimation(let error): error.description
    case .model(let error): error.description
    case .tooFewImputations(let count): "Pooling needs at least 2 imputations; found \(count)."
    case .differentResults(let imputation):
      "Imputation \(imputation) has other estimates than imputation 1; "
        + "pooling needs the same variables, levels and groups in each."
    case .singularCovariance(let parameters):
      "The covariance of \(parameters) \(parameters == 1 ? "number" : "numbers") has no inverse, "
        + "so they cannot be tested together."
    case .noDegreesOfFreedom:
      "A pooled test needs more primary units than strata in every completed dataset."
    }
  }
}
