/// How wide the interval of a count must stay.
enum Need: Sendable, Equatable {
  /// Nothing is asked.
  case none
  /// More than one value must be possible.
  case open
  /// The interval must reach down to one number and up to another.
  case around(lower: Double, upper: Double)
  /// The interval must be as wide as that of some count that it holds, with this much on each side.
  ///
  /// For an attack that does not know the count; `least` is the smallest count that would be withheld.
  case width(Double, least: Double)

  /// Whether an interval is wide enough.
  func isMet(by lower: Double, _ upper: Double) -> Bool {
    switch self {
    case .none: true
    case .open: upper > lower
    case .around(let low, let high): lower <= low && upper >= high
    case .width(let side, let least): upper - lower >= 2 * side || (lower <= 0 && upper >= least + side)
    }
  }
}
