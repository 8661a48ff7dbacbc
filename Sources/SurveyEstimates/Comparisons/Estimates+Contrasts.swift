internal import Foundation
internal import SurveyNumerics

/// Differences, ratios and other combinations of estimates.
extension Estimates {
  /// Returns the difference of two of the estimates, the first less the second.
  public func difference(of first: Int, minus second: Int, level: Double = 0.95) -> Contrast {
    difference(of: first, minus: second, level: level, lostDegreesOfFreedom: 0)
  }

  /// Returns the difference with the degrees of freedom of a regression, which are fewer.
  func difference(of first: Int, minus second: Int, level: Double, lostDegreesOfFreedom: Int) -> Contrast {
    contrast(
      pair(of: first, and: second, coefficients: (1, -1)), level: level, lostDegreesOfFreedom: lostDegreesOfFreedom)
  }

  /// Returns the ratio of two of the estimates, with an interval and a test on the logarithmic scale.
  ///
  /// Of two prevalences it is the risk ratio. The value and its standard error are those of R
  /// `svycontrast(quote(a / b))`; the interval is exp(log R ± t·s/R).
  public func ratio(of first: Int, to second: Int, level: Double = 0.95) -> Contrast {
    contrast(on: .logarithm, level: level) { values in
      let ratio = values[first] / values[second]
      return SmoothValue(
        ratio, derivatives: pair(of: first, and: second, coefficients: (ratio / values[first], -ratio / values[second]))
      )
    }
  }

  /// Returns the odds ratio of two shares, p(1 − q)/((1 − p)q), with an interval and a test on the logarithmic scale.
  ///
  /// The same as the exponent of the slope of R `svyglm(y ~ group, design, family = quasibinomial)`, whose degrees of
  /// freedom are one less.
  public func oddsRatio(of first: Int, to second: Int, level: Double = 0.95) -> Contrast {
    contrast(on: .logarithm, level: level) { values in
      let (p, q) = (values[first], values[second])
      let ratio = p * (1 - q) / ((1 - p) * q)
      return SmoothValue(
        ratio, derivatives: pair(of: first, and: second, coefficients: (ratio / (p * (1 - p)), -ratio / (q * (1 - q)))))
    }
  }

  /// Returns a linear combination of the estimates, Σ cᵢθᵢ with variance cᵀVc (R `svycontrast`).
  public func contrast(_ coefficients: [Double], level: Double = 0.95) -> Contrast {
    contrast(coefficients, level: level, lostDegreesOfFreedom: 0)
  }

  private func contrast(_ coefficients: [Double], level: Double, lostDegreesOfFreedom: Int) -> Contrast {
    precondition(coefficients.count == count, "\(coefficients.count) coefficients for \(count) estimates")
    return contrast(level: level, lostDegreesOfFreedom: lostDegreesOfFreedom) { values in
      // An estimate that does not take part may be undefined.
      let sum = coefficients.indices.reduce(0) { coefficients[$1] == 0 ? $0 : $0 + coefficients[$1] * values[$1] }
      return SmoothValue(sum, derivatives: coefficients)
    }
  }

  /// Returns a smooth function f of the estimates, with variance ∇fᵀV∇f (the delta method).
  ///
  /// The same as R `svycontrast(stat, quote(...))`, whose derivatives are symbolic.
  ///
  /// - Parameters:
  ///   - scale: the scale on which the interval is symmetric and the test is made.
  ///   - level: the probability with which the interval covers.
  ///   - function: the value and its derivative by each estimate, given the estimates.
  /// - Returns: The contrast, with one number of degrees of freedom for its interval and its test.
  public func contrast(
    on scale: ContrastScale = .identity, level: Double = 0.95, _ function: (_ values: [Double]) -> SmoothValue
  ) -> Contrast {
    contrast(on: scale, level: level, lostDegreesOfFreedom: 0, function)
  }

  /// Returns a smooth function of the estimates whose degrees of freedom are fewer by those of a regression.
  func contrast(
    on scale: ContrastScale = .identity, level: Double, lostDegreesOfFreedom: Int,
    _ function: (_ values: [Double]) -> SmoothValue
  ) -> Contrast {
    precondition(level > 0 && level < 1, "a confidence level of \(level)")
    let smooth = function(elements.map(\.value))
    precondition(
      smooth.derivatives.count == count, "\(smooth.derivatives.count) derivatives for \(count) estimates")
    let used = smooth.derivatives.indices.filter { smooth.derivatives[$0] != 0 }
    let (part, derivatives) = (
      used.count > 1 ? covariance(ofParts: used) : covariance.submatrix(rows: used, columns: used),
      used.map { smooth.derivatives[$0] }
    )
    let exact = part.quadraticForm(derivatives)
    // What is negative by rounding alone is 0.
    let size = zip(derivatives, part.diagonal).reduce(0) { $0 + $1.0 * $1.0 * abs($1.1) }
    let variance = exact < 0 && exact > -1e-12 * size ? 0 : exact
    // What is made of an estimate whose variance is unknown has none either.
    let isUnknown = used.contains { !elements[$0].hasKnownVariance }
    let standardError = isUnknown ? .nan : variance.squareRoot()
    let reached = used.dropFirst().reduce(used.first.map { reach[$0] }) { $0?.union(reach[$1]) }
    let degreesOfFreedom = Swift.max(0, (reached?.degreesOfFreedom ?? 0) - lostDegreesOfFreedom)
    let test = ContrastTest(
      value: smooth.value, standardError: standardError, degreesOfFreedom: degreesOfFreedom, scale: scale)
    return Contrast(
      number: MeasuredNumber(
        smooth.value, standardError: standardError, degreesOfFreedom: Double(degreesOfFreedom),
        confidenceInterval: test?.interval(level: level), scale: scale == .identity ? .number : .ratio,
        test: MeasuredNumber.Test(statistic: test?.statistic ?? .nan, pValue: test?.pValue ?? .nan)),
      unweightedCount: recordCount(of: used), nullValue: scale.nullValue,
      diagnostics: diagnostics(ofTestOn: used).filter { $0 != .unknownVariance && $0 != .negativeVariance }
        + (isUnknown ? [.unknownVariance] : variance < 0 ? [.negativeVariance] : []))
  }

  /// The number of records behind some of the estimates, counting those of one domain once.
  private func recordCount(of used: [Int]) -> Int {
    var counts: [[DomainLevel]: Int] = [:]
    for index in used {
      counts[elements[index].domain] = Swift.max(counts[elements[index].domain] ?? 0, elements[index].unweightedCount)
    }
    return counts.values.reduce(0, +)
  }

  private func pair(of first: Int, and second: Int, coefficients: (Double, Double)) -> [Double] {
    var all = [Double](repeating: 0, count: count)
    all[first] += coefficients.0
    all[second] += coefficients.1
    return all
  }
}

/// The interval and the test of a contrast on one scale.
private struct ContrastTest {
  let scale: ContrastScale
  let center: Double
  let spread: Double
  let distribution: StudentTDistribution

  /// Nil where there is neither interval nor test.
  init?(value: Double, standardError: Double, degreesOfFreedom: Int, scale: ContrastScale) {
    guard degreesOfFreedom > 0, standardError > 0, value.isFinite, standardError.isFinite else { return nil }
    switch scale {
    case .identity: (center, spread) = (value, standardError)
    case .logarithm:
      guard value > 0 else { return nil }
      (center, spread) = (log(value), standardError / value)
    }
    self.scale = scale
    distribution = StudentTDistribution(degreesOfFreedom: Double(degreesOfFreedom))
  }

  var statistic: Double { center / spread }

  var pValue: Double { min(1, 2 * distribution.upperTailProbability(abs(statistic))) }

  func interval(level: Double) -> ConfidenceInterval {
    let half = distribution.upperQuantile((1 - level) / 2) * spread
    let (lower, upper) = (center - half, center + half)
    return ConfidenceInterval(
      method: .wald, level: level, lower: scale == .identity ? lower : exp(lower),
      upper: scale == .identity ? upper : exp(upper))
  }
}
