import Foundation
import SurveyDesigns
import SurveyMicrodata
import TestSupport

/// What R makes of analyses of completed datasets that a rule completes, without chance.
struct PooledAnalysis: Decodable, Sendable, CustomStringConvertible {
  struct Scalar: Decodable, Sendable {
    let value: Double
    let se: Double
    let df: Double
    let fmi: Double
    let increase: Double
    let lower: Double
    let upper: Double
  }
  struct Contrast: Decodable, Sendable {
    let value: Double
    let se: Double
  }
  struct Wald: Decodable, Sendable {
    let statistic: Double
    let df: Double
    let p: Double
    let increase: Double
  }
  struct RaoScott: Decodable, Sendable {
    let statistic: Double
    let numerator: Double
    let denominator: Double
    let pearson: Double
    let p: Double
  }
  let id: String
  let mean: [Scalar]
  let byType: [Scalar]
  let contrast: Contrast
  let share: [Scalar]
  let median: [Scalar]
  let coefficients: [Scalar]
  let waldOfType: Wald
  let raoScott: RaoScott
  /// Slopes, then thresholds.
  let ordinal: [Scalar]
  let multinomial: [Scalar]
  let cox: [Scalar]
  let margins: [Scalar]
  /// The logarithm of the ratio of the first two margins, and their difference.
  let comparisons: [Scalar]
  var description: String { id }

  static let all: [PooledAnalysis] = {
    let url = repository.appending(path: "Tests/Fixtures/imputation/pooled.json")
    guard let bytes = try? Data(contentsOf: url),
      let cases = try? JSONDecoder().decode([PooledAnalysis].self, from: bytes)
    else { fatalError("the pooled analyses of R cannot be read") }
    return cases
  }()

  /// The design of the records as they are.
  func design() throws -> SurveyDesign {
    try SurveyDesign(
      try referenceData(id == "stratified" ? "apistrat" : "apiclus1"), weights: "pw",
      stages: [
        id == "stratified"
          ? Stage(strata: "stype", populationSize: "fpc") : Stage(units: "dnum", populationSize: "fpc")
      ])
  }

  /// The six completed designs, by the rule that the script states.
  func completedDesigns() throws -> [SurveyDesign] {
    let design = try design()
    let numbers = try design.data.numbers(of: "api00")
    let awards = try design.data.factor(of: "awards")
    return try (1...6).map { k in
      let moved = numbers.enumerated().map { index, number in
        (index + 1) % 3 == 0 ? number + 40 * Double((index + 1) * k % 13 - 6) : number
      }
      var turned = awards
      for index in turned.codes.indices where (index + 1) * k % 9 == 0 { turned.codes[index] = 1 - turned.codes[index] }
      let grades = moved.map { number in Double([550, 650, 750].count { $0 <= number }) }
      return design.replacingData(
        try design.data.adding("api00", .numbers(moved)).adding("awards", .factor(turned))
          .adding("grade", .numbers(grades)))
    }
  }
}
