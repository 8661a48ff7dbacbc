internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyModels

/// What is wrong with an imputation, in sentences.
extension ImputationError: CustomStringConvertible {
  /// One sentence for a person: what was expected and what was found.
  public var description: String {
    switch self {
    case .microdata(let error): error.description
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
    case .repeatedVariable(let name):
      "\"\(name)\" is named twice; a variable is imputed or predicts once."
    case .derivedVariable(let name):
      "\"\(name)\" is derived from other variables by the dictionary; impute those instead."
    case .logisticNumber(let name):
      "\"\(name)\" holds numbers, which are imputed by matching; only levels have logits."
    case .noObservedValue(let name):
      "\"\(name)\" has no answer to impute from in any record with a positive weight."
    case .tooManyMissing(let name, let observed, let missing, let columns):
      "\"\(name)\" has \(observed) \(observed == 1 ? "answer" : "answers") and \(missing) missing; "
        + "\(columns) columns of predictors need more than \(2 * (columns + 1)) answers."
    case .incompletePredictor(let name, let missing):
      "Predictor \"\(name)\" is missing in \(missing) \(missing == 1 ? "record" : "records"); "
        + "impute it too, or leave it out."
    case .dependentVariable(let name, let twin):
      twin.map { "\"\(name)\" says the same as \"\($0)\"; leave one of them out." }
        ?? "\"\(name)\" follows from the other variables; leave it out, or derive it from them."
    case .decidedVariable(let name, let other, let records):
      "\"\(name)\" follows from \"\(other)\" alone in all \(records) records with both; leave \"\(name)\" out and derive "
        + "it from \"\(other)\" afterwards."
    case .didNotConverge(let name):
      "The regression of \"\(name)\" on the other variables did not converge."
    }
  }
}
