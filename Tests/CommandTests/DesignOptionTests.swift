import Foundation
import TestSupport
import Testing

@Suite("Designs and conventions from the shell")
struct DesignOptionTests {
  private let counties = [
    repository.appending(path: "Tests/Fixtures/designs/election.csv").path, "--statistic", "total", "--of", "bush",
    "--population-size", "p",
  ]
  private let schools = [
    dataset("api/apistrat.csv"), "--weights", "pw", "--strata", "stype", "--population-size", "fpc", "--statistic",
    "mean", "--of", "api00", "--by", "stype",
  ]

  @Test(arguments: [
    ("brewer", 2447628.8886561533), ("overton", 2939607.8499393645), ("hartley-rao", 2472752.9627886885),
    ("poisson", 10176389.663636098),
  ])
  func `unequal probabilities agree with R`(_ method: String, _ expected: Double) throws {
    let answer = try estimate(counties + ["--pps", method])
    #expect(isClose(answer.standardErrors[0], to: expected, relative: 1e-10))
  }

  @Test func `successive differences take the order of a column`() throws {
    let list = counties.dropLast(2) + ["--variance", "successive"]
    let (records, votes) = (try estimate(list + []), try estimate(list + ["--order", "kerry"]))
    #expect(records.standardErrors[0] != votes.standardErrors[0])
  }

  @Test func `two profiles list what differs, and the answer names its own`() throws {
    let run = try peilstok(["estimate"] + schools + ["--conventions", "sas,r45", "--format", "json"])
    #expect(run.output.contains("\"conventions\": \"sas\""))
    #expect(run.output.contains("api00, stype=E, degrees of freedom: 197 (sas), 99 (r45)."))
  }

  @Test func `linearised standard errors stand beside the replicated`() throws {
    let run = try peilstok(["estimate"] + schools + ["--variance", "jackknife", "--beside-linearization"])
    #expect(run.output.contains("api00, stype=H: standard error 14.93712918"))
  }

  @Test(
    arguments: [
      (
        ["--conventions", "spss"],
        "--conventions takes one or two of r45, r41, stata, sas, sudaan and nchs; found spss."
      ),
      (["--beside-linearization"], "--beside-linearization needs --variance."),
      (["--order", "api99"], "--order needs --variance successive."),
    ])
  func `options that make no sense are usage errors`(_ options: [String], _ sentence: String) throws {
    let run = try peilstok(["estimate"] + schools + options)
    #expect(run.status == 64 && run.errors.contains(sentence))
  }
}
