private import Foundation
internal import SurveyNumerics

/// Criteria and determinations of a fit.
extension FittedTerms {
  var effectiveParameterCount: Double {
    get throws(ModelError) {
      let tested = ofTerms
      return tested.isEmpty ? 0 : try designEffects(of: tested).reduce(0, +)
    }
  }

  /// 1 − exp((D − D₀)/n), and its share of 1 − exp(−D₀/n).
  func pseudoDetermination(deviance: Double) throws(ModelError) -> PseudoDetermination {
    let tested = ofTerms
    let increase = tested.isEmpty ? 0 : try devianceIncrease(without: tested)
    let count = Double(likelihood.frame.rows.count)
    let coxSnell = -expm1(-increase / count)
    return PseudoDetermination(
      coxSnell: coxSnell, nagelkerke: coxSnell / -expm1(-(deviance + increase) / count))
  }
}

/// How much of an outcome's variation a model explains, on two scales from 0 to at most 1.
public struct PseudoDetermination: Sendable, Hashable {
  /// The determination of Cox and Snell (1989), 1 − exp((D − D₀)/n), which cannot reach 1.
  public let coxSnell: Double
  /// That of Nagelkerke (1991): the share of the largest value that it could have.
  public let nagelkerke: Double
}

extension ModelFit {
  /// The number of parameters that the design makes of those beside the intercept: Σλ, the eigenvalues of V₀⁻¹V.
  ///
  /// - Throws: `ModelError.criterionNotOffered` where the family has a dispersion that V₀ lacks, or
  ///   `ModelError.criterionOfPenalized`.
  public var effectiveParameterCount: Double {
    get throws(ModelError) {
      try checkCriterion()
      return try fittedTerms.effectiveParameterCount
    }
  }

  /// Akaike's criterion after Lumley and Scott (2015): the deviance plus 2Σλ.
  ///
  /// The same as R `AIC(fit)` of a binomial or Poisson model.
  ///
  /// - Throws: `ModelError.criterionNotOffered` where the family has a dispersion that its deviance lacks, or
  ///   `ModelError.criterionOfPenalized`.
  public var akaikeCriterion: Double {
    get throws(ModelError) { deviance + 2 * (try effectiveParameterCount) }
  }

  /// Returns the Bayesian criterion after Lumley and Scott (2015) of this model among those within a larger one.
  ///
  ///     D + W + p log n + log det(V₀⁻¹V)
  ///
  /// with D the deviance of the larger model, W Wald's statistic of its coefficients that this model lacks, V₀⁻¹V of
  /// these, and p the number of coefficients of this model. The same as R `BIC(fit, maximal = larger)`.
  ///
  /// - Parameter larger: a model of the same records with all coefficients of this one.
  /// - Returns: the criterion; the smaller, the better.
  /// - Throws: `ModelError.notNested`, `ModelError.criterionNotOffered` or `ModelError.singularCovariance`.
  public func bayesianCriterion(within larger: ModelFit) throws(ModelError) -> Double {
    try checkCriterion()
    try larger.checkCriterion()
    let names = Set(coefficients.map(\.term))
    let known = Set(larger.coefficients.map(\.term))
    if let own = coefficients.first(where: { !known.contains($0.term) }) { throw .notNested(term: own.modelTerm) }
    guard larger.unweightedCount == unweightedCount else {
      throw .otherRecords(unweightedCount, larger.unweightedCount)
    }
    let penalty = Double(coefficients.count) * log(Double(unweightedCount))
    let lacking = larger.coefficients.indices.filter { !names.contains(larger.coefficients[$0].term) }
    guard !lacking.isEmpty else { return larger.deviance + penalty }
    let wald = try WaldTest(
      of: lacking.map { larger.coefficients[$0].term }, estimates: lacking.map { larger.coefficients[$0].estimate },
      covariance: larger.covariance.submatrix(rows: lacking, columns: lacking),
      degreesOfFreedom: larger.degreesOfFreedom)
    let determinant = try larger.fittedTerms.designEffects(of: lacking).reduce(0) { $0 + log($1) }
    return larger.deviance + wald.statistic * Double(lacking.count) + penalty + determinant
  }

  /// The determinations of Cox and Snell and of Nagelkerke of a yes-or-no outcome.
  ///
  /// 1 − exp((D − D₀)/n), D₀ being the deviance of the intercept alone. The same as R `psrsq(fit)`.
  ///
  /// - Throws: `ModelError.onlyBinomial` for another family, or `ModelError.criterionOfPenalized`.
  public var pseudoDetermination: PseudoDetermination {
    get throws(ModelError) {
      guard model.family == .binomial else { throw .onlyBinomial(family: model.family) }
      try checkCriterion()
      return try fittedTerms.pseudoDetermination(deviance: deviance)
    }
  }
}

extension ModelFit {
  /// Throws where the deviance is not that of a likelihood at its maximum.
  private func checkCriterion() throws(ModelError) {
    guard !model.family.hasDispersion else { throw .criterionNotOffered(family: model.family) }
    guard model.penalty == nil else { throw .criterionOfPenalized }
  }
}

extension CategoricalFit {
  /// The number of parameters that the design makes of those beside intercepts and thresholds, Σλ.
  public var effectiveParameterCount: Double {
    get throws(ModelError) { try fittedTerms.effectiveParameterCount }
  }

  /// Akaike's criterion after Lumley and Scott (2015): the deviance plus 2Σλ.
  public var akaikeCriterion: Double {
    get throws(ModelError) { deviance + 2 * (try effectiveParameterCount) }
  }

  /// The determinations of Cox and Snell and of Nagelkerke.
  public var pseudoDetermination: PseudoDetermination {
    get throws(ModelError) { try fittedTerms.pseudoDetermination(deviance: deviance) }
  }
}

extension CoxFit {
  /// The number of parameters that the design makes of the coefficients, Σλ.
  public var effectiveParameterCount: Double {
    get throws(ModelError) { try fittedTerms.effectiveParameterCount }
  }

  /// Akaike's criterion after Lumley and Scott (2015), of the partial likelihood.
  public var akaikeCriterion: Double {
    get throws(ModelError) { deviance + 2 * (try effectiveParameterCount) }
  }
}

extension ResponseFamily {
  /// Whether the variance has a factor that the deviance is not divided by.
  var hasDispersion: Bool { self == .gaussian || self == .gamma }
}
