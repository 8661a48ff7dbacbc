import Foundation
import Testing

/// The JSON of `estimate`, as a program that reads it would declare it.
struct Answer: Decodable {
  struct Estimate: Decodable {
    struct Interval: Decodable {
      let method: String
      let level: Double
      let lower: Double
      let upper: Double
    }

    let statistic: String
    let variable: String
    let level: String?
    let domain: [String: String?]
    let value: Double?
    let standardError: Double?
    let degreesOfFreedom: Int
    let interval: Interval?
    let unweightedCount: Int
    let effectiveCount: Double?
    let designEffect: Double?
    let missingCount: Int
  }

  let estimates: [Estimate]
  let covariance: [[Double?]]
  let diagnostics: [String]
}

extension Answer {
  var values: [Double] { estimates.map { $0.value ?? .nan } }
  var standardErrors: [Double] { estimates.map { $0.standardError ?? .nan } }
  var lowerEnds: [Double] { estimates.map { $0.interval?.lower ?? .nan } }
  var upperEnds: [Double] { estimates.map { $0.interval?.upper ?? .nan } }
}

/// Runs `estimate` and reads its JSON.
func estimate(_ arguments: [String]) throws -> Answer {
  let run = try peilstok(["estimate"] + arguments + ["--format", "json"])
  #expect(run.errors == "")
  try #require(run.status == 0, "\(run.errors)")
  return try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
}
