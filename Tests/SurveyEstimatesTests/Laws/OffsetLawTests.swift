import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

/// A constant that is added to every value moves a mean and nothing else, however large it is.
@Suite("Values far from zero")
struct OffsetLawTests {
  private static let records = LawRecords()

  @Test(arguments: LawDesign.all, [1e3, 1e6, 1e9, -1e12])
  func `spread does not depend on the origin of the scale`(_ law: LawDesign, _ offset: Double) throws {
    // Ages are whole numbers, so that moving them loses no digit.
    let moved = Self.records.replacingNumbers(["age"]) { $1 + offset }
    for group in [[], ["group"]] as [[Categorical]] {
      let before = try law.design(of: Self.records).mean(of: ["age"], by: group)
      let after = try law.design(of: moved).mean(of: ["age"], by: group)
      for (one, other) in paired(before, after) {
        #expect(isClose(other.value, to: one.value + offset, relative: 1e-14))
        #expect(
          isClose(other.standardError, to: one.standardError, relative: 1e-10),
          "\(other.standardError / one.standardError - 1)")
        for (a, b) in [(one.designEffect, other.designEffect), (one.effectiveCount, other.effectiveCount)] {
          #expect(isClose(b ?? -1, to: a ?? -1, relative: 1e-10), "\((b ?? -1) / (a ?? -1) - 1)")
        }
      }
    }
  }
}
