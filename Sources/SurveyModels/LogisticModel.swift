public import SurveyDesigns
public import SurveyMicrodata

/// A logistic regression: the log odds of an outcome as a sum of terms.
///
///     log(p / (1 − p)) = β₀ + β₁x₁ + … + βₖxₖ
///
/// The coefficients solve the weighted score equations Σ wᵢxᵢ(yᵢ − pᵢ) = 0 over the records with every variable known;
/// their covariance is that of the linearised variable A⁻¹xᵢ(yᵢ − pᵢ), A = Σ wᵢpᵢ(1 − pᵢ)xᵢxᵢᵀ, under the design
/// (Binder 1983). The same as R `svyglm(y ~ x, design, family = quasibinomial())`.
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

  /// Describes a model.
  public init(of outcome: Binary, on terms: some ModelTerms = Terms()) {
    self.outcome = outcome
    self.terms = terms.terms
  }

  /// Fits the model to the records of a design.
  ///
  /// Records of the design's domain that lack a variable are left out as if outside the domain, and counted. The
  /// residual degrees of freedom are those of the records that remain, primary units less strata, plus 1 less the
  /// number of parameters, as in R; the covariance has no factor (n − 1)/(n − p), which SAS applies. Under replicate
  /// weights the model is fitted again to every replicate, and the degrees of freedom are the rank less the parameters.
  ///
  /// - Parameters:
  ///   - design: the records and how they were drawn.
  ///   - level: the probability with which the intervals of the coefficients cover.
  /// - Returns: the fit.
  /// - Throws: `ModelError` where no finite, unique estimate exists, naming the term that is at fault.
  public func fitted(to design: SurveyDesign, level: Double = 0.95) throws(ModelError) -> ModelFit {
    try fitted(to: design, level: level, iterationLimit: 50)
  }

  package func fitted(
    to design: SurveyDesign, level: Double = 0.95, iterationLimit: Int, width: Int? = nil
  ) throws(ModelError) -> ModelFit {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    let frame = try ModelFrame(self, of: design)
    let columns = ModelColumns(frame)
    guard frame.rows.count >= columns.count else {
      throw .tooFewRecords(records: frame.rows.count, parameters: columns.count)
    }
    try frame.checkCells(of: columns)
    let likelihood = Likelihood(frame: frame, columns: columns, weights: design.weights, width: width)
    let optimum = try likelihood.maximized(iterationLimit: iterationLimit)
    let replicates = try design.variance.replicateWeights.map { replicates throws(ModelError) in
      try ReplicateFits(
        likelihood, of: design, replicates: replicates, from: optimum.coefficients, iterationLimit: iterationLimit)
    }
    return try ModelFit(
      self, design: design, likelihood: likelihood, optimum: optimum, replicates: replicates, level: level)
  }
}
