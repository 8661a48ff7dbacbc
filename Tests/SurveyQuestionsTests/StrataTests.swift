import SurveyDesigns
import SurveyMicrodata
import SurveyQuestions
import Testing

@Suite struct `Strata of stages` {
  /// Two countries of two strata, whose numbers start again, with two schools of two classes of two persons in each; a
  /// class has children of two sexes.
  private func records() throws -> Microdata {
    var (country, stratum, school, group, sex, score) = (
      [Double](), [Double](), [Double](), [Double](), [Double](), [Double]()
    )
    for number in 0..<32 {
      country.append(Double(number / 16))
      stratum.append(Double(number / 8 % 2))
      school.append(Double(number / 4))
      group.append(Double(number / 2))
      sex.append(Double(number / 2 % 2))
      score.append(Double(number * number % 7))
    }
    return try Microdata(
      name: "records",
      columns: [
        ("country", .numbers(country)), ("stratum", .numbers(stratum)), ("school", .numbers(school)),
        ("class", .numbers(group)), ("kind", .numbers(school.map { $0.truncatingRemainder(dividingBy: 2) })),
        ("sex", .numbers(sex)), ("score", .numbers(score)),
      ])
  }

  private func strata(_ words: [String: [String]]) throws -> [[String]] {
    try DesignQuestion(QuestionWords(words)).design(of: records()).design.stages.map(\.strata)
  }

  @Test(arguments: [
    (["country,stratum"], ["school"], [["country", "stratum"]]),
    (["country", "stratum"], ["school"], [["country", "stratum"]]),
    (["country,stratum"], ["school,class"], [["country", "stratum"], []]),
    (["country,sex"], ["school,class"], [["country"], ["sex"]]),
    (["country x stratum"], ["school,class"], [["country", "stratum"], []]),
    (["country x stratum / sex"], ["school,class"], [["country", "stratum"], ["sex"]]),
    (["country,stratum / sex"], ["school,class"], [["country", "stratum"], ["sex"]]),
    (["country x stratum,sex"], ["school,class"], [["country", "stratum"], ["sex"]]),
    (["country / sex"], ["school"], [["country"], ["sex"]]),
  ])
  func `a list is crossed unless each stage has strata of its own`(
    _ strata: [String], _ units: [String], _ expected: [[String]]
  ) throws {
    #expect(try self.strata(["strata": strata, "units": units]) == expected)
  }

  @Test func `without units any number of strata is crossed`() throws {
    #expect(try strata(["strata": ["country,stratum,sex"]]) == [["country", "stratum", "sex"]])
  }

  /// Law: however many strata and units there are, no stage that draws nothing of its own has strata by a list.
  @Test(arguments: 1...3, 0...2)
  func `a list gives no strata to a stage without units`(_ strataCount: Int, _ unitCount: Int) throws {
    let strata = Array(["country", "stratum", "kind"].prefix(strataCount))
    let units = Array(["school", "class"].prefix(unitCount))
    let design = try DesignQuestion(
      QuestionWords(["strata": strata, "units": units, "single-unit": ["certainty"]])
    ).design(of: records()).design
    #expect(design.stages.dropFirst().allSatisfy { $0.strata.isEmpty || $0.units != nil })
    #expect(Set(design.stages.flatMap(\.strata)) == Set(strata))
  }
}
