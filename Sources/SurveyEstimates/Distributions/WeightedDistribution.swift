/// The weighted distribution function of the values of one group.
struct WeightedDistribution: Sendable {
  /// The values in ascending order, each once unless records are kept apart.
  let values: [Double]
  /// The weight of each value.
  private let weights: [Double]
  /// The sum of the weights up to and including each value.
  let cumulativeWeights: [Double]

  /// Adds up the weights of ranked values.
  init(_ sample: RankedSample, ties: QuantileTies = .pooled) {
    let sample = ties == .pooled ? sample.poolingEqualValues() : sample
    values = sample.values
    weights = sample.weights
    var sum = 0.0
    // What rounding has taken from the sum (Neumaier 1974).
    var lost = 0.0
    cumulativeWeights = weights.map { weight in
      let next = sum + weight
      lost += sum >= weight ? (sum - next) + weight : (weight - next) + sum
      sum = next
      return sum + lost
    }
  }

  /// Returns the quantile of an order by a rule; not a number without values.
  func quantile(_ order: Double, rule: QuantileRule = .hf1) -> Double {
    guard let total = cumulativeWeights.last else { return .nan }
    let last = values.count - 1
    // A share that rounding alone keeps below the order has reached it: with equal weights the median of an even number
    // of records would otherwise depend on the unit of the weights.
    let wanted = order * total
    let tolerance = 1e-14 * wanted
    switch rule {
    case .hf1: return values[first { cumulativeWeights[$0] >= wanted - tolerance }]
    case .hf2:
      let reached = first { cumulativeWeights[$0] >= wanted - tolerance }
      let isExact = cumulativeWeights[reached] <= wanted + tolerance && reached < last
      return isExact ? values[reached] + (values[reached + 1] - values[reached]) / 2 : values[reached]
    case .hf3:
      let reached = first { cumulativeWeights[$0] >= wanted - tolerance }
      // Positions count from 1: an even index is an odd position.
      let isNext = cumulativeWeights[reached] <= wanted + tolerance && reached % 2 == 0 && reached < last
      return values[isNext ? reached + 1 : reached]
    case .hf4, .hf5, .hf6, .hf7, .hf8, .hf9:
      let above = first { point($0, rule) >= order }
      guard above > 0 else { return values[0] }
      let (left, right) = (point(above - 1, rule), point(above, rule))
      // Where the order is that of a value but for rounding, the quantile is that value to the last bit: the share of values
      // up to it would otherwise lack all records that have it.
      let place = (order - left) / (right - left)
      if place >= 1 - 1e-12 { return values[above] }
      if place <= 1e-12 { return values[above - 1] }
      return values[above - 1] + place * (values[above] - values[above - 1])
    }
  }

  /// The share at which a rule places a value.
  private func point(_ k: Int, _ rule: QuantileRule) -> Double {
    let (c, total, last) = (cumulativeWeights[k], cumulativeWeights[values.count - 1], weights[values.count - 1])
    let before = k > 0 ? cumulativeWeights[k - 1] : 0
    switch rule {
    case .hf5: return (c - weights[k] / 2) / total
    case .hf6: return c / (total + last)
    case .hf7: return values.count > 1 ? before / cumulativeWeights[values.count - 2] : 0
    case .hf8: return (before / 3 + 2 * c / 3) / (total + last / 3)
    case .hf9: return (3 * before / 8 + 5 * c / 8) / (total + last / 4)
    case .hf1, .hf2, .hf3, .hf4: return c / total
    }
  }

  /// The first position where a condition holds that holds from some position on; the last one where it never does.
  private func first(where condition: (Int) -> Bool) -> Int {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
