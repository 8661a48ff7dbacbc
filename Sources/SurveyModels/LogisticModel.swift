public import SurveyDesigns
public import SurveyMicrodata

/// A logistic regression: the log odds of an outcome as a sum of terms.
///
///     log(p / (1 − p)) = β₀ + β₁x₁ + … + βₖxₖ
///
/// The generalised linear model of the binomial family and the logit link. The same as R
/// `svyglm(y ~ x, design, family = quasibinomial())`.
///
/// ```swift
/// let smoker = Binary("smoker", isTrueFor: "yes")
/// let age = Categorical("age_group", reference: "18-29"), sex = Categorical("sex")
/// let fit = try LogisticModel(of: smoker, on: age * sex).fitted(to: design)
/// ```
public struct LogisticModel: Sendable, Equatable {
  /// The outcome whose probability is modelled.
  public let outcome: Binary
  /// What it is modelled on.
  public let terms: Terms
  /// What is added to the likelihood so that its maximum is finite; nil of the ordinary model.
  public internal(set) var penalty: Penalty?

  /// Describes a model.
  public init(of outcome: Binary, on terms: some ModelTerms = Terms()) {
    self.outcome = outcome
    self.terms = terms.terms
  }

  /// The same model among the generalised linear ones.
  public var generalized: GeneralizedLinearModel {
    var model = GeneralizedLinearModel(of: outcome, on: terms, family: .binomial, link: .logit)
    model.penalty = penalty
    return model
  }

  /// Fits the model to the records of a design, as a generalised linear model is.
  ///
  /// - Parameters:
  ///   - design: the records and how they were drawn.
  ///   - level: the probability with which the intervals of the coefficients cover.
  /// - Returns: the fit.
  /// - Throws: `ModelError` where no finite, unique estimate exists, naming the term that is at fault.
  public func fitted(to design: SurveyDesign, level: Double = 0.95) throws(ModelError) -> ModelFit {
    try generalized.fitted(to: design, level: level)
  }

  package func fitted(
    to design: SurveyDesign, level: Double = 0.95, iterationLimit: Int, width: Int? = nil
  ) throws(ModelError) -> ModelFit {
    try generalized.fitted(to: design, level: level, iterationLimit: iterationLimit, width: width)
  }
}
