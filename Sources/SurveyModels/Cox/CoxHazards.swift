private import Foundation
internal import SurveyEstimates
internal import SurveyNumerics

/// The hazard that events make at each of their times, for those who go on and for those who have the event.
struct CoxHazards: Sendable {
  /// The times of events, ascending.
  private(set) var times: [Double] = []
  /// The hazard up to and including each time.
  private(set) var cumulated: [Double] = []
  /// The hazard of each time for a record with the event there.
  private(set) var ofEvents: [Double] = []

  init(times: [Double], increments: [Double], ofEvents: [Double]) {
    self.times = times
    self.ofEvents = ofEvents
    var sum = 0.0
    cumulated = increments.map { increment in
      sum += increment
      return sum
    }
  }

  /// The position of the last time that is at most a time; −1 before the first.
  func position(upTo time: Double) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// The hazard that a record has lived through.
  func lived(until time: Double, withEvent: Bool) -> Double {
    let position = position(upTo: time)
    guard position >= 0 else { return 0 }
    guard withEvent else { return cumulated[position] }
    return (position > 0 ? cumulated[position - 1] : 0) + ofEvents[position]
  }
}

/// What the events of one time add.
struct CoxStep {
  let time: Double
  /// w̄, the mean weight of the events.
  let meanWeight: Double
  /// Σ w η over the events.
  let eventPredictorSum: Double
  /// Σ w x over the events, the intercept first and an element past the last column.
  let eventSum: [Double]
  /// S₀ and S₁ over those at risk, and over the events alone.
  let atRisk: (sum: Double, sums: [Double])
  let ofEvents: (sum: Double, sums: [Double])
  /// j/d for each of the times that the sums are taken.
  let shares: [Double]

  func denominator(_ share: Double) -> Double { atRisk.sum - share * ofEvents.sum }

  var logDenominators: Double { shares.reduce(0) { $0 + log(denominator($1)) } }

  /// Calls a closure with each mean x̄ⱼ and w̄.
  func forEachMean(_ body: (_ mean: [Double], _ weight: Double) -> Void) {
    var mean = atRisk.sums
    for share in shares {
      let denominator = denominator(share)
      for j in mean.indices { mean[j] = (atRisk.sums[j] - share * ofEvents.sums[j]) / denominator }
      body(mean, meanWeight)
    }
  }
}

extension CoxLikelihood {
  /// Goes through the times of events, the last first, and returns the hazards that they make.
  func hazards(at parameters: [Double], _ body: (CoxStep) -> Void) -> CoxHazards {
    var (times, increments, ofEvents): ([Double], [Double], [Double]) = ([], [], [])
    var risk = RiskSums(count: columns.count)
    var block = RecordBlock(columns)
    var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
    // The records of the block that has been read, as positions in the order.
    var held = 0..<0
    for run in runs {
      var events = RiskSums(count: columns.count)
      var (eventSum, eventPredictorSum, eventWeight, eventCount) = (
        [Double](repeating: 0, count: columns.count + 1), 0.0, 0.0, 0
      )
      for position in run {
        if position >= held.upperBound {
          held = position..<min(position + RecordBlock.largestCount, order.count)
          block.read(order[held], of: columns)
          block.linearPredictor([0] + parameters, into: &predictor)
        }
        let (i, row) = (position - held.lowerBound, order[position])
        let weight = weights[Int(row)] * weightScale
        let factor = weight * exp(predictor[i])
        risk.add(factor, block, i)
        guard hasEvent(row) else { continue }
        events.add(factor, block, i)
        eventCount += 1
        eventWeight += weight
        eventPredictorSum += weight * predictor[i]
        block.forEachValue(ofRecord: i) { column, value in eventSum[column] += weight * value }
      }
      guard eventCount > 0 else { continue }
      let shares = (0..<eventCount).map { ties == .efron ? Double($0) / Double(eventCount) : 0 }
      let step = CoxStep(
        time: survival.times[Int(order[run.lowerBound])], meanWeight: eventWeight / Double(eventCount),
        eventPredictorSum: eventPredictorSum, eventSum: eventSum, atRisk: (risk.sum, risk.sums),
        ofEvents: (events.sum, events.sums), shares: shares)
      times.append(step.time)
      increments.append(shares.reduce(0) { $0 + step.meanWeight / step.denominator($1) })
      ofEvents.append(shares.reduce(0) { $0 + (1 - $1) * step.meanWeight / step.denominator($1) })
      body(step)
    }
    return CoxHazards(
      times: times.reversed(), increments: increments.reversed(), ofEvents: ofEvents.reversed())
  }
}

/// Σ w e^η and Σ w e^η x over records.
private struct RiskSums {
  var sum = 0.0
  /// Of each column but the intercept.
  var sums: [Double]

  init(count: Int) { sums = [Double](repeating: 0, count: count - 1) }

  mutating func add(_ factor: Double, _ block: RecordBlock, _ i: Int) {
    sum += factor
    block.forEachValue(ofRecord: i) { column, value in sums[column - 1] += factor * value }
  }
}
