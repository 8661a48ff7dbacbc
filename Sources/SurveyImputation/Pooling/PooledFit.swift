private import Foundation
public import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyModels
public import SurveyNumerics

/// One coefficient pooled over the fits to completed datasets.
public struct PooledCoefficient: PooledMeasured {
  /// The name of the coefficient as R gives it.
  public let term: String
  /// The name of the model's term that it belongs to.
  public let modelTerm: String
  /// The level of each categorical covariate of the term that the coefficient stands for.
  public let levels: [DomainLevel]
  /// The level of the outcome that the coefficient belongs to, or the two that a threshold lies between; nil where it
  /// belongs to all.
  public let outcomeLevel: String?
  /// The pooled estimate with the test t that it is 0; without an interval where there are no degrees of freedom.
  public let number: MeasuredNumber

  /// The pooled estimate.
  public var estimate: Double { number.value }
  /// e to the power of the coefficient, such as an odds ratio.
  public var exponential: Double { exp(estimate) }
  /// e to the power of the ends of the interval.
  public var exponentialInterval: ConfidenceInterval? {
    confidenceInterval.map {
      ConfidenceInterval(method: $0.method, level: $0.level, lower: exp($0.lower), upper: exp($0.upper))
    }
  }
}

/// A model fitted to each of m completed datasets, its coefficients pooled by Rubin's rules.
///
/// Of any kind: linear, logistic and the like, ordinal, multinomial, proportional hazards. The complete-data degrees of
/// freedom are the residual degrees of freedom of the fits. The same as R `mitools::MIcombine` on the coefficients of
/// `svyglm` or `svycoxph`, with the degrees of freedom of `mice::pool`.
public struct PooledFit: Sendable {
  /// The pooled coefficients, in the order of the fits.
  public let coefficients: [PooledCoefficient]
  /// The pooled thresholds between the levels of an ordinal outcome; none of another.
  public let thresholds: [PooledCoefficient]
  /// The means, the variance within and the variance between, of the coefficients and then the thresholds.
  public let pooling: RubinPooling
  /// The residual degrees of freedom that complete records would have.
  public let completeDegreesOfFreedom: Int
  /// The probability with which the intervals cover.
  public let level: Double

  /// Pools the fits to completed datasets.
  ///
  /// - Throws: `ImputationError.tooFewImputations`, or `ImputationError.differentResults` where the fits do not have
  ///   the same coefficients.
  public init(_ fits: [any PoolableFit]) throws(ImputationError) {
    guard let first = fits.first else { throw .tooFewImputations(0) }
    for (number, fit) in fits.enumerated() where fit.names != first.names {
      throw .differentResults(imputation: number + 1)
    }
    let pooling = try RubinPooling(
      values: fits.map { $0.parameters.map(\.estimate) }, covariances: fits.map(\.covariance))
    let complete = fits.reduce(first.degreesOfFreedom) { min($0, $1.degreesOfFreedom) }
    let pooled = first.parameters.enumerated().map { position, coefficient in
      PooledCoefficient(
        coefficient, PooledNumber(pooling, at: position, completeDegreesOfFreedom: complete), level: first.level)
    }
    coefficients = Array(pooled.prefix(first.coefficients.count))
    thresholds = Array(pooled.dropFirst(first.coefficients.count))
    self.pooling = pooling
    completeDegreesOfFreedom = complete
    level = first.level
  }

  /// The covariance T of the coefficients, then the thresholds.
  public var covariance: Matrix { pooling.covariance }
  /// The number of completed datasets.
  public var imputationCount: Int { pooling.imputationCount }

  /// Tests whether all coefficients of a term, such as `"age"` or `"age:sex"`, are 0, by D₁.
  ///
  /// - Throws: `ImputationError.model` with `ModelError.unknownTerm`, or `ImputationError.singularCovariance`.
  public func waldTest(of term: String) throws(ImputationError) -> PooledWaldTest {
    let positions = coefficients.indices.filter { coefficients[$0].modelTerm == term }
    guard !positions.isEmpty else {
      throw .model(.unknownTerm(term, nearest: nearestName(to: term, among: coefficients.map(\.modelTerm))))
    }
    return try pooling.restricted(to: positions)
      .waldTest(completeDegreesOfFreedom: Double(completeDegreesOfFreedom))
  }
}

extension PooledCoefficient {
  fileprivate init(_ coefficient: Coefficient, _ pooled: PooledNumber, level: Double) {
    term = coefficient.term
    modelTerm = coefficient.modelTerm
    levels = coefficient.levels
    outcomeLevel = coefficient.outcomeLevel
    number = pooled.measured(interval: pooled.interval(level: level), isTested: true)
  }
}
