import Foundation
import TestSupport
import Testing

@Suite("Replicate variances from the shell")
struct ReplicateTests {
  private let schools = [
    dataset("api/apistrat.csv"), "--weights", "pw", "--strata", "stype", "--population-size", "fpc",
  ]
  private let pairs = [
    dataset("nhanes/nhanes_two_psu.csv"), "--weights", "WTMEC2YR", "--strata", "SDMVSTRA", "--units", "SDMVPSU",
    "--nested",
  ]

  private func reference(_ id: String) throws -> ReferenceCase {
    try #require(referenceCases("api") { $0 == id }.first)
  }

  @Test func `the jackknife agrees with R`() throws {
    let answer = try estimate(schools + ["--statistic", "mean", "--of", "api00", "--variance", "jackknife"])
    let expected = try reference("apistrat.JKn").number("mean", "se")
    #expect(isClose(answer.standardErrors[0], to: expected, relative: 1e-10))
    #expect(answer.estimates[0].degreesOfFreedom == 197)
  }

  @Test(arguments: [("brr", "brr"), ("fay=0.3", "fay0.3"), ("linearization", "taylor")])
  func `half-samples agree with R`(_ option: String, _ key: String) throws {
    let answer = try estimate(pairs + ["--statistic", "total", "--of", "HI_CHOL", "--variance", option])
    let expected = try reference("nhanes2psu.BRR.total").number(key, "se")
    #expect(isClose(answer.standardErrors[0], to: expected, relative: 1e-10))
  }

  @Test func `a seed gives the same bytes, and the answer names it`() throws {
    func output(_ seed: String) throws -> String {
      try peilstok(
        ["estimate"] + pairs + [
          "--statistic", "mean", "--of", "HI_CHOL", "--variance", "bootstrap", "--replicates", "30", "--seed", seed,
        ]
      ).output
    }
    let first = try output("5")
    #expect(try output("5") == first)
    #expect(try output("6") != first)
    let words = first.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("Variances from 30 replicates: Rao-Wu bootstrap, seed 5, centred on the mean"))
  }

  @Test func `a model agrees with R`() throws {
    let run = try peilstok(
      ["model"] + schools + ["--formula", "sch.wide ~ ell + meals", "--variance", "jackknife", "--format", "csv"])
    #expect(run.errors == "")
    let errors = run.output.split(separator: "\n").dropFirst().compactMap { Double($0.split(separator: ",")[2]) }
    let expected = try reference("apistrat.JKn").numbers("logistic", "se")
    #expect(errors.count == expected.count)
    for (error, wanted) in paired(errors, expected) { #expect(isClose(error, to: wanted, relative: 1e-8)) }
  }

  @Test func `replicate weights are read from columns`() throws {
    let records = "y,w,r1,r2,r3\n1,1,0,1.5,1.5\n2,1,1.5,0,1.5\n6,1,1.5,1.5,0\n"
    func error(_ options: String) throws -> Double? {
      let run = try withFiles(["d.csv": records]) {
        try peilstok("estimate d.csv --weights w --statistic mean --of y --format json \(options)", in: $0)
      }
      #expect(run.errors == "")
      return try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8)).standardErrors.first
    }
    let read = try error("--replicate-weights r --replicate-type jackknife")
    #expect(isClose(read ?? .nan, to: try error("--variance jackknife") ?? .nan, relative: 1e-12))
  }

  @Test(arguments: [
    (["--replicate-weights", "r"], "--replicate-weights needs --replicate-type."),
    (["--replicate-type", "brr"], "--replicate-type needs --replicate-weights."),
    (
      ["--replicate-weights", "r", "--replicate-type", "brr"],
      "--replicate-weights and --strata cannot go together."
    ),
    (
      ["--variance", "taylor"],
      "--variance takes linearization, jackknife, bootstrap, multistage-bootstrap, brr, fay=RHO or successive; found taylor."
    ),
    (["--variance", "fay=2"], "--variance fay= takes a number between 0 and 1, such as 0.3; found 2."),
    (["--replicates", "10"], "--replicates goes with --variance bootstrap."),
    (["--variance", "brr", "--seed", "1"], "--seed goes with --variance bootstrap."),
    (
      ["--variance", "bootstrap", "--replicates", "1"], "--replicates takes a whole number of at least 2; found 1."
    ),
    (["--variance", "bootstrap", "--seed", "x"], "--seed takes a whole number of at least 0; found x."),
  ])
  func `an option that makes no sense is a usage error`(_ options: [String], _ sentence: String) throws {
    let run = try peilstok(["estimate"] + schools + ["--statistic", "mean", "--of", "api00"] + options)
    #expect(run.status == 64 && run.output == "")
    #expect(run.errors == "peilstok: \(sentence) See 'peilstok estimate --help'.\n")
  }
}
