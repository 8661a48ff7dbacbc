internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// The quantiles of every group, and the way from shares back to them.
///
/// A target is a variable and an order, the orders of a variable side by side.
struct QuantileCells: Sendable {
  let cells: DomainCells
  /// The quantiles, `group * targets + target`; not a number for a group without records.
  let quantiles: [Double]
  private let orders: [Double]
  private let rule: QuantileRule
  private let ties: QuantileTies
  private let ranked: [RankedGroups]
  /// The distribution function of each group, `group * variables + variable`.
  private let distributions: [WeightedDistribution]
  private let design: SurveyDesign

  private var targetCount: Int { orders.count * ranked.count }

  init(
    orders: [Double], rule: QuantileRule, ties: QuantileTies, ranked: [RankedGroups], cells: DomainCells,
    of design: SurveyDesign
  ) {
    let distributions = cells.domains.indices.flatMap { group in
      ranked.map { WeightedDistribution($0.sample(ofGroup: group, weights: design.weights), ties: ties) }
    }
    self.distributions = distributions
    quantiles = distributions.flatMap { distribution in orders.map { distribution.quantile($0, rule: rule) } }
    self.orders = orders
    self.rule = rule
    self.ties = ties
    self.ranked = ranked
    self.cells = cells
    self.design = design
  }

  /// The shares of values up to the quantiles; with replicates of the quantiles themselves, if asked.
  func estimator(targets: [(variable: String, order: Double)], isReplicated: Bool) -> Estimator {
    guard isReplicated else { return shares(upTo: quantiles) }
    var estimator = shares(upTo: quantiles)
    let estimates = quantiles
    let shares = estimator.evaluate
    estimator = Estimator(statistic: .quantile, measures: estimator.measures, targets: estimator.targets) {
      totals, evaluation in
      shares(totals, &evaluation)
      let count = evaluation.values.count
      for index in 0..<count { evaluation.values[index] = estimates[totals.group * count + index] }
    }
    let (orders, rule, ties, ranked) = (orders, rule, ties, ranked)
    estimator.estimatesUnderWeights = { weights in
      (0..<(ranked.first?.count ?? 0)).flatMap { group in
        ranked.flatMap { variable in
          let distribution = WeightedDistribution(
            variable.sample(ofGroup: group, weights: weights), ties: ties)
          return orders.map { distribution.quantile($0, rule: rule) }
        }
      }
    }
    return estimator
  }

  /// The shares of values up to a point for each group and target.
  private func shares(upTo points: [Double]) -> Estimator {
    let count = targetCount
    let measures = (0..<count).map { target -> Measure in
      let values = ranked[target / orders.count].values
      return .levels(
        values.indices.map { row in
          let group = cells.groups.map { Int($0[row]) } ?? 0
          guard group >= 0, !values[row].isNaN else { return MissingKind.blank.code }
          return values[row] <= points[group * count + target] ? 1 : 0
        }, count: 2)
    }
    return .shares(
      of: measures,
      (0..<count).map { Estimator.Target(variable: "", level: nil, measure: $0, valueSum: Measure.valueSum + 1) })
  }

  /// What is known of a quantile beside its value.
  struct Found {
    let interval: ConfidenceInterval?
    let standardError: Double
    let diagnostics: [Diagnostic]
  }

  /// Returns the interval of each group and target, given the shares up to the quantiles or, for replicates, these.
  func intervals(
    _ groups: EstimatedGroups, method: IntervalMethod, level: Double
  ) throws(EstimationError) -> [Found] {
    let scores = method == .score ? try scoreEnds(groups, level: level) : nil
    return quantiles.indices.map { index in
      let degreesOfFreedom = groups.reaches[index].degreesOfFreedom
      func none(_ reason: Diagnostic, _ standardError: Double = .nan) -> Found {
        Found(interval: nil, standardError: standardError, diagnostics: [reason])
      }
      guard !quantiles[index].isNaN else { return none(.emptyDomain) }
      let variance = groups.covariance[index, index]
      if method == .replicate, degreesOfFreedom <= 0 { return none(.noDegreesOfFreedom, variance.squareRoot()) }
      guard degreesOfFreedom > 0 else { return none(.noDegreesOfFreedom) }
      guard !variance.isNaN else { return none(.noStandardError) }
      let t = StudentTDistribution(degreesOfFreedom: Double(degreesOfFreedom)).upperQuantile((1 - level) / 2)
      // Equal values, or a quantile that is the same in every replicate, say nothing.
      let values = distributions[index / orders.count].values
      if values.count < 2 || (method == .replicate && variance == 0) {
        guard groups.isOfEverything(index) else { return none(.unknownVariance, method == .replicate ? 0 : .nan) }
      }
      var ends: (lower: Double, upper: Double)
      var isBeyond = false
      if method == .replicate {
        let half = t * variance.squareRoot()
        ends = (quantiles[index] - half, quantiles[index] + half)
      } else if let scores {
        ends = scores[index]
      } else {
        let (group, target) = (index / targetCount, index % targetCount)
        let share = ProportionIntervals(
          proportion: groups.values[index], standardError: variance.squareRoot(),
          degreesOfFreedom: Double(degreesOfFreedom),
          unweightedCount: Int(groups.sum(0, ofMeasure: target, group: group)))
        // Where the quantile is the largest value the share is 1, whose standard error says nothing.
        guard case .success(let found) = share.interval(method.ofShares, level: level),
          found.lower >= 0 || found.upper <= 1
        else { return none(.quantileBeyondData) }
        let distribution = distributions[index / orders.count]
        // An end that leaves the range from 0 to 1 has no quantile; the other one keeps its own.
        ends = (
          found.lower >= 0 ? distribution.quantile(found.lower, rule: rule) : .nan,
          found.upper <= 1 ? distribution.quantile(found.upper, rule: rule) : .nan
        )
        isBeyond = ends.lower.isNaN || ends.upper.isNaN
      }
      let error = method == .replicate ? variance.squareRoot() : (ends.upper - ends.lower) / (2 * t)
      if isBeyond, error.isNaN, design.conventions.interpolatesQuantiles { return none(.quantileBeyondData) }
      if design.conventions.interpolatesQuantiles {
        ends = (quantiles[index] - t * error, quantiles[index] + t * error)
      }
      let interval = ConfidenceInterval(method: method, level: level, lower: ends.lower, upper: ends.upper)
      let undefined = groups.undefinedReplicateCounts[index]
      return Found(
        interval: interval, standardError: error,
        diagnostics: (isBeyond ? [.quantileBeyondData] : [])
          + (undefined > 0 ? [.undefinedInReplicates(count: undefined)] : []))
    }
  }

  /// Finds the first value that is not rejected and the first one above that is, all groups and targets together: each
  /// halving of what is left asks for the shares up to one value of each.
  private func scoreEnds(
    _ groups: EstimatedGroups, level: Double
  ) throws(EstimationError) -> [(lower: Double, upper: Double)] {
    let critical = groups.reaches.map { reach in
      StudentTDistribution(degreesOfFreedom: Double(max(1, reach.degreesOfFreedom))).upperQuantile((1 - level) / 2)
    }
    let values = quantiles.indices.map { distributions[$0 / orders.count].values }
    func firstValues(above limit: @escaping (Int) -> Double) throws(EstimationError) -> [Double] {
      var low = [Int](repeating: 0, count: values.count)
      var high = values.map { max(0, $0.count - 1) }
      while zip(low, high).contains(where: { $0 < $1 }) {
        let middle = zip(low, high).map { ($0 + $1) / 2 }
        let points = values.indices.map { values[$0].isEmpty ? Double.nan : values[$0][middle[$0]] }
        let tested = try EstimatedGroups(shares(upTo: points), of: design, in: cells)
        for index in values.indices where low[index] < high[index] {
          let error = tested.covariance[index, index].squareRoot()
          let distance = tested.values[index] - orders[index % targetCount % orders.count]
          // Without a standard error every share but the order itself is rejected.
          let isAbove = error > 0 ? distance > limit(index) * error : distance > 0
          if isAbove { high[index] = middle[index] } else { low[index] = middle[index] + 1 }
        }
      }
      return values.indices.map { values[$0].isEmpty ? .nan : values[$0][low[$0]] }
    }
    let lower = try firstValues { -critical[$0] }
    let upper = try firstValues { critical[$0] }
    return zip(lower, upper).map { ($0, $1) }
  }
}

extension IntervalMethod {
  /// The interval of the distribution function that an interval of a quantile inverts.
  fileprivate var ofShares: IntervalMethod {
    switch self {
    case .woodruffLogit: .logit
    case .woodruffArcsine: .arcsine
    case .woodruffBeta: .kornGraubard
    default: .wald
    }
  }
}
