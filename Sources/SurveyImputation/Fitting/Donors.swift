internal import SurveyNumerics

/// Records whose answers are given to others with a like prediction.
struct Donors {
  /// The number of nearest records that an answer is drawn from, with those tied with them.
  private static let poolSize = 5

  /// The predictions in ascending order.
  private let predictions: [Double]
  private let answers: [Double]
  /// The sum of the weights before each donor, and that of all of them.
  private let weightsBefore: [Double]

  init(predictions: [Double], answers: [Double], weights: [Double]) {
    let order = predictions.indices.sorted { (predictions[$0], $0) < (predictions[$1], $1) }
    self.predictions = order.map { predictions[$0] }
    self.answers = order.map { answers[$0] }
    var sums = [0.0]
    for position in order { sums.append(sums[sums.count - 1] + weights[position]) }
    weightsBefore = sums
  }

  /// Draws the answer of one of the donors nearest to a prediction, by their weights.
  func draw(near prediction: Double, from stream: inout RandomStream) -> Double {
    let pool = pool(near: prediction)
    let start = weightsBefore[pool.lowerBound]
    let target = start + stream.uniform() * (weightsBefore[pool.upperBound] - start)
    // The last donor of the pool with no more than the target before it.
    let found = firstPosition(in: pool) { weightsBefore[$0 + 1] > target }
    return answers[min(found, pool.upperBound - 1)]
  }

  private func pool(near prediction: Double) -> Range<Int> {
    let start = firstPosition(in: predictions.indices) { predictions[$0] >= prediction }
    var (lower, upper) = (start, start)
    while upper - lower < Self.poolSize, lower > 0 || upper < predictions.count {
      let below = lower > 0 ? prediction - predictions[lower - 1] : .infinity
      let above = upper < predictions.count ? predictions[upper] - prediction : .infinity
      if below <= above { lower -= 1 } else { upper += 1 }
    }
    let (least, greatest) = (predictions[lower], predictions[upper - 1])
    return firstPosition(in: predictions.indices) {
      predictions[$0] >= least
    }..<firstPosition(
      in: predictions.indices
    ) { predictions[$0] > greatest }
  }

  /// Returns the first position of an ascending property, or the end.
  private func firstPosition(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
