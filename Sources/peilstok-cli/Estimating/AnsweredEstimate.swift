import Peilstok

/// What an answer prints of an estimate, whether of records or pooled over imputations.
struct AnsweredEstimate {
  let statistic: Statistic
  let domain: [DomainLevel]
  let value: Double
  let standardError: Double
  let degreesOfFreedom: Double
  let confidenceInterval: ConfidenceInterval?
  let unweightedCount: Int
  let effectiveCount: Double?
  let designEffect: Double?
  /// The sample that the design effect compares with.
  let designEffectBasis: DesignEffectBasis?
  let missingCount: Int
  /// What missing values took from what is known; nil where nothing was imputed.
  let missingInformation: MissingInformation?
  let diagnostics: [Diagnostic]
}

extension AnsweredEstimate {
  /// Takes over an estimate of records.
  init(_ estimate: Estimate) {
    self.init(
      statistic: estimate.statistic, domain: estimate.domain, value: estimate.value,
      standardError: estimate.standardError, degreesOfFreedom: Double(estimate.degreesOfFreedom),
      confidenceInterval: estimate.confidenceInterval, unweightedCount: estimate.unweightedCount,
      effectiveCount: estimate.effectiveCount, designEffect: estimate.designEffect,
      designEffectBasis: estimate.designEffectBasis, missingCount: estimate.missingCount, missingInformation: nil,
      diagnostics: estimate.diagnostics)
  }

  /// Takes over a pooled estimate.
  init(_ estimate: PooledEstimate) {
    self.init(
      statistic: estimate.statistic, domain: estimate.domain, value: estimate.value,
      standardError: estimate.standardError, degreesOfFreedom: estimate.degreesOfFreedom,
      confidenceInterval: estimate.confidenceInterval, unweightedCount: estimate.unweightedCount,
      effectiveCount: nil, designEffect: nil, designEffectBasis: nil, missingCount: estimate.missingCount,
      missingInformation: estimate.missingInformation, diagnostics: estimate.diagnostics)
  }

  /// The degrees of freedom as they are printed: a whole number where nothing was imputed.
  var degreesOfFreedomText: String {
    missingInformation == nil ? "\(Int(degreesOfFreedom))" : CommaSeparatedRecord.number(degreesOfFreedom)
  }
}
