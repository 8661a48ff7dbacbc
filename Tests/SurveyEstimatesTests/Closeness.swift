import TestSupport
import Testing

/// Expects as many numbers as R gave, at least one, each close to it.
func expectClose(
  _ observed: [Double], to expected: [Double], relative: Double = 1e-10, _ what: String = "",
  orBothUndefined: Bool = false, location: SourceLocation = #_sourceLocation
) {
  #expect(observed.count == expected.count && !expected.isEmpty, "\(what)", sourceLocation: location)
  for (value, wanted) in paired(observed, expected) {
    #expect(
      isClose(value, to: wanted, relative: relative, orBothUndefined: orBothUndefined),
      "\(what): \(value), R \(wanted)", sourceLocation: location)
  }
}
