internal import SurveyMicrodata

/// How an estimate changes over waves.
public struct Trend: Sendable {
  /// The waves that have a value, in order.
  public let waves: [Double]
  /// Σ Lᵢθᵢ with the linear orthogonal polynomial; nil for two waves or across a break.
  ///
  /// The middle one of three equally spaced waves has a coefficient of 0 and takes no part, in its degrees of freedom
  /// either.
  public let linear: Contrast?
  /// Σ Qᵢθᵢ with the quadratic orthogonal polynomial, whose test says whether the change bends; nil where linear is.
  public let quadratic: Contrast?
  /// Each wave compared with each earlier one.
  public let differences: [EstimateComparison]
  /// Higher for a rising linear trend, or for two waves what their difference shows.
  public let verdict: Verdict
}

extension Estimates {
  /// Tests the change of estimates of one thing over waves, which are one stacked design, so that the covariance of
  /// waves that share units is kept.
  ///
  /// The polynomials follow from the spacing of the waves (`OrthogonalPolynomials`); the contrasts are R
  /// `svycontrast(svyby(~y, ~wave, design, svymean, covmat = TRUE), contr.poly(k, scores = waves)[, 1])`. Two waves
  /// have a difference only, and a break in the series between the first and the last refuses the trend.
  ///
  /// - Throws: `EstimationError.tooFewWaves`, `.waveIsNoNumber`, or `.severalEstimates` where a wave has more than one.
  public func trend(
    over variable: String, rules: ComparisonRules = ComparisonRules()
  ) throws(EstimationError) -> Trend {
    var points: [(wave: Double, position: Int)] = []
    for position in indices where self[position].value.isFinite {
      let name = self[position].domain.first { $0.variable == variable }?.level ?? ""
      guard let wave = Double(name), wave.isFinite else { throw .waveIsNoNumber(variable: variable) }
      points.append((wave, position))
    }
    points.sort { $0.wave < $1.wave }
    guard points.count > 1 else { throw .tooFewWaves(found: points.count) }
    for (one, next) in zip(points, points.dropFirst()) where one.wave == next.wave {
      throw .severalEstimates(ofWave: one.wave)
    }
    let differences = comparisons(
      of: points.indices.flatMap { later in
        (0..<later).map { (points[later].position, points[$0].position) }
      }, rules: rules)
    let waves = points.map(\.wave)
    let breaks = rules.breaks(between: self[points[points.count - 1].position], and: self[points[0].position])
    let isWithheld = points.contains { rules.isWithheld(self[$0.position]) }
    guard points.count > 2, breaks.isEmpty, !isWithheld else {
      let refusal: Verdict = breaks.isEmpty ? .notPublishable(.withheldEstimate) : .notComparable(breaks)
      return Trend(
        waves: waves, linear: nil, quadratic: nil, differences: differences,
        verdict: points.count == 2 ? differences[0].verdict : refusal)
    }
    let polynomials = OrthogonalPolynomials(at: waves)
    let contrast = { (coefficients: [Double]) in
      var all = [Double](repeating: 0, count: count)
      for (point, coefficient) in zip(points, coefficients) { all[point.position] = coefficient }
      return self.contrast(all, level: rules.level)
    }
    let linear = contrast(polynomials.linear)
    return Trend(
      waves: waves, linear: linear, quadratic: polynomials.quadratic.map(contrast), differences: differences,
      verdict: linear.verdict(significance: 1 - rules.level))
  }
}
