public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

/// How alike the probabilities to answer are: 1 where all are the same, 0 where half are 0 and half are 1.
public struct RepresentativityIndicator: Sendable, Hashable {
  /// R = 1 − 2S, with S² less what the sample adds to it; 1 where that is more than all of it.
  public let value: Double
  /// 1 − 2S as the sample has it, with its standard error, which is not a number where all probabilities are the same.
  public let unadjusted: MeasuredNumber
  /// The weighted mean of the fitted probabilities, which is the share that answered.
  public let responseRate: Double
  /// The number of records.
  public let unweightedCount: Int
  /// What is worth knowing.
  public let diagnostics: [Diagnostic]

  /// 1 − 2S as the sample has it.
  public var unadjustedValue: Double { unadjusted.value }
  /// The standard error of the unadjusted value; not a number where the fitted probabilities are all the same.
  public var standardError: Double { unadjusted.standardError }
}

extension SurveyDesign {
  /// Estimates the R-indicator of a response, R = 1 − 2S, with S the standard deviation of fitted probabilities to answer.
  ///
  /// The probabilities p are a logistic regression under the weights, and S² = Σw(p − p̄)²/Σw (Schouten, Cobben and
  /// Bethlehem 2009). A sample spreads them too far: taken away is what the uncertain coefficients add, given the sample
  /// (Shlomo, Skinner and Schouten 2012, section 4). The standard error is that of 1 − 2S, by the design, and knows that
  /// p is fitted; with replicates each is fitted anew. An indicator is of its predictors: compare surveys by the same.
  ///
  /// The same as R `glm(r ~ x, quasibinomial, weights = w)`, the spread of its fitted values, and a sandwich over all
  /// equations.
  ///
  /// ```swift
  /// let indicator = try design.representativity(
  ///   of: Binary("answered", isTrueFor: "yes"), on: ["region", .number("age")])
  /// ```
  ///
  /// - Parameters:
  ///   - response: whether a record answered.
  ///   - predictors: what the probability depends on, known of those who did not answer too.
  /// - Returns: The indicator with and without the adjustment for bias, with its standard error.
  /// - Throws: `EstimationError` for unknown columns and values, where nobody answered or the regression does not converge,
  ///   and for a single-unit stratum.
  public func representativity(
    of response: Binary, on predictors: [WeightingPredictor]
  ) throws(EstimationError) -> RepresentativityIndicator {
    let fitted = try designing { () throws(DesignError) in try responsePropensities(of: response, on: predictors) }
    let deviation = fitted.spread.squareRoot()
    let unadjusted = 1 - 2 * deviation
    // A spread that is nothing but rounding has no derivative.
    let varies = deviation > 1e-12
    let (influence, weights) = (fitted.influenceOnSpread, inDomain(weights))
    let statistic = WeightStatistic(
      values: [varies ? unadjusted : .nan],
      replicated: { weights in
        [(try? fitted.refitted(weights: self.inDomain(weights)).spread).map { 1 - 2 * $0.squareRoot() } ?? .nan]
      },
      influence: { _ in
        ComputedValues(count: 1) { rows, values in
          for (position, row) in rows.enumerated() {
            values[position] = weights[row] > 0 ? -influence[row] / deviation : .nan
          }
        }
      })
    var (variance, undefined) = (Double.nan, 0)
    if varies {
      let covariances = try covariances(of: statistic, inRunsOf: 1)
      (variance, undefined) = (covariances.matrices[0][0, 0], covariances.undefinedCounts[0])
    }
    let diagnostics: [(Bool, Diagnostic)] = [
      (!varies, .noVariation), (variance < 0, .negativeVariance),
      (undefined > 0, .undefinedInReplicates(count: undefined)),
    ]
    return RepresentativityIndicator(
      value: 1 - 2 * max(0, fitted.spread - fitted.bias).squareRoot(),
      unadjusted: MeasuredNumber(
        unadjusted, standardError: variance.squareRoot(), degreesOfFreedom: .nan, confidenceInterval: nil),
      responseRate: fitted.mean, unweightedCount: weights.count { $0 > 0 },
      diagnostics: diagnostics.filter(\.0).map(\.1))
  }
}
