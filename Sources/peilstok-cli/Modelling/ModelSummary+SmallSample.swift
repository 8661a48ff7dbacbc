import Foundation
import Peilstok

extension ModelSummary {
  /// Puts the standard errors and degrees of freedom of few primary units in the place of the usual ones.
  mutating func takeSmallSampleErrors(of fit: ModelFit) throws {
    let small = try fit.smallSampleCoefficients(level: level)
    hasSmallSampleErrors = true
    coefficients = small.map { AnsweredCoefficient($0) }
    let intervals = Dictionary(
      uniqueKeysWithValues: small.map { ($0.term, (lower: exp($0.lower), upper: exp($0.upper))) })
    ratios = ratios.map { ratios in
      (
        ratios.one, ratios.several,
        ratios.values.map { ratio in
          AnsweredRatio(
            term: ratio.term, outcomeLevel: ratio.outcomeLevel, value: ratio.value,
            interval: ratio.isReference ? nil : intervals[ratio.term])
        }
      )
    }
    diagnostics.append(
      "Standard errors, degrees of freedom and intervals of the coefficients are Bell and McCaffrey's for few primary "
        + "units; covariance and tests by term are the usual ones.")
  }
}

extension AnsweredCoefficient {
  /// Takes over a coefficient with the errors of few units.
  fileprivate init(_ coefficient: SmallSampleCoefficient) {
    self.init(
      term: coefficient.term, outcomeLevel: nil, estimate: coefficient.estimate,
      standardError: coefficient.standardError, statistic: coefficient.statistic,
      degreesOfFreedom: coefficient.degreesOfFreedom, pValue: coefficient.pValue, lower: coefficient.lower,
      upper: coefficient.upper, missingInformation: nil)
  }
}
