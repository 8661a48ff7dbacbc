private import Foundation
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// Odds ratios and tests of models of levels.
extension CategoricalFit {
  /// Returns e to the power of every coefficient but the intercepts, with the reference levels in their place.
  ///
  /// Of proportional odds, the factor by which the odds of a higher level change; of a multinomial model, the relative
  /// risk ratio of a level to the first. Under the other links the factor has a meaning of its own (cloglog) or none
  /// (probit).
  public func oddsRatios(level: Double? = nil) throws(ModelError) -> [OddsRatio] {
    let level = level ?? self.level
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    let t = StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level)
    return CoefficientDescriber(columns: likelihood.columns, frame: likelihood.frame)
      .oddsRatios(of: coefficients, ratioKind, t: t)
  }

  /// The names of the terms.
  public var termNames: [String] { likelihood.columns.terms.map(\.name) }

  /// Tests whether all coefficients of a term, at every threshold or level, are 0.
  ///
  /// - Throws: `ModelError.unknownTerm`, or `ModelError.singularCovariance` where there are more coefficients than
  ///   primary units can tell apart.
  public func waldTest(of term: String) throws(ModelError) -> WaldTest {
    try WaldTest(of: term, coefficients, covariance, columns: likelihood.columns, degreesOfFreedom: degreesOfFreedom)
  }

  /// Tests each term of the model.
  public func waldTests() throws(ModelError) -> [WaldTest] {
    var tests: [WaldTest] = []
    for term in likelihood.columns.terms { tests.append(try waldTest(of: term.name)) }
    return tests
  }

  /// Returns the fitted probability of each level at given values of all covariates.
  ///
  /// The delta method with an interval on the logit scale. The probabilities are those of R
  /// `predict(fit, newdata, type = "probs")`.
  public func predictedProbabilities(
    at values: [String: CovariateValue], level: Double = 0.95
  ) throws(ModelError) -> [Prediction] {
    var predictions: [Prediction] = []
    for position in outcomeLevels.indices {
      predictions.append(try prediction(of: outcomeLevels.indices.map { $0 == position }, at: values, level: level))
    }
    return predictions
  }

  /// Returns the fitted probability that the outcome is a level or one before it, at given values of all covariates.
  public func predictedProbability(
    upTo outcomeLevel: String, at values: [String: CovariateValue], level: Double = 0.95
  ) throws(ModelError) -> Prediction {
    let last = try position(ofOutcomeLevel: outcomeLevel)
    return try prediction(of: outcomeLevels.indices.map { $0 <= last }, at: values, level: level)
  }

  private func prediction(
    of isWanted: [Bool], at values: [String: CovariateValue], level: Double
  ) throws(ModelError) -> Prediction {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    let layout = likelihood.layout
    let row = try likelihood.columns.row(at: values, frame: likelihood.frame)
    let predictors = (0..<layout.predictorCount).map { q in
      zip(row, layout.coefficients(scaledParameters, ofPredictor: q)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var derivatives = [Double](repeating: 0, count: predictors.count)
    let value = likelihood.response.probability(ofLevels: isWanted, predictors, derivatives: &derivatives)
    var gradient = [Double](repeating: 0, count: layout.parameterCount)
    for q in predictors.indices {
      for (column, x) in row.enumerated() {
        gradient[layout.parameter(ofColumn: column, inPredictor: q)] += derivatives[q] * x
      }
    }
    let standardError = scaledCovariance.standardError(along: gradient)
    let t = StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level)
    return Prediction(
      number: t.number(value, standardError: standardError, family: .binomial))
  }

  func position(ofOutcomeLevel name: String) throws(ModelError) -> Int {
    guard let position = outcomeLevels.firstIndex(of: name) else {
      throw .unknownLevel(
        name, term: outcome.name,
        nearest: likelihood.areLevelsDeclared ? nearestName(to: name, among: outcomeLevels) : nil)
    }
    return position
  }
}
