/// Whether a number is as close to the expected one as a relative and an absolute bound allow.
public func isClose(_ observed: Double, to expected: Double, relative: Double, absolute: Double = 0) -> Bool {
  if observed == expected { return true }
  guard observed.isFinite, expected.isFinite else { return observed.isNaN && expected.isNaN }
  return abs(observed - expected) <= max(relative * abs(expected), absolute)
}
