/// The times at which a group has events, and who is at risk at each.
///
/// A record is at risk at every step up to the last whose time is not after its own; so a number for each record says it
/// all, and the sums over every risk set take one pass over the records.
struct RiskSets: Sendable {
  /// The distinct times of the events of records with a weight, ascending: the steps.
  let times: [Double]
  /// The number of steps that each record lives to see; negative outside the group.
  let stepsOfRow: [Int32]
  /// 1 where the time of a record ended in the event.
  let events: [Int32]

  init(_ survival: SurvivalTimes, isMember: (_ row: Int) -> Bool) {
    var eventTimes: [Double] = []
    var isInGroup = [Bool](repeating: false, count: survival.times.count)
    for row in survival.times.indices where !survival.times[row].isNaN && isMember(row) {
      isInGroup[row] = true
      if survival.events[row] == 1 { eventTimes.append(survival.times[row]) }
    }
    eventTimes.sort()
    var times: [Double] = []
    for time in eventTimes where times.last != time { times.append(time) }
    self.times = times
    events = survival.events
    stepsOfRow = isInGroup.indices.map { row in
      isInGroup[row] ? Int32(times.stepCount(upTo: survival.times[row])) : -1
    }
  }

  /// Whether a record's time ended in the event.
  func hasEvent(_ row: Int) -> Bool { events[row] == 1 }

  /// Sums over those who have the event at each step and those who live to see what follows.
  struct Sums: Sendable {
    /// The sum of the weights of the events of each step.
    var events: [Double]
    /// The sum of the weights of the records that are at risk after the events of each step.
    ///
    /// Kept beside the events, because a difference of sums would be rounding where nobody remains.
    var remaining: [Double]

    /// The sum of the weights of the records at risk at a step.
    func atRisk(_ step: Int) -> Double { events[step] + remaining[step] }
  }

  /// Returns the sums of weights, of all records of the group or of those that a closure picks.
  func sums(of weight: (_ row: Int) -> Double) -> Sums {
    var events = [Double](repeating: 0, count: times.count)
    var leaving = events
    for row in stepsOfRow.indices where stepsOfRow[row] > 0 {
      let step = Int(stepsOfRow[row]) - 1
      if hasEvent(row) { events[step] += weight(row) } else { leaving[step] += weight(row) }
    }
    var remaining = leaving
    for step in stride(from: times.count - 2, through: 0, by: -1) {
      remaining[step] += events[step + 1] + remaining[step + 1]
    }
    return Sums(events: events, remaining: remaining)
  }
}

extension [Double] {
  /// The number of elements of an ascending list that are at most a value.
  func stepCount(upTo value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
