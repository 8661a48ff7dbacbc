import TestSupport
import Testing

/// Expects as many numbers as R gave, at least one, each close to it.
func expectClose(
  _ observed: [Double], to expected: [Double], relative: Double = 1e-10, _ what: String = "",
  location: SourceLocation = #_sourceLocation
) {
  #expect(observed.count == expected.count && !expected.isEmpty, "\(what)", sourceLocation: location)
  for (value, wanted) in zip(observed, expected) {
    #expect(isClose(value, to: wanted, relative: relative), "\(what): \(value), R \(wanted)", sourceLocation: location)
  }
}
