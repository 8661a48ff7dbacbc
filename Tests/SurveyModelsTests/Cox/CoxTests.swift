import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// What R gave for proportional hazards models.
struct CoxReference: Decodable, Sendable {
  struct Fit: Decodable, Sendable {
    let coef: [Double]
    let vcov: [[Double]]
    let names: [String]
  }

  struct Baseline: Decodable, Sendable {
    let time: [Double]
    let hazard: [Double]
  }

  let efron: Fit
  let breslow: Fit
  let groups: Fit
  let baseline: Baseline
}

struct CoxTests {
  static let folder = repository.appending(path: "Tests/Fixtures/survival")
  let reference: CoxReference
  let trial: SurveyDesign
  let outcome = SurvivalTime("time", event: Binary("dead", isTrueFor: "1"))

  init() throws {
    reference = try JSONDecoder().decode(
      CoxReference.self, from: Data(contentsOf: Self.folder.appending(path: "survival.json")))
    let data = try Microdata(contentsOf: Self.folder.appending(path: "pbc.csv").path)
    trial = try SurveyDesign(data, weights: "weight", stages: [Stage(strata: "edema")])
  }

  private func data(every step: Int = 1) throws -> Microdata {
    let rows = Array(stride(from: 0, to: trial.data.rowCount, by: step))
    var columns: [(name: String, values: Column)] = []
    for name in ["time", "distinct", "dead", "age", "bili", "albumin", "protime"] {
      let values = try trial.data.numbers(of: Number(name))
      columns.append((name, .numbers(rows.map { values[$0] })))
    }
    for name in ["sex", "agegroup"] {
      let factor = try trial.data.factor(of: Categorical(name))
      columns.append((name, .factor(Factor(codes: rows.map { factor.codes[$0] }, levels: factor.levels))))
    }
    columns.append(("weight", .numbers(rows.map { Double(1 + $0 % 3) })))
    columns.append(("unit", .numbers(rows.map { Double($0 % 40) })))
    columns.append(("stratum", .numbers(rows.map { Double($0 % 40 / 10) })))
    return try Microdata(name: "patients", columns: columns)
  }

  private func clustered(_ data: Microdata) throws -> SurveyDesign {
    try SurveyDesign(data, weights: "weight", stages: [Stage(units: "unit", strata: "stratum")])
  }

  private let terms = Number("bili") + Number("albumin") + Categorical("sex")

  @Test func `fits agree with svycoxph`() throws {
    let numbers = Number("bili") + Number("protime") + Number("albumin")
    expect(try CoxModel(of: outcome, on: numbers).fitted(to: trial), reference.efron)
    expect(try CoxModel(of: outcome, on: numbers, ties: .breslow).fitted(to: trial), reference.breslow)
    let groups = try CoxModel(of: outcome, on: Categorical("agegroup") * Categorical("sex") + Number("albumin"))
      .fitted(to: trial)
    #expect(groups.coefficients.map(\.term).first == "agegroupold" && groups.eventCount == 144)
    expect(groups, reference.groups)
    #expect(groups.degreesOfFreedom == 309 + 1 - 6)
    let ratio = try groups.hazardRatios().filter { !$0.isReference }[0]
    #expect(isClose(ratio.value, to: Foundation.exp(reference.groups.coef[0]), relative: 1e-10))
    #expect(try groups.waldTests().map(\.numeratorDegreesOfFreedom) == [2, 1, 1, 2])
  }

  @Test func `the baseline is that of basehaz`() throws {
    let fit = try CoxModel(of: outcome, on: Number("bili") + Number("albumin")).fitted(to: trial)
    let hazards = Dictionary(uniqueKeysWithValues: zip(reference.baseline.time, reference.baseline.hazard))
    #expect(fit.baseline.count == 141)
    for step in fit.baseline {
      #expect(isClose(step.cumulativeHazard, to: try #require(hazards[step.time]), relative: 1e-9))
    }
  }

  private func expect(
    _ fit: CoxFit, _ expected: CoxReference.Fit, location: SourceLocation = #_sourceLocation
  ) {
    expectClose(fit.coefficients.map(\.estimate), to: expected.coef, relative: 1e-10, sourceLocation: location)
    expectClose(fit.covariance, to: Matrix(rows: expected.vcov), relative: 1e-9, sourceLocation: location)
  }

  @Test(arguments: CoxModel.Ties.allCases)
  func `the linearised variable is the derivative by each weight`(_ ties: CoxModel.Ties) throws {
    let data = try data(every: 4)
    let weights = try data.numbers(of: "weight")
    func estimates(_ weights: [Double]) throws -> [Double] {
      let design = try clustered(data.adding("weight", .numbers(weights)))
      return try CoxModel(of: outcome, on: terms, ties: ties).fitted(to: design).coefficients.map(\.estimate)
    }
    var derivatives = [[Double]](repeating: [], count: 3)
    for row in weights.indices {
      let ends = try [1e-3, -1e-3].map { step in
        var moved = weights
        moved[row] += step
        return try estimates(moved)
      }
      for j in 0..<3 { derivatives[j].append((ends[0][j] - ends[1][j]) / 2e-3) }
    }
    var named = data
    for j in 0..<3 { named = try named.adding("influence\(j)", .numbers(derivatives[j])) }
    let totals = try clustered(named).total(of: (0..<3).map { Number("influence\($0)") }, by: [])
    let fit = try CoxModel(of: outcome, on: terms, ties: ties).fitted(to: clustered(data))
    // The difference quotient is right to the square of its step.
    expectClose(fit.covariance, to: totals.covariance, relative: 1e-5)
  }

  @Test func `the unit of time and any order-preserving clock leave the coefficients`() throws {
    let data = try data()
    let times = try data.numbers(of: "time")
    let first = try CoxModel(of: outcome, on: terms).fitted(to: clustered(data))
    for clock in [{ $0 / 365.25 }, { $0.squareRoot() }] as [@Sendable (Double) -> Double] {
      let second = try CoxModel(of: outcome, on: terms)
        .fitted(to: clustered(data.adding("time", .numbers(times.map(clock)))))
      #expect(first.coefficients.map(\.estimate) == second.coefficients.map(\.estimate))
      #expect(first.covariance == second.covariance)
    }
  }

  @Test func `the score test of one group is the log-rank test`() throws {
    // At coefficients of 0 and without ties Cox's score is that of the log-rank test.
    let untied = SurvivalTime("distinct", event: Binary("dead", isTrueFor: "1"))
    let design = try clustered(data())
    let fit = try CoxModel(of: untied, on: Categorical("sex")).fitted(to: design)
    let test = try design.logRankTest(untied, by: "sex")
    let score = try fit.scoreTest(of: "sex")
    #expect(isClose(score.statistic, to: test.zStatistics[0] * test.zStatistics[0], relative: 1e-9))
  }

  @Test func `data at fault are named in a sentence`() throws {
    func message(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return ""
    }
    let data = try data()
    let times = try data.numbers(of: "time")
    let never = try clustered(data.adding("dead", .numbers(times.map { _ in 0 })))
    #expect(
      message { _ = try CoxModel(of: outcome, on: terms).fitted(to: never) }
        == "No record has the event that column \"dead\" tells of, so there is nothing to compare.")
    #expect(
      message { _ = try CoxModel(of: outcome, on: Terms()).fitted(to: clustered(data)) }
        == "A model of times needs at least one term.")
    let early = try data.adding("early", .numbers(times.map { -$0 }))
    #expect(
      message { _ = try CoxModel(of: outcome, on: Number("early")).fitted(to: clustered(early)) }
        == "The outcomes are separated by \"early\", so that no finite estimate exists; leave this term out.")
    let dead = try data.numbers(of: "dead")
    let survivors = try data.adding(
      "class", .factor(Factor(dead.indices.map { dead[$0] == 0 && $0 % 3 == 0 ? "a" : "b" })))
    #expect(
      message { _ = try CoxModel(of: outcome, on: Categorical("class")).fitted(to: clustered(survivors)) }
        == "Term \"class\": the outcome is the same in every record with class = number 1 of 2, so its coefficient is "
        + "infinite; merge levels or leave the term out.")
    let constant = try data.adding("constant", .numbers(times.map { _ in 3 }))
    #expect(
      message { _ = try CoxModel(of: outcome, on: Number("constant")).fitted(to: clustered(constant)) }
        == "Term \"constant\" is a linear combination of \"(Intercept)\"; leave it out.")
  }
}
