import Foundation
import Peilstok

/// Standard errors for few primary units in the place of the usual ones.
extension ModelSummary {
  /// Puts the standard errors and degrees of freedom of few primary units in the place of the usual ones.
  mutating func takeSmallSampleErrors(of fit: ModelFit) throws {
    let small = try fit.smallSampleCoefficients(level: level)
    hasSmallSampleErrors = true
    coefficients = small.map { AnsweredCoefficient($0) }
    // Two terms may have coefficients of one name, so that each is taken out as it is found.
    var rest = small
    ratios = ratios.map { ratios in
      (
        ratios.one, ratios.several,
        ratios.values.map { ratio in
          guard !ratio.isReference, let position = rest.firstIndex(where: { $0.term == ratio.term }) else {
            return ratio
          }
          let coefficient = rest.remove(at: position)
          return AnsweredRatio(
            term: ratio.term, outcomeLevel: ratio.outcomeLevel, value: ratio.value,
            interval: (lower: exp(coefficient.lower), upper: exp(coefficient.upper)))
        }
      )
    }
    diagnostics.append(
      "Standard errors, degrees of freedom and intervals of the coefficients are Bell and McCaffrey's for few primary "
        + "units; covariance and tests by term are the usual ones.")
    if small.contains(where: { $0.standardError.isNaN }) {
      diagnostics.append("A coefficient that one primary unit settles by itself has no such standard error.")
    }
  }
}

extension AnsweredCoefficient {
  /// Takes over a coefficient with the errors of few units.
  fileprivate init(_ coefficient: SmallSampleCoefficient) {
    self.init(term: coefficient.term, outcomeLevel: nil, number: coefficient.number)
  }
}
