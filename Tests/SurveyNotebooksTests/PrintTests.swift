import Foundation
import Peilstok
import Testing

/// What `print`, `debugPrint` and `dump` show of values that hold answers.
@Suite struct PrintTests {
  private func shown(_ value: some Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    return "\(value)" + String(reflecting: value) + dumped + "\([value])" + "\(Optional(value) as Any)"
  }

  @Test func `records, columns, designs and fits print their shape and no answer`() throws {
    let answers = (0..<40).map { "CANARY\($0 % 2)" }
    let numbers = (0..<40).map { 91_827 + Double($0 * $0 % 7) }
    let data = try Microdata(
      name: "d",
      columns: [
        ("g", .factor(Factor(answers))), ("x", .numbers(numbers)),
        ("y", .numbers((0..<40).map { Double($0 / 2 % 2) })),
      ])
    let design = try SurveyDesign(data)
    let fit = try LogisticModel(of: Binary("y", isTrueFor: "1"), on: Number("x")).fitted(to: design)
    let expected: [(any Sendable, String)] = [
      (data, "Microdata(40 records of 3 columns)"),
      (try data.column("g"), "Column(Factor(40 records, 2 levels))"),
      (try data.column("x"), "Column(40 numbers)"),
      (try data.factor(of: "g"), "Factor(40 records, 2 levels)"),
      (design, "SurveyDesign(40 records, 1 stage)"),
      (fit, "ModelFit(2 coefficients)"),
    ]
    for (value, shape) in expected {
      #expect("\(value)" == shape)
      let text = shown(value)
      #expect(!text.contains("CANARY") && !text.contains("9182") && !text.contains("9183"), "\(shape)")
    }
  }

  @Test func `the localised description of an error is its sentence`() {
    let errors: [any Error & CustomStringConvertible] = [
      MicrodataError.notNumeric(column: "x"), DesignError.noRecords, EstimationError.invalidLevel(2),
      ModelError.noTerms, ImputationError.tooFewImputations(1), DocumentError.duplicateFile("a"),
      NumericsError.empty("x"),
    ]
    for error in errors { #expect(error.localizedDescription == error.description) }
  }

  @Test(arguments: [("alpha", "an alpha"), ("mean", "a mean"), ("ordinal", "an ordinal"), ("ratio", "a ratio")])
  func `words take the article that they need`(words: String, expected: String) {
    #expect(withArticle(words) == expected)
  }
}
