import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import Testing

/// What is at fault is named in a sentence, word for word.
struct LevelErrorTests {
  private func message(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
  }

  private func small(_ grades: [Double], _ x: [Double], sex: [String?]? = nil) throws -> SurveyDesign {
    let sexes = sex ?? grades.indices.map { $0 % 2 == 0 ? "female" : "male" }
    return try SurveyDesign(
      records(["grade": grades, "x": x, "weight": grades.map { _ in 1 }], levels: ["sex": sexes]), weights: "weight")
  }

  private let grades: [Double] = (0..<30).map { Double($0 % 3 + 1) }
  private let x: [Double] = (0..<30).map { Double($0 * 7 % 11) }

  @Test func `outcomes that cannot be explained`() throws {
    let same = try small(grades.map { _ in 4 }, x)
    let sentence = "Outcome \"grade\" has the same level in every complete record, so there is nothing to explain."
    #expect(message { _ = try OrdinalModel(of: "grade", on: Number("x")).fitted(to: same) } == sentence)
    #expect(message { _ = try MultinomialModel(of: "grade", on: Number("x")).fitted(to: same) } == sentence)
    let design = try small(grades, x)
    #expect(
      message { _ = try OrdinalModel(of: "grade", on: Number("x"), levels: ["1", "3"]).fitted(to: design) }
        == "The order of \"grade\" must name each of the 3 levels that complete records have once; it names 2 of them.")
    #expect(
      message { _ = try OrdinalModel(of: "grade", on: Number("x"), levels: ["1", "2", "3", "33"]).fitted(to: design) }
        == "Column \"grade\" has no level \"33\".")
    let many = try small((0..<120).map { Double($0 % 60) }, (0..<120).map { Double($0 * 7 % 11) })
    #expect(
      message { _ = try MultinomialModel(of: "grade", on: Number("x")).fitted(to: many) }
        == "Outcome \"grade\" has 60 levels; a multinomial model takes at most 50.")
    let few = many.restricted(to: (0..<120).map { $0 < 10 })
    #expect(
      message { _ = try MultinomialModel(of: "grade", on: Number("x")).fitted(to: few) }
        == "The model has 18 parameters but only 10 complete records.")
  }

  @Test func `outcomes that a term separates`() throws {
    let ordered = try small(grades.sorted(), (0..<30).map(Double.init))
    let sentence = "The outcomes are separated by \"x\", so that no finite estimate exists; leave this term out."
    for link in CumulativeLink.allCases {
      #expect(
        message { _ = try OrdinalModel(of: "grade", on: Number("x"), link: link).fitted(to: ordered) } == sentence)
    }
    #expect(message { _ = try MultinomialModel(of: "grade", on: Number("x")).fitted(to: ordered) } == sentence)
    let atOneEnd = try small(grades, x, sex: grades.map { $0 == 1 ? "girl" : "boy" })
    #expect(
      message { _ = try OrdinalModel(of: "grade", on: Categorical("sex")).fitted(to: atOneEnd) }
        == "Term \"sex\": the outcome is the same in every record with sex = number 2 of 2, so its coefficient is infinite; "
        + "merge levels or leave the term out.")
    #expect(
      message { _ = try MultinomialModel(of: "grade", on: Categorical("sex")).fitted(to: atOneEnd) }
        == "The outcomes are separated by \"sex\", so that no finite estimate exists; leave this term out.")
  }

  @Test func `terms that say the same twice, and terms of their own`() throws {
    let data = try small(grades, x).data.adding("double", .numbers(x.map { 2 * $0 + 1 }))
    let design = try SurveyDesign(data, weights: "weight")
    let sentence = "Term \"double\" is a linear combination of \"x\"; leave it out."
    let both = Number("x") + Number("double")
    #expect(message { _ = try OrdinalModel(of: "grade", on: both).fitted(to: design) } == sentence)
    #expect(message { _ = try MultinomialModel(of: "grade", on: both).fitted(to: design) } == sentence)
    #expect(
      message {
        _ = try OrdinalModel(of: "grade", on: Number("x"), withOwnCoefficients: Number("year")).fitted(to: design)
      } == "The model has no term \"year\".")
    let crossed = Number("x") * Categorical("sex")
    #expect(
      message {
        _ = try OrdinalModel(
          of: "grade", on: crossed, withOwnCoefficients: Number("x").interaction(with: Categorical("sex"))
        ).fitted(to: design)
      } == "Term \"x:sex\" has coefficients of its own at every threshold, so \"x\" must have them too.")
    let fit = try MultinomialModel(of: "grade", on: Number("x")).fitted(to: design)
    #expect(
      message { _ = try fit.parallelLinesTests() }
        == "Only an ordinal model of three levels or more has lines that can be parallel.")
    #expect(
      message { _ = try fit.predictiveMargins(over: "x", upTo: "none") }
        == "Term \"grade\" has no level \"none\" among the complete records.")
  }

  @Test func `a level that a replicate leaves out`() throws {
    // The only records of grade 3 are one unit.
    let design = try small((0..<30).map { $0 == 4 ? 3 : Double($0 % 2 + 1) }, x).replicated(.jackknife)
    #expect(
      message { _ = try OrdinalModel(of: "grade", on: Number("x")).fitted(to: design) }
        == "The model has no fit in replicate 30. No complete record with a positive weight has the level number 3 of 3 of the "
        + "outcome; merge it with a neighbour.")
  }

  @Test func `only levels with complete records count`() throws {
    let data = try gradedSample()
    let (grades, ages) = (try data.numbers(of: "grade"), try data.numbers(of: "age"))
    // Whoever has grade 3 lacks the age.
    let design = try healthDesign(
      data.adding("age", .numbers(grades.indices.map { grades[$0] == 3 ? .nan : ages[$0] })))
    let fit = try OrdinalModel(of: "grade", on: Number("age")).fitted(to: design)
    #expect(fit.outcomeLevels == ["1", "2", "4", "5"] && fit.thresholds.map(\.term) == ["1|2", "2|4", "4|5"])
    #expect(fit.thresholds.allSatisfy { $0.standardError > 0 })
    let estimates = fit.thresholds.map(\.estimate)
    #expect(estimates == estimates.sorted())
  }
}
