import Peilstok

/// What an answer prints of an estimate, whether of records or pooled over imputations.
struct AnsweredEstimate: Measured {
  let statistic: Statistic
  let domain: [DomainLevel]
  let number: MeasuredNumber
  let unweightedCount: Int
  let effectiveCount: Double?
  let designEffect: Double?
  /// The sample that the design effect compares with.
  let designEffectBasis: DesignEffectBasis?
  let missingCount: Int
  let diagnostics: [Diagnostic]

  var degreesOfFreedom: Double { number.degreesOfFreedom }
  /// What missing values took from what is known; nil where nothing was imputed.
  var missingInformation: MissingInformation? { number.missingInformation }
}

extension AnsweredEstimate {
  /// Takes over an estimate of records.
  init(_ estimate: Estimate) {
    self.init(
      statistic: estimate.statistic, domain: estimate.domain, number: estimate.number,
      unweightedCount: estimate.unweightedCount,
      effectiveCount: estimate.effectiveCount, designEffect: estimate.designEffect,
      designEffectBasis: estimate.designEffectBasis, missingCount: estimate.missingCount,
      diagnostics: estimate.diagnostics)
  }

  /// Takes over a pooled estimate.
  init(_ estimate: PooledEstimate) {
    self.init(
      statistic: estimate.statistic, domain: estimate.domain, number: estimate.number,
      unweightedCount: estimate.unweightedCount,
      effectiveCount: nil, designEffect: nil, designEffectBasis: nil, missingCount: estimate.missingCount,
      diagnostics: estimate.diagnostics)
  }

  /// The degrees of freedom as they are printed: a whole number where nothing was imputed.
  var degreesOfFreedomText: String {
    missingInformation == nil ? "\(Int(degreesOfFreedom))" : CommaSeparatedText.fractional(degreesOfFreedom)
  }
}
