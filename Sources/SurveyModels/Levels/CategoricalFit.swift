public import SurveyDesigns
internal import SurveyEstimates
public import SurveyMicrodata
public import SurveyNumerics

/// A model of an outcome with several levels, fitted to a design.
public struct CategoricalFit: Sendable {
  /// The kind of model.
  public let model: CategoricalModel
  /// The outcome.
  public let outcome: Categorical
  /// The levels that complete records have: from the lowest to the highest, or with the reference first.
  public let outcomeLevels: [String]
  /// What it is modelled on.
  public let terms: Terms
  /// The design it was fitted to.
  public let design: SurveyDesign
  /// The coefficients: of an ordinal model those that all thresholds share and then those of each threshold, of a
  /// multinomial model those of each level, its intercept first.
  public let coefficients: [Coefficient]
  /// The thresholds between the levels of an ordinal model; none of a multinomial one.
  public let thresholds: [Coefficient]
  /// The covariance of the coefficients, then the thresholds, under the design.
  public let covariance: Matrix
  /// The residual degrees of freedom: primary units less strata, plus 1, less the number of columns with an intercept.
  public let degreesOfFreedom: Int
  /// The probability with which the intervals cover.
  public let level: Double
  /// The number of Newton steps.
  public let iterationCount: Int
  /// −2 Σ w log(probability of the observed level), with weights scaled to mean 1 over the complete records.
  public let deviance: Double
  /// The number of complete records with a positive weight.
  public let unweightedCount: Int
  /// The number of records of the domain with a positive weight that lack a variable.
  public let missingCount: Int
  /// What is worth knowing about the fit.
  public let diagnostics: [ModelDiagnostic]

  package let likelihood: CategoryLikelihood
  /// The parameters of the scaled and centred columns.
  package let scaledParameters: [Double]
  /// The covariance of the parameters of the scaled and centred columns.
  let scaledCovariance: Matrix
  /// A⁻¹, with weights as they are.
  let scoreMultiplier: Matrix
  let replicates: ReplicateFits<CategoryLikelihood>?

  init(
    _ request: CategoricalRequest, design: SurveyDesign, likelihood: CategoryLikelihood, optimum: Optimum,
    replicates: ReplicateFits<CategoryLikelihood>?, level: Double
  ) throws(ModelError) {
    let multiplier = likelihood.weightScale * optimum.inverseInformation
    let isMultiplied = design.structure.recordsAreUnits
    let scores = CategoryScores(
      likelihood: likelihood, parameters: optimum.parameters, multiplier: isMultiplied ? multiplier : nil)
    let sandwich = try ParameterCovariance(
      scores: scores.values, multiplier: isMultiplied ? nil : multiplier, of: design,
      parameterCount: likelihood.columns.count, replicated: replicates?.covariance(around: optimum.parameters),
      reference: optimum.inverseInformation)
    let report = CategoryParameters(of: request.model, likelihood: likelihood)
    let plain = (report.transformation * sandwich.covariance * report.transformation.transposed).symmetrized()
    let covariance = sandwich.unknown?.marking(plain, ofRows: report.transformation) ?? plain
    let estimates = report.transformation * optimum.parameters
    let t = StudentTInterval(degreesOfFreedom: sandwich.degreesOfFreedom, level: level)
    let described = report.coefficients(
      estimates,
      standardErrors: sandwich.covariance.standardErrors(transformedBy: report.transformation, to: covariance), t: t)

    model = request.model
    outcome = request.outcome
    outcomeLevels = likelihood.levelNames
    terms = request.terms
    self.design = design
    coefficients = Array(described[..<report.coefficientCount])
    thresholds = Array(described[report.coefficientCount...])
    self.covariance = covariance
    degreesOfFreedom = sandwich.degreesOfFreedom
    self.level = level
    iterationCount = optimum.iterationCount
    deviance = optimum.evaluation.deviance
    unweightedCount = likelihood.frame.rows.count
    missingCount = likelihood.frame.missingCount
    diagnostics =
      likelihood.frame.diagnostics + design.diagnostics(of: optimum) + described.diagnosticsOfVariance(in: covariance)
    self.likelihood = likelihood
    scaledParameters = optimum.parameters
    scaledCovariance = sandwich.covariance
    scoreMultiplier = multiplier
    self.replicates = replicates
  }
}
