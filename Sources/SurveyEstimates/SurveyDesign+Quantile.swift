public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

extension SurveyDesign {
  /// Estimates a quantile of a numeric variable in every group, with Woodruff's interval.
  ///
  /// The quantile q̂ is the smallest value at which the cumulated share of the weights reaches the order. Its
  /// interval inverts that of the distribution function: with p̂ the share of values up to q̂ and s its standard
  /// error, the ends are the quantiles of order p̂ ± t·s, and the standard error of q̂ is the width over 2t (Woodruff
  /// 1952). The same as R `svyquantile(~y, design, order, na.rm = TRUE, qrule = "math")`.
  ///
  /// The covariance of two quantiles is their correlation on the scale of the distribution function times their
  /// standard errors.
  public func quantile(
    _ order: Double, of variable: Number, by groups: Categorical..., level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try quantile(order, of: variable, by: groups, level: level)
  }

  /// Estimates a quantile of a numeric variable in every group, with Woodruff's interval.
  public func quantile(
    _ order: Double, of variable: Number, by groups: [Categorical], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    guard order > 0, order < 1 else { throw .invalidQuantile(order) }
    let data = self.data
    let values = try estimating { () throws(MicrodataError) in try data.numbers(of: variable) }
    let cells = try DomainCells(by: groups, of: self)
    let distributions = distributions(of: values, in: cells)
    let quantiles = distributions.map { $0.quantile(order) }
    let isBelow = values.indices.map { row -> Int32 in
      let group = cells.groups.map { Int($0[row]) } ?? 0
      guard group >= 0, !values[row].isNaN else { return MissingKind.blank.code }
      return values[row] <= quantiles[group] ? 1 : 0
    }
    let target = Estimator.Target(
      variable: variable.name, level: nil, measure: 0, valueSum: Measure.valueSum + 1)
    let groupsBelow = try EstimatedGroups(
      .shares(of: [.levels(isBelow, count: 2)], [target]), of: self, in: cells)
    var elements: [Estimate] = []
    for (group, domain) in cells.domains.enumerated() {
      let woodruff = Woodruff(
        share: groupsBelow.values[group], variance: groupsBelow.covariance[group, group],
        degreesOfFreedom: groupsBelow.reaches[group].degreesOfFreedom, distribution: distributions[group])
      let (interval, diagnostic) = woodruff.interval(level: level)
      let t = StudentTDistribution(degreesOfFreedom: Double(max(1, woodruff.degreesOfFreedom)))
      elements.append(
        Estimate(
          statistic: .quantile, variable: variable.name, level: order.description, domain: domain,
          value: quantiles[group],
          standardError: interval.map { ($0.upper - $0.lower) / (2 * t.upperQuantile((1 - level) / 2)) } ?? .nan,
          degreesOfFreedom: woodruff.degreesOfFreedom, confidenceInterval: interval,
          unweightedCount: Int(groupsBelow.sum(0, ofMeasure: 0, group: group)), numeratorCount: nil,
          weightSum: groupsBelow.sum(Measure.weightSum, ofMeasure: 0, group: group), effectiveCount: nil,
          designEffect: nil, missingCount: groupsBelow.table.missingCounts[group],
          diagnostics: diagnostic.map { [$0] } ?? []))
    }
    return Estimates(
      elements, covariance: rescaled(groupsBelow.covariance, to: elements.map(\.standardError)),
      reach: groupsBelow.reaches, diagnostics: diagnostics(of: cells))
  }

  /// Returns the distribution function of each group, over the records with a known value.
  private func distributions(of values: [Double], in cells: DomainCells) -> [WeightedDistribution] {
    let rows = (0..<Int32(values.count)).filter { position in
      let row = Int(position)
      return !values[row].isNaN && weights[row] > 0 && domain?[row] != false && (cells.groups?[row] ?? 0) >= 0
    }
    var order = ascending(rows, by: values)
    guard let groups = cells.groups else { return [WeightedDistribution(of: values, weights: weights, in: order[...])] }
    order = ascending(order, by: groups, count: cells.domains.count)
    var end = 0
    return cells.domains.indices.map { group in
      let start = end
      while end < order.count, groups[Int(order[end])] == Int32(group) { end += 1 }
      return WeightedDistribution(of: values, weights: weights, in: order[start..<end])
    }
  }
}

/// The interval of a quantile by way of the interval of the distribution function.
private struct Woodruff {
  let share: Double
  let variance: Double
  let degreesOfFreedom: Int
  let distribution: WeightedDistribution

  func interval(level: Double) -> (ConfidenceInterval?, Diagnostic?) {
    guard !share.isNaN else { return (nil, .emptyDomain) }
    guard degreesOfFreedom > 0 else { return (nil, .noDegreesOfFreedom) }
    guard !variance.isNaN else { return (nil, .noStandardError) }
    let t = StudentTDistribution(degreesOfFreedom: Double(degreesOfFreedom)).upperQuantile((1 - level) / 2)
    let half = t * variance.squareRoot()
    guard share - half >= 0, share + half <= 1 else { return (nil, .quantileBeyondData) }
    return (
      ConfidenceInterval(
        method: .woodruff, level: level, lower: distribution.quantile(share - half),
        upper: distribution.quantile(share + half)), nil
    )
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
