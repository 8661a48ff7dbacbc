public import SurveyDesigns
public import SurveyEstimates
internal import SurveyMicrodata

/// A proportional hazards model: the rate of an event as a baseline that depends on time alone times e to a sum of terms.
///
///     h(t) = h₀(t) exp(β₁x₁ + … + βₚxₚ)
///
/// The coefficients solve the weighted partial score equations (Cox 1972; Binder 1992); their covariance is that of the
/// linearised variable A⁻¹s, s being the derivative of the equations by a record's weight (Lin and Wei 1989) and A the
/// information. The same as R `svycoxph(Surv(time, event) ~ x, design)`.
///
/// ```swift
/// let telling = SurvivalTime("age_told", event: Binary("told", isTrueFor: "yes"))
/// let fit = try CoxModel(of: telling, on: Categorical("sex")).fitted(to: design)
/// ```
public struct CoxModel: Sendable, Equatable {
  /// The time and the event.
  public let outcome: SurvivalTime
  /// What it is modelled on.
  public let terms: Terms
  /// What is done where events tie.
  public let ties: Ties

  /// How events at one time are taken.
  public enum Ties: String, Sendable, CaseIterable {
    /// One after the other in every order at once, on average (Efron 1977).
    case efron
    /// All before any of them has left those at risk (Breslow 1974).
    case breslow
  }

  /// Describes a model.
  public init(of outcome: SurvivalTime, on terms: some ModelTerms, ties: Ties = .efron) {
    self.outcome = outcome
    self.terms = terms.terms
    self.ties = ties
  }

  /// Fits the model to the records of a design.
  ///
  /// The residual degrees of freedom are primary units less strata, plus 1, less the number of coefficients, as in R;
  /// intervals and tests use t with these, where R prints the normal z.
  ///
  /// - Throws: `ModelError` where no finite, unique estimate exists, naming the term that is at fault.
  public func fitted(to design: SurveyDesign, level: Double = 0.95) throws(ModelError) -> CoxFit {
    try fitted(to: design, level: level, iterationLimit: 50)
  }

  package func fitted(
    to design: SurveyDesign, level: Double = 0.95, iterationLimit: Int, width: Int? = nil
  ) throws(ModelError) -> CoxFit {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    if let offset = terms.offsets.first { throw .offsetNotOffered(offset.name) }
    let survival = try estimating { () throws(EstimationError) in try SurvivalTimes(outcome, of: design) }
    let frame = try ModelFrame(on: terms, of: design) { row in !survival.times[row].isNaN }
    let columns = ModelColumns(frame)
    guard columns.count > 1 else { throw .noTerms }
    guard frame.rows.count >= columns.count else {
      throw .tooFewRecords(records: frame.rows.count, parameters: columns.count - 1)
    }
    guard frame.rows.contains(where: { survival.events[Int($0)] == 1 }) else {
      throw .estimation(.noEvents(column: outcome.event.name))
    }
    // A level without events has a rate of 0 and a coefficient of minus infinity.
    try frame.checkCells(of: columns) { survival.events[Int($0)] == 1 ? .none : .lower }
    let likelihood = CoxLikelihood(
      frame: frame, columns: columns, survival: survival, ties: ties, weights: design.weights, width: width)
    let optimum = try likelihood.maximized(iterationLimit: iterationLimit)
    let replicates = try design.variance.replicateWeights.map { replicates throws(ModelError) in
      try ReplicateFits(
        likelihood, of: design, replicates: replicates, from: optimum.parameters, iterationLimit: iterationLimit)
    }
    return try CoxFit(
      self, design: design, likelihood: likelihood, optimum: optimum, replicates: replicates, level: level)
  }
}
