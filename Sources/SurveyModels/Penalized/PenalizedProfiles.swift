private import Foundation
internal import SurveyEstimates
package import SurveyNumerics

/// Intervals and tests of single coefficients by the profile of the penalised likelihood under the design.
///
/// The interval holds the values b of a coefficient at which the penalised deviance, the other parameters at their best,
/// is no more than t²V/V₀ above its least: V its variance under the design with what the model adds to it
/// (``PenalizedCovariance``), V₀ the inverse of the information, and t of Satterthwaite's degrees of freedom. Without weights
/// and units it is close to the interval of R `logistf(pl = TRUE)`, where V = V₀ and t is that of the normal distribution.
struct PenalizedProfiles {
  private let likelihood: Likelihood
  private let optimum: Optimum
  private let covariance: PenalizedCovariance

  init(_ likelihood: Likelihood, optimum: Optimum, covariance: PenalizedCovariance) {
    (self.likelihood, self.optimum, self.covariance) = (likelihood, optimum, covariance)
  }

  private func row(_ j: Int) -> [Double] {
    let transformation = likelihood.columns.transformation
    return (0..<transformation.columnCount).map { transformation[j, $0] }
  }

  private func references(_ j: Int, term: String) throws(ModelError) -> [PenalizedCovariance.Reference] {
    let transformation = likelihood.columns.transformation
    return try covariance.references(
      along: transformation.submatrix(rows: [j], columns: Array(0..<transformation.columnCount)), term: term)
  }

  /// Returns the ends of the interval of a coefficient.
  func interval(
    ofCoefficientAt j: Int, term: String, level: Double
  ) throws(ModelError) -> (lower: Double, upper: Double) {
    let profile = ProfileLikelihood(likelihood, optimum: optimum, along: row(j))
    let limit =
      try references(j, term: term).map { reference in
        let quantile = StudentTDistribution(degreesOfFreedom: reference.degreesOfFreedom).upperQuantile((1 - level) / 2)
        return quantile * quantile * reference.designEffects[0]
      }
      .max() ?? .infinity
    return (profile.end(to: .minus, increase: limit), profile.end(to: .plus, increase: limit))
  }

  /// Returns a coefficient with the interval and the test of its profile: t is the signed root of the likelihood ratio
  /// over the design effect.
  func coefficient(_ coefficient: Coefficient, at j: Int, level: Double) throws(ModelError) -> Coefficient {
    let ends = try interval(ofCoefficientAt: j, term: coefficient.term, level: level)
    let increase = ProfileLikelihood(likelihood, optimum: optimum, along: row(j)).increase(at: 0)
    let tests = try references(j, term: coefficient.term).map { reference in
      let statistic = ((increase ?? .nan) / reference.designEffects[0]).squareRoot()
      let t = StudentTDistribution(degreesOfFreedom: reference.degreesOfFreedom)
      return (statistic, reference.degreesOfFreedom, min(1, 2 * t.upperTailProbability(statistic)))
    }
    let (statistic, degreesOfFreedom, pValue) = tests.max { $0.2 < $1.2 } ?? (.nan, 1, .nan)
    return Coefficient(
      term: coefficient.term, modelTerm: coefficient.modelTerm, levels: coefficient.levels,
      outcomeLevel: coefficient.outcomeLevel,
      number: MeasuredNumber(
        coefficient.estimate, standardError: coefficient.standardError,
        degreesOfFreedom: degreesOfFreedom.rounded(.down),
        confidenceInterval: ConfidenceInterval(
          method: .penalizedProfile, level: level, lower: ends.lower, upper: ends.upper),
        test: MeasuredNumber.Test(statistic: coefficient.estimate < 0 ? -statistic : statistic, pValue: pValue)))
  }
}

extension ModelFit {
  /// The covariance of the coefficients of a penalised fit under the design alone; nil of another fit, whose covariance it
  /// is.
  package var covarianceUnderDesign: Matrix? {
    let transformation = likelihood.columns.transformation
    return penalized.map { transformation * $0.underDesign * transformation.transposed }
  }

  /// Returns the interval of a coefficient of a penalised fit by its profile; nil of another fit.
  func profileInterval(
    ofCoefficientAt j: Int, level: Double
  ) throws(ModelError) -> (lower: Double, upper: Double)? {
    guard let penalized else { return nil }
    return try PenalizedProfiles(likelihood, optimum: optimum, covariance: penalized)
      .interval(ofCoefficientAt: j, term: coefficients[j].term, level: level)
  }
}
