private import Foundation
internal import SurveyEstimates
internal import SurveyNumerics

/// The part of an outcome that goes together with an exposure in the population, adjusted for the other covariates.
///
///     PAF = 1 − m₀/m
///
/// with m the mean of the fitted means as the records are and m₀ the same with everyone unexposed (Greenland and
/// Drescher 1993); R `1 - mean(predict(fit, unexposed)) / mean(predict(fit))` with survey weights. The influence is that
/// of average predictions, part of the weights included. The interval is symmetric in log(1 − PAF).
///
/// The fraction says what would be saved only if the exposure were the cause, its removal changed nothing else, and the
/// covariates told all other differences. A model of observed people cannot show that.
public struct AttributableFraction: Sendable {
  /// m: the mean of the fitted means as the records are.
  public let observed: Double
  /// m₀: the mean with everyone unexposed.
  public let unexposed: Double
  /// 1 − m₀/m, with the test of m₀ = m.
  public let fraction: MarginComparison
  /// N(m − m₀): how many people are behind the difference.
  ///
  /// N is the sum of the weights of all records of the domain, so that who did not answer is taken to be like who did, or
  /// the number that was given.
  public let people: MarginComparison
}

extension AveragePredictions {
  /// Returns the fraction of the outcome that goes together with an exposure, and the people behind it.
  ///
  /// - Parameters:
  ///   - unexposed: the value of each covariate of the exposure in those who do not have it.
  ///   - population: the number of people, taken to be known; nil for the sum of the weights.
  ///   - level: the probability with which the intervals cover.
  /// - Returns: the fraction and the number of people with their ranges.
  /// - Throws: `ModelError.unknownTerm`, `ModelError.unknownLevel`, `ModelError.notCategorical` for a level of a number.
  public func attributableFraction(
    unexposed: [String: CovariateValue], population: Double? = nil, level: Double = 0.95
  ) throws(ModelError) -> AttributableFraction {
    let t = try interval(level: level)
    var scenario = Scenario()
    for (name, value) in unexposed.sorted(by: { $0.key < $1.key }) {
      let one = try frame.scenario(of: name, at: value)
      scenario.fixed.codes.merge(one.fixed.codes) { $1 }
      scenario.fixed.numbers.merge(one.fixed.numbers) { $1 }
    }
    let (values, covariance) = try combined([Scenario(), scenario]) { people, means in
      let difference = means[0] - means[1]
      return [
        means[1] / means[0], population.map { $0 * difference } ?? people * difference, means[0], means[1],
      ]
    }
    let kept = t.ratio(values[0], logarithmicVariance: covariance[0, 0] / (values[0] * values[0]))
    let interval = kept.confidenceInterval
    let fraction = MarginComparison(
      number: MeasuredNumber(
        1 - values[0], standardError: kept.standardError, degreesOfFreedom: Double(degreesOfFreedom),
        confidenceInterval: ConfidenceInterval(
          method: interval.method, level: level, lower: 1 - interval.upper, upper: 1 - interval.lower),
        scale: .fraction, test: MeasuredNumber.Test(statistic: -kept.statistic, pValue: kept.pValue)))
    return AttributableFraction(
      observed: values[2], unexposed: values[3], fraction: fraction,
      people: t.comparison(values[1], variance: covariance[1, 1]))
  }
}
