package import SurveyDesigns
public import SurveyMicrodata

/// A time until an event that some records do not live to see: how long they were observed, and whether it came.
///
/// The same as R `Surv(time, event)`. A record without the event is censored at its time: it was at risk up to and
/// including it.
public struct SurvivalTime: Sendable, Hashable {
  /// The column of times, from 0.
  public let time: Number
  /// Whether the time ended in the event.
  public let event: Binary

  /// Names the time and the event that may end it.
  public init(_ time: Number, event: Binary) {
    self.time = time
    self.event = event
  }
}

/// The times and events as they stand for each record.
package struct SurvivalTimes: Sendable {
  /// The times; NaN where the time or the event is unknown.
  package let times: [Double]
  /// 1 where the time ended in the event.
  package let events: [Int32]

  /// Reads the columns.
  ///
  /// - Throws: `EstimationError.invalidTimes` for negative and infinite times of records that take part.
  package init(_ outcome: SurvivalTime, of design: SurveyDesign) throws(EstimationError) {
    let data = design.data
    var times = try estimating { () throws(MicrodataError) in try data.numbers(of: outcome.time) }
    events = try estimating { () throws(MicrodataError) in try data.indicator(of: outcome.event) }
    var (negative, infinite) = (0, 0)
    for row in times.indices {
      if events[row] < 0 || !(design.weights[row] > 0) || design.domain?[row] == false {
        times[row] = .nan
      } else if times[row].isInfinite {
        infinite += 1
      } else if times[row] < 0 {
        negative += 1
      }
    }
    guard negative + infinite == 0 else {
      throw .invalidTimes(column: outcome.time.name, negative: negative, infinite: infinite)
    }
    self.times = times
  }
}
