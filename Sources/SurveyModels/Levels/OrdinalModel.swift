public import SurveyDesigns
public import SurveyMicrodata

/// A model of an outcome whose levels have an order, such as a grade: thresholds on a scale, and what moves along it.
///
///     g(P(Y ≤ k)) = ζₖ − (β₁x₁ + … + βₚxₚ)
///
/// With the logit link these are proportional odds (McCullagh 1980): exp(β) is the factor by which the odds of a higher
/// level change, the same at every threshold. Terms with coefficients of their own at each threshold make the odds
/// partially proportional (Peterson and Harrell 1990). Thresholds and coefficients solve the weighted score equations;
/// their covariance, thresholds included, is that of the linearised variable A⁻¹s, s being a record's scores and A the
/// information observed (Binder 1983). The same as R `svyolr(y ~ x, design, method)`, which stops its search early and
/// differentiates by differences: its coefficients are off by up to 5e-5.
///
/// ```swift
/// let fit = try OrdinalModel(of: "life", on: Categorical("sex") + Number("age")).fitted(to: design)
/// ```
public struct OrdinalModel: Sendable, Equatable {
  /// The outcome.
  public let outcome: Categorical
  /// What it is modelled on.
  public let terms: Terms
  /// The link.
  public let link: CumulativeLink
  /// The terms with coefficients of their own at every threshold.
  public let ownTerms: Terms
  /// The levels from the lowest to the highest; nil for the order in which the data have them.
  public let levels: [String]?

  /// Describes a model.
  ///
  /// - Parameters:
  ///   - outcome: the outcome; of a number, the order is that of size.
  ///   - terms: what it is modelled on.
  ///   - link: the function of the probability of a level or one below.
  ///   - ownTerms: those of the terms that have coefficients of their own at every threshold.
  ///   - levels: the levels from the lowest to the highest, where the data have them in another order.
  public init(
    of outcome: Categorical, on terms: some ModelTerms = Terms(), link: CumulativeLink = .logit,
    withOwnCoefficients ownTerms: some ModelTerms = Terms(), levels: [String]? = nil
  ) {
    self.outcome = outcome
    self.terms = terms.terms
    self.link = link
    self.ownTerms = ownTerms.terms
    self.levels = levels
  }

  /// Fits the model to the records of a design.
  ///
  /// Only levels with complete records count. The residual degrees of freedom are primary units less strata, less the
  /// number of coefficients beside each threshold, as in R `svyolr`; thresholds take none.
  ///
  /// - Throws: `ModelError` where no finite, unique estimate exists, naming the term that is at fault.
  public func fitted(to design: SurveyDesign, level: Double = 0.95) throws(ModelError) -> CategoricalFit {
    try fitted(to: design, level: level, iterationLimit: 50)
  }

  package func fitted(
    to design: SurveyDesign, level: Double = 0.95, iterationLimit: Int, width: Int? = nil
  ) throws(ModelError) -> CategoricalFit {
    let request = CategoricalRequest(
      model: .ordinal(link), outcome: outcome, levels: levels, terms: terms, ownTerms: ownTerms)
    return try request.fitted(to: design, level: level, iterationLimit: iterationLimit, width: width)
  }
}
