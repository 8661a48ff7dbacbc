public import SurveyNumerics

/// A working likelihood-ratio test that all coefficients of a term are 0.
public struct LikelihoodRatioTest: Sendable {
  /// The name of the term.
  public let term: String
  /// The difference of the deviances without and with the term, with weights scaled to mean 1: R's `chisq`.
  public let statistic: Double
  /// The eigenvalues λ of V₀⁻¹V, descending: the design effects of the coefficients.
  public let designEffects: [Double]
  /// The residual degrees of freedom of the model; more of a penalised one, where the model tells a part of the variance.
  public let denominatorDegreesOfFreedom: Int
  /// The probability of a larger statistic where all coefficients are 0.
  public let pValue: Double
  /// The statistic over the mean of the design effects, about χ² on their number: what R prints as `Working 2logLR`.
  ///
  /// Has no unit of measurement, whereas the deviance of a gaussian outcome has the square of the outcome's.
  public var scaledStatistic: Double { statistic * Double(designEffects.count) / designEffects.reduce(0, +) }
  /// The number of coefficients.
  public var numeratorDegreesOfFreedom: Int { designEffects.count }
}

extension FittedTerms {
  func likelihoodRatioTest(
    of term: String, tail: WeightedChiSquaredSum.Method
  ) throws(ModelError) -> LikelihoodRatioTest {
    let tested = try coefficients(of: term)
    let effects = try designEffects(of: tested)
    let statistic = try devianceIncrease(without: tested)
    return LikelihoodRatioTest(
      term: term, statistic: statistic, designEffects: effects, denominatorDegreesOfFreedom: degreesOfFreedom,
      pValue: WeightedChiSquaredSum(weights: effects).upperTailProbability(
        ofRatio: statistic, denominatorDegreesOfFreedom: Double(degreesOfFreedom), method: tail))
  }
}

extension FittedTerms {
  /// The test of a penalised fit: the more cautious of what its covariance says and what the design alone says.
  fileprivate func likelihoodRatioTest(
    of term: String, tail: WeightedChiSquaredSum.Method, against covariance: PenalizedCovariance
  ) throws(ModelError) -> LikelihoodRatioTest {
    let tested = try coefficients(of: term)
    let statistic = try devianceIncrease(without: tested)
    let rows = transformation.submatrix(rows: tested, columns: Array(0..<transformation.columnCount))
    let tests = try covariance.references(along: rows, term: term).map { reference in
      LikelihoodRatioTest(
        term: term, statistic: statistic, designEffects: reference.designEffects,
        denominatorDegreesOfFreedom: Int(reference.degreesOfFreedom),
        pValue: WeightedChiSquaredSum(weights: reference.designEffects).upperTailProbability(
          ofRatio: statistic, denominatorDegreesOfFreedom: reference.degreesOfFreedom,
          // Of one coefficient it is F itself, so that its test is that of the coefficient.
          method: tested.count == 1 ? .satterthwaite : tail))
    }
    return tests.dropFirst().reduce(tests[0]) { $0.pValue >= $1.pValue ? $0 : $1 }
  }
}

extension ModelFit {
  /// Tests whether all coefficients of a term are 0 by the difference of the deviances (Lumley and Scott 2014).
  ///
  ///     D₀ − D₁ ~ Σ λⱼ χ²₁ over χ²/df
  ///
  /// with λ the eigenvalues of V₀⁻¹V, V the covariance of the coefficients under the design and V₀ the inverse of their
  /// information; the denominator has the residual degrees of freedom. The model without the term is fitted to the same
  /// records, with the same θ where the family has one. The same as R `regTermTest(fit, ~term, method = "LRT")`, which
  /// scales the statistic by the weights of records with missing values too; the probability does not depend on that.
  ///
  /// - Parameters:
  ///   - term: the name of a term, such as `"age"` or `"age:sex"`.
  ///   - tail: how the probability is found; R's way is the saddlepoint.
  /// - Returns: the test with the design effects.
  /// - Throws: `ModelError.unknownTerm`, `ModelError.singularCovariance`, or what stops the fit without the term.
  public func likelihoodRatioTest(
    of term: String, tail: WeightedChiSquaredSum.Method = .saddlepoint
  ) throws(ModelError) -> LikelihoodRatioTest {
    let name = model.terms.names[try position(ofTermNamed: term)]
    guard let penalized else { return try fittedTerms.likelihoodRatioTest(of: name, tail: tail) }
    return try fittedTerms.likelihoodRatioTest(of: name, tail: tail, against: penalized)
  }
}

extension CategoricalFit {
  /// Tests whether all coefficients of a term, at every threshold or level, are 0 by the difference of the deviances.
  ///
  /// As a generalised linear model does.
  public func likelihoodRatioTest(
    of term: String, tail: WeightedChiSquaredSum.Method = .saddlepoint
  ) throws(ModelError) -> LikelihoodRatioTest {
    try fittedTerms.likelihoodRatioTest(of: term, tail: tail)
  }
}

extension CoxFit {
  /// Tests whether all coefficients of a term are 0 by the difference of the partial likelihoods.
  ///
  /// As a generalised linear model does.
  public func likelihoodRatioTest(
    of term: String, tail: WeightedChiSquaredSum.Method = .saddlepoint
  ) throws(ModelError) -> LikelihoodRatioTest {
    try fittedTerms.likelihoodRatioTest(of: term, tail: tail)
  }
}
