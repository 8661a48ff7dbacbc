private import Foundation
public import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
public import SurveyNumerics

/// A proportional hazards model fitted to a design.
public struct CoxFit: Sendable {
  /// The model.
  public let model: CoxModel
  /// The design it was fitted to.
  public let design: SurveyDesign
  /// The coefficients.
  public let coefficients: [Coefficient]
  /// The covariance of the coefficients under the design.
  public let covariance: Matrix
  /// The residual degrees of freedom: primary units less strata, plus 1, less the number of coefficients.
  public let degreesOfFreedom: Int
  /// The probability with which the intervals cover.
  public let level: Double
  /// The number of Newton steps.
  public let iterationCount: Int
  /// −2 times the logarithm of the partial likelihood, with weights scaled to mean 1 over the complete records.
  public let deviance: Double
  /// The number of complete records with a positive weight.
  public let unweightedCount: Int
  /// The number of those that had the event.
  public let eventCount: Int
  /// The number of records of the domain with a positive weight that lack a variable, the time or the event.
  public let missingCount: Int
  /// What is worth knowing about the fit.
  public let diagnostics: [ModelDiagnostic]
  /// The cumulative hazard, at the times of events, of a record whose numbers are 0 and whose levels are the reference.
  ///
  /// The same as R `basehaz(fit, centered = FALSE)`.
  public let baseline: [BaselineHazard]

  let likelihood: CoxLikelihood
  let scaledParameters: [Double]

  init(
    _ model: CoxModel, design: SurveyDesign, likelihood: CoxLikelihood, optimum: Optimum,
    replicates: ReplicateFits<CoxLikelihood>?, level: Double
  ) throws(ModelError) {
    let scores = CoxScores(likelihood, at: optimum.parameters)
    let sandwich = try ParameterCovariance(
      scores: scores.values, multiplier: likelihood.weightScale * optimum.inverseInformation, of: design,
      parameterCount: likelihood.count, replicated: replicates?.covariance(around: optimum.parameters),
      reference: optimum.inverseInformation)
    let columns = likelihood.columns
    let every = Array(1..<columns.count)
    let transformation = columns.transformation.submatrix(rows: every, columns: every)
    let plain = (transformation * sandwich.covariance * transformation.transposed).symmetrized()
    let covariance = sandwich.unknown?.marking(plain, ofRows: transformation) ?? plain
    let asTheyAre = columns.transformation * ([0] + optimum.parameters)
    let t = StudentTInterval(degreesOfFreedom: sandwich.degreesOfFreedom, level: level)
    let describer = CoefficientDescriber(columns: columns, frame: likelihood.frame)

    self.model = model
    self.design = design
    let standardErrors = sandwich.covariance.standardErrors(transformedBy: transformation, to: covariance)
    coefficients = every.map { j in
      describer.coefficient(j, estimate: asTheyAre[j], standardError: standardErrors[j - 1], t: t)
    }
    self.covariance = covariance
    degreesOfFreedom = sandwich.degreesOfFreedom
    self.level = level
    iterationCount = optimum.iterationCount
    deviance = optimum.evaluation.deviance
    unweightedCount = likelihood.frame.rows.count
    eventCount = likelihood.frame.rows.count { likelihood.hasEvent($0) }
    missingCount = likelihood.frame.missingCount
    diagnostics =
      likelihood.frame.diagnostics + design.diagnostics(of: optimum)
      + coefficients.diagnosticsOfVariance(in: covariance)
    // The predictor of the columns as they are is that of the centred ones less this constant.
    let constant = asTheyAre[0]
    let hazards = likelihood.hazards(at: optimum.parameters) { _ in }
    baseline = zip(hazards.times, hazards.cumulated).map {
      BaselineHazard(time: $0, cumulativeHazard: $1 * exp(constant))
    }
    self.likelihood = likelihood
    scaledParameters = optimum.parameters
  }

  /// Returns the hazard ratio of every coefficient, with the reference levels in their place.
  ///
  /// The same as R `exp(coef(fit))`; intervals use t of the residual degrees of freedom.
  public func hazardRatios(level: Double? = nil) throws(ModelError) -> [OddsRatio] {
    let level = level ?? self.level
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    let t = StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level)
    return CoefficientDescriber(columns: likelihood.columns, frame: likelihood.frame)
      .oddsRatios(of: coefficients, .hazards, t: t)
  }

  /// Tests whether all coefficients of a term are 0.
  ///
  /// - Throws: `ModelError.unknownTerm`, or `ModelError.singularCovariance`.
  public func waldTest(of term: String) throws(ModelError) -> WaldTest {
    try WaldTest(of: term, coefficients, covariance, columns: likelihood.columns, degreesOfFreedom: degreesOfFreedom)
  }

  /// Tests each term of the model.
  public func waldTests() throws(ModelError) -> [WaldTest] {
    var tests: [WaldTest] = []
    for term in likelihood.columns.terms { tests.append(try waldTest(of: term.name)) }
    return tests
  }
}

/// The cumulative hazard of a baseline at one time.
public struct BaselineHazard: Sendable, Hashable {
  /// The time.
  public let time: Double
  /// The hazard up to and including it.
  public let cumulativeHazard: Double
}
