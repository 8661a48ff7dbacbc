import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import Testing

/// Mistakes of the caller stop the program with both numbers.
@Suite("Mistakes of the caller")
struct PreconditionTests {
  @Test func `a domain has a mark for every record`() async {
    await #expect(processExitsWith: .failure) {
      _ = try SurveyDesign(LawRecords().data()).restricted(to: [true, false])
    }
  }

  @Test func `a contrast has a coefficient for every estimate`() async {
    await #expect(processExitsWith: .failure) {
      _ = try SurveyDesign(LawRecords().data()).mean(of: "age", by: "group").contrast([1, -1])
    }
  }

  @Test(arguments: [0.0, 1.0])
  func `a comparison has a level between 0 and 1`(_ level: Double) async {
    await #expect(processExitsWith: .failure) { [level] in
      _ = try SurveyDesign(LawRecords().data()).mean(of: "age", by: "group")
        .difference(of: 0, minus: 1, level: level)
    }
  }

  @Test func `other data have as many records`() async {
    await #expect(processExitsWith: .failure) {
      let fewer = try Microdata(name: "fewer", columns: [("age", .numbers([1, 2]))])
      _ = try SurveyDesign(LawRecords().data()).replacingData(fewer)
    }
  }

  @Test func `raking has a margin`() async {
    await #expect(processExitsWith: .failure) { _ = try SurveyDesign(LawRecords().data()).raked(to: []) }
  }
}
