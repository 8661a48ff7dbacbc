/// Whether a number is as close to the expected one as a relative and an absolute bound allow.
///
/// What is no number is close to nothing, unless it is said that both may be undefined: a value that is missing on both
/// sides must not pass for agreement.
public func isClose(
  _ observed: Double, to expected: Double, relative: Double, absolute: Double = 0, orBothUndefined: Bool = false
) -> Bool {
  if observed == expected { return true }
  guard observed.isFinite, expected.isFinite else { return orBothUndefined && observed.isNaN && expected.isNaN }
  return abs(observed - expected) <= max(relative * abs(expected), absolute)
}
