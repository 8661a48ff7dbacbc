private import Foundation
internal import SurveyEstimates

/// Ratios from the coefficients of a fit.
extension ModelFit {
  /// Returns the odds ratio of every coefficient but the intercept, with the reference levels in their place.
  ///
  /// The same as R `exp(coef(fit))` and `exp(confint(fit))` with the residual degrees of freedom. The odds ratio of an
  /// interaction is a ratio of odds ratios.
  /// Under the log link they are ratios of means: prevalence ratios of a yes-or-no outcome, rate ratios of a count.
  /// The intervals cover with the probability `level`, by default that of the fit.
  ///
  /// - Throws: `ModelError.linkWithoutRatios` for another link than logit and log.
  public func oddsRatios(level: Double? = nil) throws(ModelError) -> [OddsRatio] {
    let level = level ?? self.level
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    guard [.logit, .log].contains(model.link) else { throw .linkWithoutRatios(model.link) }
    let describer = CoefficientDescriber(columns: likelihood.columns, frame: likelihood.frame)
    guard penalized == nil else {
      var profiled = coefficients
      if level != self.level {
        for j in profiled.indices.dropFirst() {
          guard let ends = try profileInterval(ofCoefficientAt: j, level: level) else { continue }
          profiled[j] = profiled[j].replacingInterval(ends, level: level)
        }
      }
      return describer.oddsRatios(of: profiled, ratioKind, level: level) { ($0.lower, $0.upper) }
    }
    return describer.oddsRatios(
      of: coefficients, ratioKind, t: StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level))
  }
}

extension CoefficientDescriber {
  /// Returns e to the power of every coefficient of a term, with the reference levels in their place.
  func oddsRatios(of coefficients: [Coefficient], _ kind: RatioKind?, t: StudentTInterval) -> [OddsRatio] {
    oddsRatios(of: coefficients, kind, level: t.level) { coefficient in
      let half = t.multiplier * coefficient.standardError
      return (coefficient.estimate - half, coefficient.estimate + half)
    }
  }

  /// Returns the ratios with intervals from the ends of those of the coefficients.
  fileprivate func oddsRatios(
    of coefficients: [Coefficient], _ kind: RatioKind?, level: Double,
    _ ends: (Coefficient) -> (lower: Double, upper: Double)
  ) -> [OddsRatio] {
    var ratios: [OddsRatio] = []
    for term in columns.pieces {
      let degreesOfFreedom = coefficients.first?.number.degreesOfFreedom ?? .nan
      if let reference = reference(of: term, kind, degreesOfFreedom) { ratios.append(reference) }
      ratios += coefficients.filter { $0.modelTerm == term.name }.map { coefficient in
        let (lower, upper) = ends(coefficient)
        return OddsRatio(
          kind: kind, term: coefficient.term, modelTerm: coefficient.modelTerm, levels: coefficient.levels,
          outcomeLevel: coefficient.outcomeLevel,
          number: MeasuredNumber(
            exp(coefficient.estimate), standardError: exp(coefficient.estimate) * coefficient.standardError,
            degreesOfFreedom: coefficient.number.degreesOfFreedom,
            confidenceInterval: ConfidenceInterval(
              method: coefficient.intervalMethod, level: level, lower: exp(lower), upper: exp(upper)),
            scale: .ratio, test: coefficient.number.test))
      }
    }
    return ratios
  }

  /// The row of the reference level of the main effect of a categorical covariate.
  fileprivate func reference(
    of term: TermColumns, _ kind: RatioKind?, _ degreesOfFreedom: Double
  ) -> OddsRatio? {
    guard term.factors.count == 1, term.numbers.isEmpty, Int(term.columnOfCell[0]) == columns.count else { return nil }
    let covariate = frame.covariates[term.factors[0].covariate]
    return OddsRatio(
      kind: kind, term: covariate.coefficientName(ofLevel: 0), modelTerm: term.name,
      levels: levels(ofCell: 0, in: term),
      outcomeLevel: nil,
      number: MeasuredNumber(
        1, standardError: .nan, degreesOfFreedom: degreesOfFreedom, confidenceInterval: nil, scale: .ratio))
  }
}

extension OddsRatio: CustomStringConvertible {
  /// The term, the odds ratio and its interval, for a look at a fit.
  public var description: String {
    guard let interval = confidenceInterval else { return "\(term): 1 (reference)" }
    return "\(term): \(rounded(value)) (\(rounded(interval.lower)) to \(rounded(interval.upper)))"
  }

  private func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
}
