/// The weighted distribution function of the values of one group.
struct WeightedDistribution: Sendable {
  /// The values in ascending order.
  let values: [Double]
  /// The sum of the weights up to and including each value.
  let cumulativeWeights: [Double]

  /// Adds up the weights of records in the ascending order of their values.
  init(of values: [Double], weights: [Double], in order: ArraySlice<Int32>) {
    self.values = order.map { values[Int($0)] }
    var sum = 0.0
    // What rounding has taken from the sum (Neumaier 1974).
    var lost = 0.0
    cumulativeWeights = order.map { row in
      let weight = weights[Int(row)]
      let next = sum + weight
      lost += sum >= weight ? (sum - next) + weight : (weight - next) + sum
      sum = next
      return sum + lost
    }
  }

  /// The smallest value at which the cumulated share of the weights reaches an order: Hyndman and Fan's first rule,
  /// R `qrule = "math"`.
  ///
  /// A share that rounding alone keeps below the order has reached it: with equal weights the median of an even number
  /// of records would otherwise depend on the unit of the weights.
  func quantile(_ order: Double) -> Double {
    guard let total = cumulativeWeights.last else { return .nan }
    let wanted = order * total * (1 - 1e-14)
    var (low, high) = (0, values.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulativeWeights[middle] >= wanted { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }
}
