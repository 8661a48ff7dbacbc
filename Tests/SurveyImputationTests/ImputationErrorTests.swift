import SurveyDesigns
import SurveyImputation
import SurveyMicrodata
import SurveyNumerics
import Testing

@Suite("Errors of imputation")
struct ImputationErrorTests {
  private let rows = 0..<60

  private func columns() -> [(name: String, values: Column)] {
    let blank = MissingKind.blank.number
    return [
      ("grade", .numbers(rows.map { $0 % 6 == 0 ? blank : Double($0 % 7) })),
      ("copy", .numbers(rows.map { $0 % 6 == 0 ? blank : 10 - 2 * Double($0 % 7) })),
      ("empty", .numbers(rows.map { _ in blank })),
      ("rare", .numbers(rows.map { $0 < 5 ? Double($0) : blank })),
      ("age", .numbers(rows.map { Double($0 * $0 % 11) })),
      ("height", .numbers(rows.map { Double($0 * $0 % 11 + $0 * 5 % 3) })),
      ("third", .numbers(rows.map { Double($0 * 5 % 3) })),
      ("infinite", .numbers(rows.map { $0 == 3 ? .infinity : $0 == 4 ? blank : 1 })),
    ]
  }

  @Test(arguments: [
    (["grade", "grade"], [], "\"grade\" is named twice; a variable is imputed or predicts once."),
    (["grad"], [], "There is no column named \"grad\". Did you mean \"grade\"?"),
    (["empty"], ["age"], "\"empty\" has no answer to impute from in any record with a positive weight."),
    (
      ["rare"], ["age", "third"],
      "\"rare\" has 5 answers and 55 missing; 3 columns of predictors need more than 8 answers."
    ),
    (["grade"], ["copy"], "Predictor \"copy\" is missing in 10 records; impute it too, or leave it out."),
    (["grade", "copy"], ["age"], "\"copy\" says the same as \"grade\"; leave one of them out."),
    (
      ["grade"], ["age", "third", "height"],
      "\"height\" follows from the other variables; leave it out, or derive it from them."
    ),
    (
      ["infinite"], ["age"],
      "Column \"infinite\" must hold finite numbers; 1 record holds an infinite one."
    ),
  ])
  func `a fault is named with its variable`(_ names: [String], _ predictors: [String], _ sentence: String) throws {
    let design = try smallDesign(columns())
    let error = #expect(throws: ImputationError.self) {
      try design.imputed(names.map { ImputedVariable($0) }, from: predictors, times: 2, seed: 1)
    }
    #expect(error?.description == sentence)
  }

  @Test func `one imputation is not enough`() throws {
    let design = try smallDesign(columns())
    let error = #expect(throws: ImputationError.self) { try design.imputed(["grade"], times: 1, seed: 1) }
    #expect(error?.description == "Pooling needs at least 2 imputations; found 1.")
  }

  @Test func `a number has no logits`() throws {
    let design = try smallDesign(columns())
    let error = #expect(throws: ImputationError.self) {
      try design.imputed([ImputedVariable("grade", by: .logistic)], times: 2, seed: 1)
    }
    #expect(
      error?.description == "\"grade\" holds numbers, which are imputed by matching; only levels have logits.")
  }

  @Test func `a regression that fails is named by its variable`() {
    #expect(
      ImputationError.didNotConverge("grade").description
        == "The regression of \"grade\" on the other variables did not converge.")
  }

  @Test func `levels that a predictor separates are imputed as it says`() throws {
    let design = try smallDesign([
      ("side", factor(rows.map { $0 % 5 == 0 ? nil : $0 < 30 ? "left" : "right" }, levels: ["left", "right"])),
      ("place", .numbers(rows.map { Double($0) })),
    ])
    let imputed = try design.imputed(["side"], from: ["place"], times: 5, seed: 1)
    for completed in imputed.designs {
      let codes = try completed.data.factor(of: "side").codes
      #expect(codes[0] == 0)
      #expect(codes[55] == 1)
    }
  }

  /// Records of which some variables decide others, one in six without an answer to either.
  private func decided(_ count: Int) throws -> SurveyDesign {
    var stream = RandomStream(seed: 3, stream: 1)
    let exact = (0..<count).map { _ in stream.normal() }
    let grades = exact.map { Double(max(1, min(10, Int(($0 * 2 + 5.5).rounded())))) }
    let isKnown = (0..<count).map { $0 % 6 != 0 }
    let towns = (0..<count).map { _ in Int(stream.uniform() * 12) }
    let numbers = { (values: [Double]) in
      Column.numbers(values.enumerated().map { isKnown[$0] ? $1 : MissingKind.refused.number })
    }
    let levels = { (values: [String]) in
      factor(values.enumerated().map { isKnown[$0] ? $1 : nil }, levels: Set(values).sorted())
    }
    return try smallDesign([
      ("exact", numbers(exact)), ("grade", numbers(grades)), ("other", numbers(grades.map { abs($0 - 5) })),
      ("fails", levels(grades.map { $0 <= 5 ? "yes" : "no" })),
      ("band", levels(exact.map { $0 < -0.5 ? "low" : $0 < 0.5 ? "middle" : "high" })),
      ("town", factor(towns.map { "town \($0)" }, levels: (0..<12).map { "town \($0)" })),
      ("province", levels(towns.map { "province \($0 % 3)" })),
      // Nearly the same as the grade, but for a few.
      ("nearly", levels(grades.enumerated().map { ($1 <= 5) == ($0 % 25 != 1) ? "yes" : "no" })),
      // Two in a hundred, whatever their grade.
      ("rare", levels((0..<count).map { $0 % 50 == 1 ? "yes" : "no" })),
      ("year", .numbers(exact.indices.map { Double($0 % 9) })),
    ])
  }

  @Test(arguments: [
    (
      ["grade", "fails"], [],
      "\"fails\" follows from \"grade\" alone in all 250 records with both; leave \"fails\" out and derive it from "
        + "\"grade\" afterwards."
    ),
    (
      ["fails", "grade"], ["year"],
      "\"fails\" follows from \"grade\" alone in all 250 records with both; leave \"fails\" out and derive it from "
        + "\"grade\" afterwards."
    ),
    (
      ["band", "exact"], [],
      "\"band\" follows from \"exact\" alone in all 250 records with both; leave \"band\" out and derive it from "
        + "\"exact\" afterwards."
    ),
    (
      ["other", "grade"], [],
      "\"other\" follows from \"grade\" alone in all 250 records with both; leave \"other\" out and derive it from "
        + "\"grade\" afterwards."
    ),
    (
      ["province"], ["town"],
      "\"province\" follows from \"town\" alone in all 250 records with both; leave \"province\" out and derive it "
        + "from \"town\" afterwards."
    ),
  ])
  func `a variable that one other decides is refused`(
    _ names: [String], _ predictors: [String], _ sentence: String
  ) throws {
    let error = #expect(throws: ImputationError.self) {
      try decided(300).imputed(names.map { ImputedVariable($0) }, from: predictors, times: 2, seed: 1)
    }
    #expect(error?.description == sentence)
  }

  @Test(arguments: [
    (["grade", "nearly"], ["town"]), (["grade", "rare"], ["year"]), (["exact", "nearly"], ["year"]),
    (["province", "rare"], ["year"]), (["fails", "band"], ["year"]),
  ])
  func `variables that go together without one deciding another are imputed`(
    _ names: [String], _ predictors: [String]
  ) throws {
    let imputed = try decided(300).imputed(
      names.map { ImputedVariable($0) }, from: predictors, times: 2, seed: 1, iterations: 1)
    #expect(imputed.designs.count == 2)
  }

  // Of 24 records 20 have all answers, too few of them with the rarer answer to tell a function from chance.
  @Test func `few records that agree are no function`() throws {
    let imputed = try decided(24).imputed(
      ["grade", "fails"], times: 2, seed: 1, iterations: 1, designPredictors: false)
    #expect(imputed.designs.count == 2)
  }
}
