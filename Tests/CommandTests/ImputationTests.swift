import Foundation
import TestSupport
import Testing

@Suite("Imputation from the shell")
struct ImputationTests {
  /// The fields that a pooled estimate has and one of records has not, or not as a fraction.
  private struct Pooled: Decodable {
    struct Estimate: Decodable {
      let value: Double
      let standardError: Double
      let degreesOfFreedom: Double
      let missingCount: Int
      let fractionOfMissingInformation: Double
      let relativeIncrease: Double
    }
    let estimates: [Estimate]
    let diagnostics: [String]
  }

  private let question = [
    "estimate", dataset("nhanes/nhanes.csv"), "--weights", "WTMEC2YR", "--strata", "SDMVSTRA", "--units", "SDMVPSU",
    "--nested", "--statistic", "prevalence", "--of", "HI_CHOL=1",
  ]
  private let imputed = ["--impute", "HI_CHOL", "--impute-from", "agecat,race", "--imputations", "3", "--seed", "7"]

  private func answer(_ arguments: [String]) throws -> Pooled {
    let run = try peilstok(question + arguments + ["--format", "json"])
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(Pooled.self, from: Data(run.output.utf8))
  }

  @Test func `missing answers are imputed, and the answer says how much is known`() throws {
    let pooled = try answer(imputed)
    let cases = try estimate(Array(question.dropFirst()))
    #expect(cases.estimates[0].missingCount > 0)
    #expect(pooled.estimates[0].missingCount == 0)
    #expect(pooled.estimates[0].fractionOfMissingInformation > 0)
    #expect(pooled.estimates[0].relativeIncrease > 0)
    #expect(pooled.estimates[0].degreesOfFreedom < Double(cases.estimates[0].degreesOfFreedom))
    #expect(abs(pooled.estimates[0].value - cases.values[0]) < 2 * cases.standardErrors[0])
    let count = cases.estimates[0].missingCount
    #expect(pooled.diagnostics.contains("Imputed 3 times with seed 7: \"HI_CHOL\" in \(count) records."))
  }

  @Test(arguments: ["json", "csv", "text", "markdown"])
  func `the same seed gives the same bytes`(_ format: String) throws {
    let arguments = question + imputed + ["--format", format, "--where", "RIAGENDR == 2"]
    let first = try peilstok(arguments)
    #expect(first.status == 0)
    #expect(try peilstok(arguments) == first)
  }

  @Test(arguments: [
    (["--imputations", "5"], "--imputations needs --impute."),
    (["--impute-from", "race"], "--impute-from needs --impute."),
    (["--seed", "5"], "--seed goes with --variance bootstrap."),
    (
      ["--impute", "HI_CHOL", "--imputations", "1"],
      "--imputations takes a whole number of at least 2; found 1."
    ),
  ])
  func `a fault of the command line is one sentence`(_ arguments: [String], _ sentence: String) throws {
    let run = try peilstok(question + arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains(sentence))
  }

  @Test func `a fault of the data is one sentence`() throws {
    let run = try peilstok(question + ["--impute", "HI_CHOL", "--impute-from", "agecat,agecat2"])
    #expect(run.status == 1)
    #expect(run.errors.contains("There is no column named \"agecat2\". Did you mean \"agecat\"?"))
  }
}
