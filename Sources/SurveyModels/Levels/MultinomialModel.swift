public import SurveyDesigns
public import SurveyMicrodata

/// A model of an outcome whose levels have no order: how much likelier each is than the first.
///
///     log(P(Y = k)/P(Y = first)) = β₀ₖ + β₁ₖx₁ + … + βₚₖxₚ
///
/// exp(β) is a relative risk ratio. The coefficients solve the weighted score equations, and their covariance is that of
/// the linearised variable, as in every model here. R's `nnet::multinom` has the same coefficients to the precision of
/// its search; with two levels the model is the logistic model.
public struct MultinomialModel: Sendable, Equatable {
  /// The outcome; its reference is the level that the others are compared with.
  public let outcome: Categorical
  /// What it is modelled on.
  public let terms: Terms

  /// Describes a model.
  public init(of outcome: Categorical, on terms: some ModelTerms = Terms()) {
    self.outcome = outcome
    self.terms = terms.terms
  }

  /// Fits the model to the records of a design.
  ///
  /// Only levels with complete records count. The residual degrees of freedom are those of each of the equations: primary
  /// units less strata, plus 1, less the number of its coefficients.
  ///
  /// - Throws: `ModelError` where no finite, unique estimate exists, naming the term that is at fault.
  public func fitted(to design: SurveyDesign, level: Double = 0.95) throws(ModelError) -> CategoricalFit {
    try fitted(to: design, level: level, iterationLimit: 50)
  }

  package func fitted(
    to design: SurveyDesign, level: Double = 0.95, iterationLimit: Int, width: Int? = nil
  ) throws(ModelError) -> CategoricalFit {
    let request = CategoricalRequest(model: .multinomial, outcome: outcome, levels: nil, terms: terms, ownTerms: terms)
    return try request.fitted(to: design, level: level, iterationLimit: iterationLimit, width: width)
  }
}
