import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// What curves and log-rank tests must do whatever the data.
struct SurvivalLawTests {
  /// Patients of the trial, every `step`th, with whole weights and ten of them to a unit.
  private func patients(every step: Int = 1, weight: (Int) -> Double = { Double(1 + $0 % 3) }) throws -> Microdata {
    let all = try trialDesign().data
    let rows = Array(stride(from: 0, to: all.rowCount, by: step))
    return try rebuilt(all, rows: rows)
      .adding("weight", .numbers(rows.map(weight)))
      .adding("unit", .numbers(rows.map { Double($0 % 40) }))
      .adding("stratum", .numbers(rows.map { Double($0 % 40 / 10) }))
  }

  private func clustered(_ data: Microdata) throws -> SurveyDesign {
    try SurveyDesign(data, weights: "weight", stages: [Stage(units: "unit", strata: "stratum")])
  }

  private func rebuilt(_ data: Microdata, rows: [Int]) throws -> Microdata {
    let columns = ["time", "distinct", "dead", "weight", "edema", "trt", "age", "unit", "stratum"].filter {
      (try? data.column($0)) != nil
    }
    let numbers = try columns.map { name in
      let values = try data.numbers(of: Number(name))
      return (name: name, values: Column.numbers(rows.map { values[$0] }))
    }
    let sex = try data.factor(of: "sex")
    let factor = Factor(codes: rows.map { sex.codes[$0] }, levels: sex.levels)
    return try Microdata(name: "patients", columns: numbers + [("sex", .factor(factor))])
  }

  private func expectSame(
    _ first: SurvivalCurve, _ second: SurvivalCurve, relative: Double = 1e-11,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(first.steps.map(\.time) == second.steps.map(\.time), sourceLocation: location)
    for (a, b) in paired(first.steps, second.steps) {
      #expect(isClose(a.value, to: b.value, relative: relative), sourceLocation: location)
      #expect(isClose(a.standardError, to: b.standardError, relative: relative), sourceLocation: location)
    }
    #expect(first.degreesOfFreedom == second.degreesOfFreedom, sourceLocation: location)
  }

  @Test(arguments: SurvivalMethod.allCases)
  func `the linearised variable is the derivative by each weight`(_ method: SurvivalMethod) throws {
    let data = try patients(every: 6)
    let weights = try data.numbers(of: "weight")
    let at = 1500.0
    func share(_ weights: [Double]) throws -> Double {
      let design = try clustered(data.adding("weight", .numbers(weights)))
      return try #require(try design.survival(death, at: [at], method: method).first?.steps.first).value
    }
    var derivatives: [Double] = []
    let step = 1e-3
    for row in weights.indices {
      var (up, down) = (weights, weights)
      up[row] += step
      down[row] -= step
      derivatives.append((try share(up) - share(down)) / (2 * step))
    }
    let totals = try clustered(data.adding("influence", .numbers(derivatives))).total(of: "influence")
    let curve = try #require(try clustered(data).survival(death, at: [at], method: method).first?.steps.first)
    // The difference quotient is right to the square of its step.
    #expect(isClose(curve.standardError, to: totals[0].standardError, relative: 1e-6))
    #expect(curve.standardError > 0.01)
  }

  @Test func `the score of the log-rank test has the derivative by each weight as its linearised variable`() throws {
    let data = try patients(every: 6)
    let weights = try data.numbers(of: "weight")
    var derivatives: [Double] = []
    for row in weights.indices {
      let scores = try [1e-3, -1e-3].map { step in
        var moved = weights
        moved[row] += step
        return try clustered(data.adding("weight", .numbers(moved))).logRankTest(death, by: "sex").scores[0]
      }
      derivatives.append((scores[0] - scores[1]) / 2e-3)
    }
    let totals = try clustered(data.adding("influence", .numbers(derivatives))).total(of: "influence")
    let test = try clustered(data).logRankTest(death, by: "sex")
    // The difference quotient is right to the square of its step.
    #expect(isClose(test.covariance[0, 0].squareRoot(), to: totals[0].standardError, relative: 1e-6))
  }

  @Test func `without censoring the curve is the prevalence of those who live longer`() throws {
    let data = try patients()
    let times = try data.numbers(of: "time")
    let design = try clustered(data.adding("dead", .numbers(times.map { _ in 1 })))
    for at in [500.0, 1000, 2000] {
      let longer = try data.adding("longer", .numbers(times.map { $0 > at ? 1 : 0 }))
      let share = try design.replacingData(longer).prevalence(of: Binary("longer", isTrueFor: "1"))[0]
      let step = try #require(try design.survival(death, at: [at]).first?.steps.first)
      #expect(isClose(step.value, to: share.value, relative: 1e-12))
      #expect(isClose(step.standardError, to: share.standardError, relative: 1e-11))
    }
  }

  @Test func `weight 2 is the same as a record twice`() throws {
    let data = try patients()
    let rows = Array(0..<data.rowCount)
    let twice = try rebuilt(data, rows: rows.flatMap { [$0, $0] })
      .adding("weight", .numbers(rows.flatMap { _ in [1, 1] }))
    let doubled = try data.adding("weight", .numbers(rows.map { _ in 2 }))
    let (first, second) = (try clustered(twice).survival(death)[0], try clustered(doubled).survival(death)[0])
    expectSame(first, second)
    let (a, b) = (
      try clustered(twice).logRankTest(death, by: "sex"), try clustered(doubled).logRankTest(death, by: "sex")
    )
    #expect(isClose(a.statistic, to: b.statistic, relative: 1e-11))
  }

  @Test func `a domain and weight 0 keep the units of the records that they leave out`() throws {
    let data = try patients()
    let isKept = (0..<data.rowCount).map { $0 % 40 != 3 && $0 % 7 != 2 }
    let zeroed = try patients { isKept[$0] ? Double(1 + $0 % 3) : 0 }
    let domain = try clustered(data).restricted(to: isKept)
    let first = try clustered(zeroed).survival(death, by: "sex")
    let second = try domain.survival(death, by: "sex")
    for (a, b) in paired(first, second) { expectSame(a, b) }
    let absent = try clustered(rebuilt(data, rows: isKept.indices.filter { isKept[$0] })).survival(death, by: "sex")
    for (a, b) in paired(first, absent) {
      for (step, other) in paired(a.steps, b.steps) { #expect(isClose(step.value, to: other.value, relative: 1e-12)) }
      #expect(!isClose(a.steps[5].standardError, to: b.steps[5].standardError, relative: 1e-6))
    }
    // A group is the curve of its domain.
    let women = try domain.restricted(to: Condition(parsing: "sex == f")).survival(death)[0]
    expectSame(women, second[0])
  }

  @Test func `the order of the records and the unit of time and weight change nothing`() throws {
    let data = try patients()
    let first = try clustered(data).survival(death, method: .nelsonAalen)[0]
    let reversed = try rebuilt(data, rows: (0..<data.rowCount).reversed())
    expectSame(try clustered(reversed).survival(death, method: .nelsonAalen)[0], first)
    let (times, weights) = (try data.numbers(of: "time"), try data.numbers(of: "weight"))
    let scaled = try data.adding("time", .numbers(times.map { $0 / 8 })).adding(
      "weight", .numbers(weights.map { $0 * 37.5 }))
    let second = try clustered(scaled).survival(death, method: .nelsonAalen)[0]
    #expect(second.steps.map { $0.time * 8 } == first.steps.map(\.time))
    for (a, b) in paired(first.steps, second.steps) {
      #expect(isClose(a.standardError, to: b.standardError, relative: 1e-11))
    }
  }

  @Test func `the jackknife is near linearisation`() throws {
    let design = try clustered(patients())
    let replicated = try design.replicated(.jackknife)
    let at = [500.0, 1000, 2000, 3000]
    for method in SurvivalMethod.allCases {
      let (a, b) = (
        try design.survival(death, at: at, method: method)[0],
        try replicated.survival(death, at: at, method: method)[0]
      )
      for (step, other) in paired(a.steps, b.steps) {
        #expect(step.value == other.value)
        // The two differ by terms of the order of one over the 40 units.
        #expect(isClose(step.standardError, to: other.standardError, relative: 1.0 / 40))
        #expect(step.standardError != other.standardError)
      }
    }
    let (a, b) = (try design.logRankTest(death, by: "sex"), try replicated.logRankTest(death, by: "sex"))
    // The same order: one over the 40 units.
    #expect(isClose(a.statistic, to: b.statistic, relative: 1.0 / 40))
  }

  @Test func `intervals lie on their scales and the curve ends where the records do`() throws {
    let design = try clustered(patients())
    let (plain, double) = (
      try design.survival(death, at: [1000, 9000])[0], try design.survival(death, at: [1000, 9000], scale: .logLog)[0]
    )
    let (log, logLog) = (
      try #require(plain.steps[0].confidenceInterval), try #require(double.steps[0].confidenceInterval)
    )
    let share = plain.steps[0].value
    #expect(isClose(log.lower * log.upper, to: share * share, relative: 1e-12))
    #expect(logLog.lower < share && share < logLog.upper && logLog.upper < 1 && log.method == .log)
    #expect(plain.steps[1].value.isNaN && plain.steps[1].confidenceInterval == nil && plain.steps[1].atRiskCount == 0)
    // Once all have had the event the share is 0 and stays there.
    let times = try design.data.numbers(of: "time")
    let all = try clustered(design.data.adding("dead", .numbers(times.map { _ in 1 })))
    let last = try #require(try all.survival(death, at: [9000])[0].steps.first)
    #expect(last.value == 0 && last.standardError == 0 && last.confidenceInterval == nil)
  }

  @Test func `data at fault are named in a sentence`() throws {
    let data = try patients()
    func message(_ data: Microdata, _ body: (SurveyDesign) throws -> Void) throws -> String {
      let design = try clustered(data)
      do { try body(design) } catch { return "\(error)" }
      return ""
    }
    let times = try data.numbers(of: "time")
    let faulty = try data.adding("time", .numbers(times.indices.map { $0 == 0 ? -1 : $0 == 1 ? .infinity : times[$0] }))
    #expect(
      try message(faulty) { _ = try $0.survival(death) }
        == "Column \"time\" must hold times from 0; found 1 negative and 1 infinite.")
    let never = try data.adding("dead", .numbers(times.map { _ in 0 }))
    #expect(
      try message(never) { _ = try $0.logRankTest(death, by: "sex") }
        == "No record has the event that column \"dead\" tells of, so there is nothing to compare.")
    #expect(
      try message(data) { _ = try $0.restricted(to: Condition(parsing: "sex == f")).logRankTest(death, by: "sex") }
        == "A comparison needs two levels of \"sex\" with records; found 1.")
    #expect(
      try message(data) { _ = try $0.survival(death, level: 2) }
        == "A confidence level must lie between 0 and 1; found 2.0.")
    let curve = try clustered(never).survival(death)[0]
    #expect(curve.steps.isEmpty && curve.eventCount == 0 && curve.quantile(0.5).time == nil)
    let nobody = try clustered(data).restricted(to: times.map { _ in false }).survival(death, at: [100])[0]
    #expect(nobody.steps[0].value.isNaN && nobody.diagnostics == [.emptyDomain])
  }
}
