public import SurveyDesigns
public import SurveyMicrodata

/// A generalised linear model: a function of the mean of an outcome as a sum of terms.
///
///     g(μ) = β₀ + β₁x₁ + … + βₖxₖ
///
/// The families and their links: binomial (logit, probit, complementary log-log, log), gaussian (identity), Poisson
/// (log), gamma (inverse, log) and negative binomial (log). The coefficients solve the weighted score equations Σ wᵢxᵢ(yᵢ − μᵢ)μ′ᵢ/V(μᵢ) = 0 over the records with every variable
/// known; their covariance is that of the linearised variable A⁻¹xᵢ(yᵢ − μᵢ)μ′ᵢ/V(μᵢ), A = Σ wᵢxᵢxᵢᵀμ′ᵢ²/V(μᵢ), under the
/// design (Binder 1983). The same as R `svyglm(y ~ x, design, family)` at its limit: where the link is not canonical, A
/// is the information that is expected, as there; Newton's steps use the information observed, which changes the way to
/// the maximum and not the maximum.
///
/// ```swift
/// let smoker = Binary("smoker", isTrueFor: "yes")
/// let fit = try GeneralizedLinearModel(of: smoker, on: age * sex, family: .binomial).fitted(to: design)
/// ```
public struct GeneralizedLinearModel: Sendable, Equatable {
  /// What is modelled.
  public let outcome: ModelOutcome
  /// What it is modelled on.
  public let terms: Terms
  /// The distribution that the outcome is modelled by.
  public let family: ResponseFamily
  /// The function of the mean that is a sum of terms.
  public let link: LinkFunction
  /// What is added to the likelihood so that its maximum is finite; nil of the ordinary model.
  public internal(set) var penalty: Penalty?

  /// Describes a model of a yes-or-no outcome; without a link, of the family's own.
  public init(
    of outcome: Binary, on terms: some ModelTerms = Terms(), family: ResponseFamily, link: LinkFunction? = nil
  ) {
    self.init(of: .binary(outcome), on: terms, family: family, link: link)
  }

  /// Describes a model of a number; without a link, of the family's own.
  public init(
    of outcome: Number, on terms: some ModelTerms = Terms(), family: ResponseFamily, link: LinkFunction? = nil
  ) {
    self.init(of: .number(outcome), on: terms, family: family, link: link)
  }

  /// Describes a model of an outcome; without a link, of the family's own.
  public init(
    of outcome: ModelOutcome, on terms: some ModelTerms = Terms(), family: ResponseFamily, link: LinkFunction? = nil
  ) {
    self.outcome = outcome
    self.terms = terms.terms
    self.family = family
    self.link = link ?? family.links[0]
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
    guard family.links.contains(link) else { throw .linkNotOffered(link, family: family) }
    let values = try OutcomeValues(outcome, in: design.data)
    let frame = try ModelFrame(values, on: terms, of: design)
    let response = try self.response(to: values, in: frame, weights: design.weights)
    let penalization = try penalization()
    let columns = ModelColumns(frame)
    guard frame.rows.count >= columns.count else {
      throw .tooFewRecords(records: frame.rows.count, parameters: columns.count)
    }
    if penalization == .taken, let last = columns.terms.last {
      try reading { () throws(MicrodataError) in
        try LimitExcess.check(
          .penalizedCoefficients(term: last.name), columns.count,
          limit: ComputationLimits.standard.penalizedCoefficients)
      }
    }
    try frame.checkCells(of: columns, offersPenalty: penalization == .offered) {
      penalization == .taken ? .none : response.end(ofRow: $0)
    }
    let likelihood = Likelihood(
      frame: frame, columns: columns, response: response, weights: design.weights,
      penalization: penalization, width: width)
    let optimum = try likelihood.maximized(iterationLimit: iterationLimit)
    let replicates = try design.variance.replicateWeights.map { replicates throws(ModelError) in
      try ReplicateFits(
        likelihood, of: design, replicates: replicates, from: optimum.parameters, iterationLimit: iterationLimit)
    }
    return try ModelFit(
      self, design: design, likelihood: likelihood.settled(at: optimum), optimum: optimum, replicates: replicates,
      level: level)
  }
}
