public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

/// Quantiles with their intervals.
extension SurveyDesign {
  /// Estimates a quantile of a numeric variable in every group, with Woodruff's interval.
  ///
  /// The same as R `svyquantile(~y, design, order, na.rm = TRUE, qrule = "math")`; see
  /// ``quantile(_:of:by:rule:ties:interval:level:)``.
  public func quantile(
    _ order: Double, of variable: Number, by groups: Categorical..., level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try quantile([order], of: [variable], by: groups, level: level)
  }

  /// Estimates a quantile of a numeric variable in every group, with Woodruff's interval.
  public func quantile(
    _ order: Double, of variable: Number, by groups: [Categorical], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try quantile([order], of: [variable], by: groups, level: level)
  }

  /// Estimates quantiles of numeric variables in every group.
  ///
  /// With q the quantile by a rule, p = F(q) the share of values up to it and s its standard error:
  ///
  /// - `woodruff`: the quantiles of order p ± t·s, and `woodruffLogit`, `woodruffArcsine`, `woodruffBeta` those of the
  ///   ends of the logit, arcsine and Korn-Graubard interval of p (Woodruff 1952; R `interval.type` `"mean"`,
  ///   `"xlogit"`, `"asin"`, `"beta"`);
  /// - `score`: the values x that |F(x) − order| ≤ t·s(x) does not reject, with s(x) the standard error of F(x)
  ///   (Francisco and Fuller 1991), up to the first value that is rejected;
  /// - `replicate`: q ± t times its standard error over the replicates (R `"quantile"`).
  ///
  /// For all but the last the standard error is the width over 2t, and the covariance of two quantiles is their
  /// correlation on the scale of the distribution function times their standard errors. Where one end of the interval of
  /// p leaves the range from 0 to 1, that end is not a number and the other one stands; there is no standard error.
  ///
  /// By conventions that interpolate quantiles (`sas`) the rule is `hf4` unless one is named, and the interval is
  /// q ± t times the standard error.
  ///
  /// - Returns: The quantiles of the first variable and then of the next, for each group.
  /// - Throws: `EstimationError` for an order outside 0 to 1, an interval that is none of a quantile, and a `replicate`
  ///   interval without replicates.
  public func quantile(
    _ orders: [Double], of variables: [Number], by groups: [Categorical] = [], rule: QuantileRule? = nil,
    ties: QuantileTies = .pooled, interval method: IntervalMethod = .woodruff, level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let rule = rule ?? (conventions.interpolatesQuantiles ? .hf4 : .hf1)
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    if let order = orders.first(where: { !($0 > 0 && $0 < 1) }) { throw .invalidQuantile(order) }
    guard IntervalMethod.ofQuantiles.contains(method) else { throw .intervalDoesNotApply(method, .quantile) }
    guard method != .replicate || variance.replicateWeights != nil else { throw .intervalNeedsReplicates(method) }
    let columns = try numbers(of: variables)
    let targets = variables.flatMap { variable in orders.map { (variable.name, $0) } }
    let cells = try DomainCells.withTotals(by: groups, of: self)
    let parts = cells.map { cells in
      QuantileCells(
        orders: orders, rule: rule, ties: ties, ranked: columns.map { RankedGroups($0, in: cells, of: self) },
        cells: cells, of: self)
    }
    let joint = try JointEstimates(
      parts.map { ($0.estimator(targets: targets, isReplicated: method == .replicate), $0.cells) }, of: self)
    var elements: [Estimate] = []
    for (part, groups) in zip(parts, joint.parts) {
      let intervals = try part.intervals(groups, method: method, level: level)
      for (group, domain) in part.cells.domains.enumerated() {
        for (position, target) in targets.enumerated() {
          let found = intervals[group * targets.count + position]
          elements.append(
            Estimate(
              statistic: .quantile, variable: target.0, level: target.1.description, domain: domain,
              value: part.quantiles[group * targets.count + position], standardError: found.standardError,
              degreesOfFreedom: groups.reaches[group * targets.count + position].degreesOfFreedom,
              confidenceInterval: found.interval,
              unweightedCount: Int(groups.sum(0, ofMeasure: position, group: group)), numeratorCount: nil,
              weightSum: groups.sum(Measure.weightSum, ofMeasure: position, group: group), effectiveCount: nil,
              designEffect: nil, missingCount: groups.table.missingCounts[group * targets.count + position],
              diagnostics: found.diagnostics, hasKnownVariance: !found.diagnostics.contains(.unknownVariance)))
        }
      }
    }
    return Estimates(
      elements, covariance: rescaled(joint.covariance, to: elements.map(\.standardError)),
      reach: joint.parts.flatMap(\.reaches),
      diagnostics: diagnostics(of: cells[0])
        + missingDiagnostics(
          of: variables.map {
            Estimator.Target(variable: $0.name, level: nil, measure: 0, valueSum: 0, hasDesignEffect: false)
          }, in: .quantile))
  }
}

/// Gives a covariance matrix other standard errors and keeps its correlations.
private func rescaled(_ covariance: Matrix, to standardErrors: [Double]) -> Matrix {
  var result = covariance
  for i in standardErrors.indices {
    for j in standardErrors.indices {
      let product = (covariance[i, i] * covariance[j, j]).squareRoot()
      let correlation = i == j ? 1 : product > 0 ? covariance[i, j] / product : 0
      result[i, j] = correlation * standardErrors[i] * standardErrors[j]
    }
  }
  return result
}
