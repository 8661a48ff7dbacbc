internal import SurveyDesigns
internal import SurveyNumerics

/// A likelihood whose fits predict a number for each record, such as its mean.
protocol PredictingLikelihood: ModelLikelihood {
  /// What is predicted.
  associatedtype Target: Sendable
  associatedtype Predictions: PredictionBlock

  /// The weight of each record of the data.
  var weights: [Double] { get }

  /// Returns the scores of the records at some parameters.
  func scores(at parameters: [Double]) -> ComputedValues

  /// Returns what works out predictions block by block.
  func predictions(of target: Target, at parameters: [Double], in scenario: Scenario) -> Predictions
}

/// The predictions of a block of records, and their derivatives by the parameters.
protocol PredictionBlock {
  /// The prediction of each record.
  var values: [Double] { get }

  /// Works out the predictions of some records, of which there may be at most `RecordBlock.largestCount`.
  mutating func read(_ rows: ArraySlice<Int32>)

  /// Adds Σ fᵢ ∂(prediction i) by each parameter to a sum, given a factor for each record.
  mutating func addGradient(_ factors: [Double], to sum: inout [Double])
}

extension PredictingLikelihood {
  /// Returns the weighted sum of the predictions of each scenario, and last the sum of the weights.
  func sums(
    of target: Target, at parameters: [Double], in scenarios: [Scenario]
  ) -> [Double] {
    let parts = frame.mapParts(width: width) { rows in
      var sums = [Double](repeating: 0, count: scenarios.count + 1)
      for row in rows { sums[scenarios.count] += weights[Int(row)] }
      for (position, scenario) in scenarios.enumerated() {
        var block = predictions(of: target, at: parameters, in: scenario)
        frame.forEachBlock(of: rows) { some in
          block.read(some)
          for (i, row) in some.enumerated() { sums[position] += weights[Int(row)] * block.values[i] }
        }
      }
      return sums
    }
    return parts.dropFirst().reduce(parts[0]) { sum, part in zip(sum, part).map { $0 + $1 } }
  }

  /// Returns the derivative of Σ w·prediction by each parameter.
  func gradient(of target: Target, at parameters: [Double], in scenario: Scenario) -> [Double] {
    let parts = frame.mapParts(width: width) { rows in
      var block = predictions(of: target, at: parameters, in: scenario)
      var factors = [Double](repeating: 0, count: RecordBlock.largestCount)
      var sum = [Double](repeating: 0, count: parameters.count)
      frame.forEachBlock(of: rows) { some in
        block.read(some)
        for (i, row) in some.enumerated() { factors[i] = weights[Int(row)] }
        block.addGradient(factors, to: &sum)
      }
      return sum
    }
    return parts.dropFirst().reduce(parts[0]) { sum, part in zip(sum, part).map { $0 + $1 } }
  }

  /// The scores of each record, followed by its prediction in each scenario.
  func scoresAndPredictions(
    of target: Target, at parameters: [Double], in scenarios: [Scenario]
  ) -> ComputedValues {
    let scores = scores(at: parameters)
    let (count, elements) = (scores.count, scores.count + scenarios.count)
    return ComputedValues(count: elements) { range, values in
      var ofScores = [Double](repeating: 0, count: range.count * count)
      scores.fill(range, &ofScores)
      for row in 0..<range.count {
        for j in 0..<count { values[row * elements + j] = ofScores[row * count + j] }
      }
      for (position, scenario) in scenarios.enumerated() {
        var block = predictions(of: target, at: parameters, in: scenario)
        frame.forEachBlock(of: frame.rows[frame.positions(of: range)]) { some in
          block.read(some)
          for (i, row) in some.enumerated() {
            values[(Int(row) - range.lowerBound) * elements + count + position] = block.values[i]
          }
        }
      }
    }
  }
}
