import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// Weights by the fitted probability to answer or to take part.
@Suite("Propensities")
struct PropensityTests {
  private static let records = LawRecords()
  private let award = Binary("awards", isTrueFor: "Yes")

  private func districts() throws -> SurveyDesign {
    let data = try Self.records.data()
    let known = try data.indicator(of: Binary("smokes", isTrueFor: "yes")).map { $0 >= 0 ? 1.0 : 0 }
    return try SurveyDesign(
      data.adding("responded", .numbers(known)), weights: "weight",
      stages: [Stage(units: "uniqueDistrict", populationSize: "allDistricts")])
  }

  private let responded = Binary("responded", isTrueFor: "1")

  // MARK: Reference values

  @Test func `estimates after a response propensity are those of stacked estimating equations`() throws {
    let design = try schoolDesign("apiclus1").adjustedForNonresponse(award, propensityOn: ["stype", .number("meals")])
    try expect(design, mean: "api00", total: "api.stu", "response")
  }

  @Test(arguments: PseudoWeights.allCases, [false, true])
  func `estimates of an opt-in sample are those of stacked estimating equations`(
    _ weights: PseudoWeights, _ isRobust: Bool
  ) throws {
    let design = try optIn().pseudoWeighted(
      Binary("source", isTrueFor: "optin"), on: ["stype", .number("meals")], weights: weights,
      calibration: isRobust ? .linear : nil)
    let name = weights == .inverseOdds ? "odds" : "propensity"
    try expect(design, mean: "api00", total: "api00", name + (isRobust ? ".robust" : ""))
  }

  private func expect(_ design: SurveyDesign, mean: Number, total: Number, _ name: String) throws {
    let fixture = WeightingFixture("propensity")
    let estimates = [try design.mean(of: mean)[0], try design.total(of: total)[0]]
    for (position, estimate) in estimates.enumerated() {
      #expect(isClose(estimate.value, to: fixture.numbers("value", of: name)[position], relative: 1e-9))
      // The derivatives of the script are differences.
      #expect(isClose(estimate.standardError, to: fixture.numbers("se", of: name)[position], relative: 1e-7))
    }
  }

  private func optIn() throws -> SurveyDesign {
    let path = repository.appending(path: "Tests/Fixtures/weighting/optin.csv").path()
    return try SurveyDesign(
      Microdata(contentsOf: path), weights: "weight", stages: [Stage(units: "unit", strata: "source")])
  }

  // MARK: Laws

  @Test func `a propensity of crossed levels is the adjustment within their cells`() throws {
    let design = try districts()
    let cells = try design.adjustedForNonresponse(responded, within: "ageGroup", "sex")
    let fitted = try design.adjustedForNonresponse(responded, propensityOn: [.levels(of: ["ageGroup", "sex"])])
    for (one, other) in paired(cells.weights, fitted.weights) { #expect(isClose(other, to: one, relative: 1e-10)) }
    for method in [ReplicationMethod?.none, .jackknife] {
      let designs = try [cells, fitted].map { design in try method.map { try design.replicated($0) } ?? design }
      let (first, second) = (try designs[0].mean(of: "score", by: "sex"), try designs[1].mean(of: "score", by: "sex"))
      for (one, other) in paired(first, second) {
        #expect(isClose(other.value, to: one.value, relative: 1e-10))
        #expect(isClose(other.standardError, to: one.standardError, relative: 1e-9))
      }
    }
  }

  /// The steps whose linearised form is exact.
  enum Chain: CaseIterable {
    case propensity
    case propensityThenCalibration
    case cellsThenCalibration
    case calibrationThenPropensity

    func applied(to design: SurveyDesign) throws -> SurveyDesign {
      let responded = Binary("responded", isTrueFor: "1")
      let predictors: [WeightingPredictor] = ["ageGroup", .number("age")]
      let margins = [LawDesign.ageMargin, LawDesign.sexMargin]
      return switch self {
      case .propensity: try design.adjustedForNonresponse(responded, propensityOn: predictors)
      case .propensityThenCalibration:
        try design.adjustedForNonresponse(responded, propensityOn: predictors).calibrated(to: margins)
      case .cellsThenCalibration:
        try design.adjustedForNonresponse(responded, within: "sex").calibrated(to: margins)
      case .calibrationThenPropensity:
        try design.calibrated(to: margins).adjustedForNonresponse(responded, propensityOn: predictors)
      }
    }
  }

  // A calibration before another step keeps the factors of Deville and Särndal, which are only near the derivative.
  @Test(arguments: Chain.allCases)
  func `the covariance after a chain of steps is that of numeric derivatives`(_ chain: Chain) throws {
    let all = try districts().data
    let n = 70
    func means(_ factor: Double, _ row: Int) throws -> [Double] {
      let weights = try all.numbers(of: "weight").prefix(n).enumerated().map { $0 == row ? $1 * factor : $1 }
      let design = try chain.applied(
        to: SurveyDesign(all.first(n).adding("moved", .numbers(weights)), weights: "moved"))
      return [try design.mean(of: "score")[0].value, try design.total(of: "income")[0].value]
    }
    let design = try chain.applied(to: SurveyDesign(all.first(n), weights: "weight"))
    let errors = [try design.mean(of: "score")[0].standardError, try design.total(of: "income")[0].standardError]
    let step = 1e-4
    let derivatives = try (0..<n).map { row -> [Double] in
      let (near, far) = (
        zip(try means(1 + step, row), try means(1 - step, row)),
        zip(try means(1 + 2 * step, row), try means(1 - 2 * step, row))
      )
      return zip(near.map { ($0 - $1) / (2 * step) }, far.map { ($0 - $1) / (4 * step) }).map { (4 * $0 - $1) / 3 }
    }
    for position in errors.indices {
      let center = derivatives.reduce(0) { $0 + $1[position] } / Double(n)
      let sum = derivatives.reduce(0) { $0 + ($1[position] - center) * ($1[position] - center) }
      let expected = (sum * Double(n) / Double(n - 1)).squareRoot()
      #expect(isClose(errors[position], to: expected, relative: 1e-7), "\(errors[position] / expected)")
    }
  }

  @Test(arguments: [nil, 4] as [Int?])
  func `replicates refit the propensity, and come near the linearised standard error`(_ classes: Int?) throws {
    let design = try districts()
    func adjusted(_ design: SurveyDesign) throws -> SurveyDesign {
      try design.adjustedForNonresponse(
        responded, propensityOn: ["ageGroup", "sex", .number("age")], classes: classes)
    }
    let (after, before) = (try adjusted(design).replicated(.jackknife), try adjusted(design.replicated(.jackknife)))
    #expect(after.weights(ofReplicate: 4) == before.weights(ofReplicate: 4))
    #expect(
      isClose(after.weights.reduce(0, +), to: design.weights.reduce(0, +), relative: classes == nil ? 0.02 : 1e-12))
    let linear = try adjusted(design).mean(of: "score")[0]
    let ratio = try after.mean(of: "score")[0].standardError / linear.standardError
    #expect(abs(ratio - 1) < 0.15, "\(ratio)")
  }

  @Test func `a reference survey apart or beside the sample says the same`() throws {
    // Without predictors that differ, the propensity weights of all volunteers are one number, and calibrating them to
    // the reference survey is calibrating equal weights to its totals with their covariance.
    let stacked = try optIn()
    let isOptIn = try stacked.data.indicator(of: Binary("source", isTrueFor: "optin")).map { $0 == 1 }
    let one = try stacked.pseudoWeighted(
      Binary("source", isTrueFor: "optin"), on: ["stype"], calibration: .linear)
    let reference = stacked.replacingData(
      try stacked.data.adding("one", .numbers([Double](repeating: 1, count: isOptIn.count)))
    ).restricted(to: isOptIn.map { !$0 })
    let totals = try reference.total(of: "one", by: "stype")
    let margin = PopulationMargin.counts(
      of: "stype", Dictionary(uniqueKeysWithValues: totals.map { ($0.domain[0].level, $0.value) })
    ).estimated(cells: totals.map { $0.domain.map(\.level) }, covariance: totals.covariance)
    let rows = isOptIn.indices.filter { isOptIn[$0] }
    let alone = try SurveyDesign(stacked.data.selecting(rows)).calibrated(to: [margin])
    let (beside, apart) = (try one.mean(of: "api00")[0], try alone.mean(of: "api00")[0])
    #expect(isClose(beside.value, to: apart.value, relative: 1e-10))
    #expect(isClose(beside.standardError, to: apart.standardError, relative: 1e-9))
    #expect(isClose(beside.value, to: try one.replicated(.jackknife).mean(of: "api00")[0].value, relative: 1e-12))
  }

  @Test func `the report tells the predictors in the population, before and after`() throws {
    let design = try optIn().pseudoWeighted(
      Binary("source", isTrueFor: "optin"), on: ["stype", .number("meals")], calibration: .raking)
    let reports = design.calibrationReports
    #expect(reports.map(\.method) == ["inverse propensity", "calibration to the reference survey"])
    let last = try #require(reports.last)
    #expect(last.cells.map(\.margin) == ["stype", "stype", "stype", "mean of meals"])
    for cell in last.cells { #expect(isClose(cell.after, to: cell.population, relative: 1e-10)) }
    let first = try #require(reports[0].absoluteStandardizedDifferences(of: reports[0].cells[0]))
    #expect(first.after < first.before)
  }

  // MARK: Repeated samples

  @Test(arguments: [false, true])
  func `doubly robust estimates are right where one of both models is`(_ isPropensityRight: Bool) throws {
    // The predictors are x and x²; either the propensity or the answer also depends on cos 2x.
    var random = SeededGenerator(seed: 31)
    let population = (0..<4000).map { _ -> (x: Double, y: Double, p: Double) in
      let x = random.normal()
      let (ofAnswer, ofPropensity) = isPropensityRight ? (2 * cos(2 * x), 0) : (0, cos(2 * x))
      return (
        x, 1 + x + x * x + ofAnswer + random.normal(), 1 / (1 + exp(4 - 0.5 * x - 0.3 * x * x - ofPropensity))
      )
    }
    let truth = population.reduce(0) { $0 + $1.y } / 4000
    var (values, variances, naive) = ([Double](), [Double](), [Double]())
    for _ in 0..<80 {
      let members = population.filter { random.uniform() < $0.p }
      let reference = (0..<400).map { _ in population[Int(random.uniform() * 4000)] }
      let all = members + reference
      let data = try Microdata(
        name: "stacked",
        columns: [
          ("x", .numbers(all.map(\.x))), ("x2", .numbers(all.map { $0.x * $0.x })),
          ("y", .numbers(members.map(\.y) + reference.map { _ in MissingKind.blank.number })),
          ("w", .numbers(members.map { _ in 1 } + reference.map { _ in 10 })),
          ("optin", .numbers(members.map { _ in 1 } + reference.map { _ in 0 })),
        ])
      let design = try SurveyDesign(data, weights: "w", stages: [Stage(strata: "optin")])
      let mean = try design.pseudoWeighted(
        Binary("optin", isTrueFor: "1"), on: [.number("x"), .number("x2")], calibration: .raking
      ).mean(of: "y")[0]
      values.append(mean.value)
      variances.append(mean.standardError * mean.standardError)
      naive.append(members.reduce(0) { $0 + $1.y } / Double(members.count))
    }
    let count = Double(values.count)
    let average = values.reduce(0, +) / count
    let spread = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / (count - 1)
    #expect(abs(average - truth) < 4 * (spread / count).squareRoot() + 0.02, "\(average) \(truth)")
    #expect(abs(naive.reduce(0, +) / count - truth) > 0.3)
    let ratio = variances.reduce(0, +) / count / spread
    #expect(abs(ratio - 1) < 0.1 + 3 * (2 / count).squareRoot(), "\(ratio)")
  }

  // MARK: What cannot be

  @Test func `a sample of one kind, someone unlike all others and a level of one sample are refused`() throws {
    func design(_ r: [Double], _ sex: [String]) throws -> SurveyDesign {
      try SurveyDesign(
        Microdata(
          name: "six",
          columns: [("r", .numbers(r)), ("sex", .factor(Factor(sex))), ("w", .numbers([1, 2, 3, 4, 5, 6]))]),
        weights: "w")
    }
    let isMember = Binary("r", isTrueFor: "1")
    func message(_ make: () throws -> SurveyDesign) -> String {
      do {
        _ = try make()
        return "no error"
      } catch let error as DesignError {
        return error.description
      } catch {
        return "another error"
      }
    }
    let sexes = ["man", "man", "man", "woman", "woman", "woman"]
    #expect(
      message { try design([0, 0, 0, 0, 0, 0], sexes).adjustedForNonresponse(isMember, propensityOn: ["sex"]) }
        == "A propensity needs records that are in the sample and records that are not, each with a weight.")
    #expect(
      message { try design([1, 1, 0, 0, 0, 0], sexes).adjustedForNonresponse(isMember, propensityOn: ["sex"]) }
        == "The fitted probability is 0 for some records: nobody with their values is in the sample; merge levels or "
        + "leave a predictor out.")
    #expect(
      message { try design([1, 1, 0, 1, 1, 1], sexes).pseudoWeighted(isMember, on: ["sex"]) }
        == "The regression of the propensity found no solution in 2 steps; the worst is number 2 of 2 of \"sex\". Merge "
        + "levels that only one of the samples has.")
    #expect(
      message {
        try design([1, 1, 0, 0, 0, 0], sexes).adjustedForNonresponse(
          Binary("r", isTrueFor: "1"), propensityOn: ["sex"], classes: 2)
      }
        == "The fitted probability is 0 for some records: nobody with their values is in the sample; merge levels or "
        + "leave a predictor out.")
  }
}

extension Microdata {
  /// The records at some rows.
  fileprivate func selecting(_ rows: [Int]) throws -> Microdata {
    try Microdata(
      name: name,
      columns: columnNames.map { name in
        switch try column(name) {
        case .numbers(let numbers): (name, .numbers(rows.map { numbers[$0] }))
        case .factor(let factor): (name, .factor(Factor(rows.map { factor.levels[Int(factor.codes[$0])] })))
        }
      })
  }

  /// The first records that have all levels; what is missing in a factor is left out of the columns.
  fileprivate func first(_ count: Int) throws -> Microdata {
    try Microdata(
      name: name,
      columns: ["weight", "score", "income", "age", "responded", "ageGroup", "sex"].map { name in
        switch try column(name) {
        case .numbers(let numbers): (name, .numbers(Array(numbers.prefix(count))))
        case .factor(let factor):
          (name, .factor(Factor(factor.codes.prefix(count).map { factor.levels[Int($0)] })))
        }
      })
  }
}
