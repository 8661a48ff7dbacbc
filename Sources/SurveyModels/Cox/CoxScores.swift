private import Foundation
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyNumerics

/// The scores of the records under a proportional hazards model: the derivative of the equations by each weight.
///
///     s = δ(x − x̄) − e^η Σ (x − x̄ⱼ) w̄/S₀ⱼ
///
/// over the times that the record is at risk at, x̄ being the mean of the x̄ⱼ of its own event (Lin and Wei 1989). A vector
/// for each time of events is held, and none for each record.
struct CoxScores: Sendable {
  private let likelihood: CoxLikelihood
  private let coefficients: [Double]
  private let hazards: CoxHazards
  /// Σ x̄ⱼw̄/S₀ⱼ up to each time of events, vector after vector.
  private let cumulatedMeans: [Double]
  /// The same at each time alone, for a record with the event there.
  private let eventMeans: [Double]
  /// The mean of the x̄ⱼ at each time.
  private let means: [Double]

  private var count: Int { likelihood.count }

  init(_ likelihood: CoxLikelihood, at parameters: [Double]) {
    let count = likelihood.count
    var (increments, eventMeans, means): ([[Double]], [[Double]], [[Double]]) = ([], [], [])
    hazards = likelihood.hazards(at: parameters) { step in
      var (increment, ofEvent, mean) = (
        [Double](repeating: 0, count: count), [Double](repeating: 0, count: count), [Double](repeating: 0, count: count)
      )
      var position = 0
      step.forEachMean { value, weight in
        let share = step.shares[position]
        let hazard = weight / step.denominator(share)
        for j in 0..<count {
          increment[j] += hazard * value[j]
          ofEvent[j] += (1 - share) * hazard * value[j]
          mean[j] += value[j] / Double(step.shares.count)
        }
        position += 1
      }
      increments.append(increment)
      eventMeans.append(ofEvent)
      means.append(mean)
    }
    var sum = [Double](repeating: 0, count: count)
    cumulatedMeans = increments.reversed().flatMap { increment in
      for j in 0..<count { sum[j] += increment[j] }
      return sum
    }
    self.eventMeans = eventMeans.reversed().flatMap { $0 }
    self.means = means.reversed().flatMap { $0 }
    self.likelihood = likelihood
    coefficients = [0] + parameters
  }

  /// The scores, an element for each coefficient; not-a-number first where a record is not complete.
  var values: ComputedValues {
    ComputedValues(count: count) { range, values in
      for row in 0..<range.count { values[row * count] = .nan }
      var block = RecordBlock(likelihood.columns)
      var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
      likelihood.frame.forEachBlock(of: likelihood.frame.rows[likelihood.frame.positions(of: range)]) { rows in
        block.read(rows, of: likelihood.columns)
        block.linearPredictor(coefficients, into: &predictor)
        for (i, row) in rows.enumerated() {
          write(row, exp(predictor[i]), block, i, &values, from: (Int(row) - range.lowerBound) * count)
        }
      }
    }
  }

  private func write(
    _ row: Int32, _ factor: Double, _ block: RecordBlock, _ i: Int, _ values: inout [Double], from start: Int
  ) {
    let time = likelihood.survival.times[Int(row)]
    let hasEvent = likelihood.hasEvent(row)
    let position = hazards.position(upTo: time)
    // Of x itself: once for the event, less what the hazard that was lived through lets expect.
    let ofValue = (hasEvent ? 1 : 0) - factor * hazards.lived(until: time, withEvent: hasEvent)
    for j in 0..<count {
      var value = 0.0
      if hasEvent {
        value = factor * eventMeans[position * count + j] - means[position * count + j]
        if position > 0 { value += factor * cumulatedMeans[(position - 1) * count + j] }
      } else if position >= 0 {
        value = factor * cumulatedMeans[position * count + j]
      }
      values[start + j] = value
    }
    block.forEachValue(ofRecord: i) { column, value in values[start + column - 1] += ofValue * value }
  }
}
