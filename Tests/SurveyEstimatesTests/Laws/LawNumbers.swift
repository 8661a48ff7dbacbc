import SurveyEstimates
import SurveyNumerics
import TestSupport
import Testing

/// The bound of identities.
let lawBound = 1e-12

/// The numbers of an estimate or a comparison that a law may not change.
struct LawNumbers: Sendable {
  var name: String
  var value: Double
  var standardError: Double
  var degreesOfFreedom: Int
  var ends: [Double]
  var unweightedCount: Int
  var effectiveCount: Double?

  init(
    name: String, value: Double, standardError: Double, degreesOfFreedom: Int, ends: [Double], unweightedCount: Int
  ) {
    self.name = name
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.ends = ends
    self.unweightedCount = unweightedCount
  }

  init(_ estimate: Estimate) {
    name = (estimate.domain.map(\.level) + [estimate.variable, estimate.level ?? ""]).joined(separator: "/")
    value = estimate.value
    standardError = estimate.standardError
    degreesOfFreedom = estimate.degreesOfFreedom
    ends = estimate.confidenceInterval.map { [$0.lower, $0.upper] } ?? []
    unweightedCount = estimate.unweightedCount
    effectiveCount = estimate.effectiveCount
  }

  init(_ comparison: Contrast) {
    name = "comparison"
    value = comparison.value
    standardError = comparison.standardError
    degreesOfFreedom = comparison.degreesOfFreedom
    ends = comparison.confidenceInterval.map { [$0.lower, $0.upper] } ?? []
    unweightedCount = comparison.unweightedCount
  }

  init(_ test: TableTest) {
    name = "association, \(test.statistic.rawValue)"
    value = test.value
    standardError = test.pValue
    degreesOfFreedom = 0
    ends = test.degreesOfFreedom
    unweightedCount = test.unweightedCount
  }
}

/// The bits of the numbers.
func bits(_ numbers: LawNumbers) -> [UInt64] {
  ([numbers.value, numbers.standardError] + numbers.ends).map(\.bitPattern)
}

func expectSame(
  _ observed: [LawNumbers], _ expected: [LawNumbers], scale: Double = 1, within bound: Double = lawBound,
  named: Bool = true, _ place: String,
  location: SourceLocation = #_sourceLocation
) {
  #expect(observed.count == expected.count, "\(place)", sourceLocation: location)
  for (one, other) in paired(observed, expected) {
    let what = Comment(rawValue: "\(place), \(other.name): \(one) \(other)")
    #expect(!named || one.name == other.name, what, sourceLocation: location)
    let isSame =
      // A difference has the rounding of its parts, which is as small beside its standard error.
      isClose(
        one.value, to: scale * other.value, relative: bound,
        absolute: other.standardError.isNaN ? 0 : bound * scale * other.standardError, orBothUndefined: true)
      // A standard error that is zero in truth comes out as the rounding of the value.
      && isClose(
        one.standardError, to: scale * other.standardError, relative: bound,
        absolute: other.value.isNaN ? 0 : 1e-14 * abs(scale * other.value), orBothUndefined: true)
      && one.degreesOfFreedom == other.degreesOfFreedom && one.unweightedCount == other.unweightedCount
      && one.ends.count == other.ends.count
      && zip(one.ends, other.ends).allSatisfy {
        isClose(
          $0, to: scale * $1, relative: bound, absolute: bound * abs(scale * other.value), orBothUndefined: true)
      }
    #expect(isSame, what, sourceLocation: location)
  }
}
