public import SurveyDesigns
internal import SurveyEstimates
public import SurveyNumerics

/// A model fitted to a design.
///
/// A fit exists only where the likelihood has one finite maximum and the iteration reached it to full precision.
public struct ModelFit: Sendable {
  /// The model.
  public let model: GeneralizedLinearModel
  /// The design it was fitted to.
  public let design: SurveyDesign
  /// The coefficients, the intercept first.
  public let coefficients: [Coefficient]
  /// The covariance of the coefficients under the design.
  public let covariance: Matrix
  /// The residual degrees of freedom: primary units less strata, plus 1, less the number of coefficients.
  public let degreesOfFreedom: Int
  /// The probability with which the intervals of the coefficients cover.
  public let level: Double
  /// The number of Newton steps.
  public let iterationCount: Int
  /// The deviance Σ wᵢdᵢ of the family, with weights scaled to mean 1 over the complete records; of a yes-or-no outcome
  /// −2 Σ w log(probability of the observed outcome).
  ///
  /// R `svyglm` divides the weights by their mean over all records, those with missing values included; where values
  /// are missing its deviance differs from this one by that factor.
  public let deviance: Double
  /// The θ of greatest likelihood of a negative binomial family that left it open.
  public let theta: Double?
  /// The number of complete records with a positive weight.
  public let unweightedCount: Int
  /// The number of records of the domain with a positive weight that lack a variable.
  public let missingCount: Int
  /// What is worth knowing about the fit.
  public let diagnostics: [ModelDiagnostic]

  package let likelihood: Likelihood
  /// The coefficients of the scaled and centred columns.
  package let scaledCoefficients: [Double]
  /// The covariance of the coefficients of the scaled and centred columns.
  let scaledCovariance: Matrix
  /// A⁻¹ of the scaled and centred columns, with weights as they are: what turns a sum of scores into an influence.
  let scoreMultiplier: Matrix
  /// The covariance of a penalised fit with what its profiles are held against; nil of an ordinary one.
  let penalized: PenalizedCovariance?
  /// The combinations of the parameters whose variance is unknown.
  let unknown: UnknownDirections?
  let optimum: Optimum
  /// The fits to the replicates, where the design has replicate weights.
  let replicates: ReplicateFits<Likelihood>?

  init(
    _ model: GeneralizedLinearModel, design: SurveyDesign, likelihood: Likelihood, optimum: Optimum,
    replicates: ReplicateFits<Likelihood>?, level: Double
  ) throws(ModelError) {
    let columns = likelihood.columns
    let multiplier = likelihood.weightScale * optimum.inverseInformation
    let scores = ScoreValues(
      likelihood: likelihood, coefficients: optimum.parameters,
      multiplier: design.structure.recordsAreUnits ? multiplier : nil)
    let sandwich = try ParameterCovariance(
      scores: scores.values, multiplier: scores.multiplier == nil ? multiplier : nil, of: design,
      parameterCount: columns.count, replicated: replicates?.covariance(around: optimum.parameters),
      reference: optimum.inverseInformation)
    let degreesOfFreedom = sandwich.degreesOfFreedom
    let penalized =
      likelihood.penalization == .taken
      ? PenalizedCovariance(
        underDesign: sandwich.covariance, degreesOfFreedom: degreesOfFreedom, likelihood: likelihood, optimum: optimum,
        design: design) : nil
    let scaledCovariance = penalized?.covariance ?? sandwich.covariance
    let unknown = penalized == nil ? sandwich.unknown : nil
    let transformation = columns.transformation
    let plain = (transformation * scaledCovariance * transformation.transposed).symmetrized()
    let covariance = unknown?.marking(plain, ofRows: transformation) ?? plain
    let estimates = transformation * optimum.parameters

    self.model = model
    self.design = design
    self.likelihood = likelihood
    self.level = level
    self.covariance = covariance
    self.degreesOfFreedom = degreesOfFreedom
    iterationCount = optimum.iterationCount
    theta = optimum.theta
    deviance = optimum.evaluation.deviance * likelihood.response.scale
    unweightedCount = likelihood.frame.rows.count
    missingCount = likelihood.frame.missingCount
    self.scaledCovariance = scaledCovariance
    scaledCoefficients = optimum.parameters
    scoreMultiplier = multiplier
    self.replicates = replicates
    let describer = CoefficientDescriber(columns: columns, frame: likelihood.frame)
    let t = StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level)
    let standardErrors = scaledCovariance.standardErrors(transformedBy: transformation, to: covariance)
    var coefficients = columns.names.indices.map { j in
      describer.coefficient(j, estimate: estimates[j], standardError: standardErrors[j], t: t)
    }
    var diagnostics =
      likelihood.frame.diagnostics + design.diagnostics(of: optimum)
      + coefficients.diagnosticsOfVariance(in: covariance)
    if let penalized {
      let profiles = PenalizedProfiles(likelihood, optimum: optimum, covariance: penalized)
      for j in coefficients.indices {
        coefficients[j] = try profiles.coefficient(coefficients[j], at: j, level: level)
        if coefficients[j].lower.isInfinite || coefficients[j].upper.isInfinite {
          diagnostics.append(.openProfile(term: coefficients[j].term))
        }
      }
    }
    self.coefficients = coefficients
    self.diagnostics = diagnostics
    self.penalized = penalized
    self.unknown = unknown
    self.optimum = optimum
  }
}

extension SurveyDesign {
  /// What is worth knowing about a maximum under this design.
  func diagnostics(of optimum: Optimum) -> [ModelDiagnostic] {
    var diagnostics: [ModelDiagnostic] = []
    if optimum.evaluation.extremeCount > 0 {
      diagnostics.append(.extremeProbabilities(count: optimum.evaluation.extremeCount))
    }
    let singles = structure.stages.reduce(0) { $0 + $1.singleUnitStratumCount }
    if structure.collapsedCount > 0 { diagnostics.append(.collapsedStrata(count: structure.collapsedCount)) }
    if singles > 0 { diagnostics.append(.singleUnitStrata(count: singles, rule: singleUnitStratumRule.rawValue)) }
    return diagnostics
  }
}
