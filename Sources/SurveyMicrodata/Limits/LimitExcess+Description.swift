/// What goes beyond a limit, in sentences.
extension LimitExcess: CustomStringConvertible {
  /// One sentence for a person: what the limit is and what was asked for.
  public var description: String {
    switch quantity {
    case .estimates:
      "At most \(limit) estimates are worked out together; the levels of these variables ask for \(found)."
    case .tableCells:
      "A table that is tested has at most \(limit) cells; the levels of its rows and columns make \(found)."
    case .coefficients(let term):
      "A model has at most \(limit) coefficients; with term \"\(term)\" it has \(found)."
    case .penalizedCoefficients(let term):
      "A model with a penalty has at most \(limit) coefficients; with term \"\(term)\" it has \(found)."
    case .largestCount: "A negative binomial model is of counts up to \(limit); the outcome holds a larger one."
    case .predictors(let variable):
      "Answers are imputed by regressions of at most \(limit) columns; with the levels of \"\(variable)\" there are \(found)."
    case .controls(let margin):
      "Weights are brought to at most \(limit) counts, totals and means; with margin \"\(margin)\" there are \(found)."
    case .replicates: "At most \(limit) replicates are made; found \(found)."
    case .imputations: "At most \(limit) imputations are made; found \(found)."
    }
  }
}
