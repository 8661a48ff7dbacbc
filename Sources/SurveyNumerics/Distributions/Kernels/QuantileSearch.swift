internal import Foundation

/// The search for the point where a tail probability of a positive variable has a given value.
///
/// Newton steps on the logarithm of the tail against the logarithm of the point, kept in a bracket. The tail and the
/// difference from its target carry thirty digits, so the answer is right to the last place or two even where the tail
/// hardly changes with the point.
struct QuantileSearch {
  /// The tail that has to reach its target.
  enum Tail {
    case lower
    case upper
  }

  let tail: Tail
  let target: Double

  /// Creates the search for a lower tail p, through the upper tail if p is above one half: 1 - p is exact there.
  init(lowerTail p: Double) {
    if p <= 0.5 {
      (tail, target) = (.lower, p)
    } else {
      (tail, target) = (.upper, 1 - p)
    }
  }

  /// Creates the search for an upper tail p.
  init(upperTail p: Double) {
    if p <= 0.5 {
      (tail, target) = (.upper, p)
    } else {
      (tail, target) = (.lower, 1 - p)
    }
  }

  /// The same search on the mirrored variable.
  var reversed: QuantileSearch { QuantileSearch(tail: tail == .lower ? .upper : .lower, target: target) }

  init(tail: Tail, target: Double) {
    self.tail = tail
    self.target = target
  }

  /// Searches for the point.
  ///
  /// - Parameters:
  ///   - start: A positive first guess.
  ///   - evaluate: The tails at a point, and the logarithm of the density with respect to the logarithm of the point.
  /// - Returns: The point, zero or infinity if it lies outside the range of doubles.
  func point(near start: Double, _ evaluate: (Double) -> (tails: LogTails, logDensity: DoubleDouble)) -> Double {
    if target == 0 { return tail == .lower ? 0 : .infinity }
    let logTarget = DoubleDouble.logarithm(of: target)
    var x = min(max(start, 1e-300), 1e300)
    var below = 0.0
    var above = Double.infinity
    var reach = 1.0
    while true {
      let (tails, logDensity) = evaluate(x)
      let logTail = tail == .lower ? tails.lower : tails.upper
      let excess = (logTail - logTarget).high
      if excess == 0 { return x }
      // Positive when the answer lies above x.
      let direction = (excess < 0) == (tail == .lower) ? 1.0 : -1.0
      if direction > 0 { below = x } else { above = x }
      let slope = exp(min((logDensity - logTail).high, 700))
      let newton = abs(excess) / slope
      if newton < 1e-10 { return x + direction * x * newton }
      var next: Double
      if below > 0 && above < .infinity {
        next = x * exp(direction * min(newton, 1e3))
        let width = log(above / below)
        // The steps have to shrink the bracket; otherwise halve it.
        if !(next > below && next < above) || newton > 0.75 * width { next = below.squareRoot() * above.squareRoot() }
      } else {
        // No bracket yet: a step of at most `reach`, which doubles.
        if x == .greatestFiniteMagnitude { return .infinity }
        if x == .leastNonzeroMagnitude { return 0 }
        next = x * exp(direction * min(newton * 1.01, reach))
        reach *= 2
        next = min(max(next, .leastNonzeroMagnitude), .greatestFiniteMagnitude)
      }
      if next == x || (above.isFinite && above <= below.nextUp) { return x }
      x = next
    }
  }
}
