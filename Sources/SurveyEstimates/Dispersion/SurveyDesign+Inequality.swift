public import SurveyDesigns
public import SurveyMicrodata

/// How unequally an amount is spread over the population.
extension SurveyDesign {
  /// Estimates the Gini coefficient of numeric variables, in every group.
  ///
  ///     G = ΣΣ wₖwₗ|yₖ − yₗ| / (2·Σw·Σwy),   zₖ = Σₗ wₗ|yₖ − yₗ| / (Σw·Σwy) − G·(1/Σw + yₖ/Σwy)
  ///
  /// with z the derivative by the weight of record k (Langel and Tillé 2013). The same as R
  /// `convey::svygini(~y, design, na.rm = TRUE)`.
  public func gini(
    of variables: [Number], by groups: [Categorical] = [], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try inequality(of: variables, .gini, by: groups, level: level) { $0.gini }
  }

  /// Estimates the total of the fifth with the highest values over that of the fifth with the lowest, in every group.
  ///
  /// With L(α) the total of the lowest values that have the share α of the weights, a record across the boundary taking
  /// part with the weight up to it,
  ///
  ///     S = (Σwy − L(0.8)) / L(0.2),   ∂L(α)/∂wₖ = α·q + (yₖ − q)·1{yₖ < q}
  ///
  /// where q is the quantile of order α (Langel and Tillé 2011). R `convey::svyqsr` gives whole records to either side.
  public func quintileShareRatio(
    of variables: [Number], by groups: [Categorical] = [], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try inequality(of: variables, .quintileShareRatio, by: groups, level: level) { $0.quintileShareRatio }
  }

  private func inequality(
    of variables: [Number], _ statistic: Statistic, by groups: [Categorical], level: Double,
    _ body: @escaping @Sendable (RankedSample) -> RankedStatistic
  ) throws(EstimationError) -> Estimates {
    let columns = try numbers(of: variables)
    return try estimates(by: groups, level: level) { cells in
      .ranked(
        statistic, numberTargets(variables), columns.map { RankedGroups($0, in: cells, of: self) }, of: self, body)
    }
  }
}

extension RankedSample {
  fileprivate var gini: RankedStatistic {
    let weight = weights.reduce(0, +)
    let total = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    guard total > 0 else { return .undefined }
    // Σₗ wₗ|yₖ − yₗ| = yₖ(2Cₖ − W) + Y − 2Pₖ with the sums of weights and of values up to each.
    var (weightBelow, totalBelow) = (0.0, 0.0)
    let distances = zip(values, weights).map { value, own -> Double in
      weightBelow += own
      totalBelow += own * value
      return value * (2 * weightBelow - weight) + total - 2 * totalBelow
    }
    let difference = zip(distances, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let gini = difference / (2 * weight * total)
    return RankedStatistic(
      value: gini,
      derivatives: zip(values, distances).map { $1 / (weight * total) - gini * (1 / weight + $0 / total) })
  }

  fileprivate var quintileShareRatio: RankedStatistic {
    let total = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let (lowest, upToHighest) = (lowestTotal(0.2), lowestTotal(0.8))
    let (bottom, top) = (lowest.value, total - upToHighest.value)
    guard bottom > 0 else { return .undefined }
    return RankedStatistic(
      value: top / bottom,
      derivatives: values.indices.map {
        (values[$0] - upToHighest.derivatives[$0]) / bottom - top / (bottom * bottom) * lowest.derivatives[$0]
      })
  }

  /// The total of the lowest values that have a share of the weights, with its derivative by each weight.
  private func lowestTotal(_ share: Double) -> RankedStatistic {
    let wanted = share * compensatedSum(weights)
    // A share that rounding alone keeps below the wanted one has reached it, in any order and unit of the weights.
    let reached = wanted * (1 - 1e-12)
    var (sum, below, boundary) = (0.0, 0.0, 0)
    while boundary < values.count, below + weights[boundary] < reached {
      sum += weights[boundary] * values[boundary]
      below += weights[boundary]
      boundary += 1
    }
    guard boundary < values.count else { return .undefined }
    let quantile = values[boundary]
    return RankedStatistic(
      value: sum + (wanted - below) * quantile,
      derivatives: values.indices.map { share * quantile + ($0 < boundary ? values[$0] - quantile : 0) })
  }
}
