import Foundation
import SurveyDesigns
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// What R gave for outcomes with several levels.
struct LevelReference: Decodable, Sendable {
  struct Survey: Decodable, Sendable {
    let estimate: [Double]
    let vcov: [[Double]]
    let df: Int
  }

  struct Margin: Decodable, Sendable {
    let value: [Double]
    let vcov: [[Double]]
  }

  struct Cumulative: Decodable, Sendable {
    let data: String
    let outcome: String
    let shared: [String]
    let own: [String]
    let link: String
    let estimate: [Double]
    let vcov: [[Double]]
    let deviance: Double
    let margin: Margin?
  }

  struct Lines: Decodable, Sendable {
    let data: String
    let statistic: Double
    let numerator: Int
    let denominator: Int
    let p: Double
  }

  struct Multinomial: Decodable, Sendable {
    let data: String
    let outcome: String
    let terms: [String]
    let estimate: [Double]
    let nnet: [Double]
    let vcov: [[Double]]
  }

  let svyolr: Survey
  let cumulative: [Cumulative]
  let lines: [Lines]
  let multinomial: [Multinomial]

  static func read() throws -> LevelReference {
    let path = repository.appending(path: "Tests/Fixtures/levels/levels.json")
    return try JSONDecoder().decode(LevelReference.self, from: Data(contentsOf: path))
  }
}

/// The schools with the two graded outcomes of the reference values.
func gradedDesign(_ name: String) throws -> SurveyDesign {
  let design = try referenceCases("api") { $0 == "\(name).glm.logistic" }[0].surveyDesign()
  let (meals, scores) = (try design.data.numbers(of: "meals"), try design.data.numbers(of: "api00"))
  return design.replacingData(
    try design.data
      .adding("grade", .numbers(meals.map { meal in Double([0.0, 25, 50, 75].count { $0 <= meal }) }))
      .adding("tenth", .numbers(scores.map { min(10, max(1, (($0 - 340) / 60).rounded(.down) + 1)) })))
}

/// The sum of some columns as terms.
func terms(_ names: [String]) -> Terms { names.reduce(Terms()) { $0 + Terms(.column($1)) } }
