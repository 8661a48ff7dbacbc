import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// A model of several levels, with what a law needs to know of it.
struct LevelModel: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let fitted: @Sendable (SurveyDesign) throws -> CategoricalFit

  static let terms = Number("age") * Categorical("sex") + Categorical("region")

  static let all: [LevelModel] =
    CumulativeLink.allCases.map { link in
      LevelModel(testDescription: "ordinal, \(link)") {
        try OrdinalModel(of: "grade", on: terms, link: link).fitted(to: $0)
      }
    } + [
      LevelModel(testDescription: "partial proportional odds") {
        try OrdinalModel(of: "grade", on: terms, withOwnCoefficients: Categorical("region")).fitted(to: $0)
      },
      LevelModel(testDescription: "multinomial") { try MultinomialModel(of: "grade", on: terms).fitted(to: $0) },
    ]
}

/// The made-up sample with a grade from 1 to 5 that depends on age, sex and region.
func gradedSample(rows: Int = 1200) throws -> Microdata {
  let data = try healthSample(rows: rows)
  var stream = Stream(state: 77)
  let (ages, sexes, regions) = (
    try data.numbers(of: "age"), try data.factor(of: "sex").codes, try data.factor(of: "region").codes
  )
  return try data.adding(
    "grade",
    .numbers(
      ages.indices.map { row in
        // A sum of uniform numbers is near logistic; two per cent are missing.
        let noise = (0..<4).reduce(-2.0) { sum, _ in sum + stream.next() }
        let scale = 2 * noise + 0.03 * (ages[row] - 40) + (sexes[row] == 1 ? 0.4 : 0) + 0.3 * Double(regions[row])
        let isMissing = stream.next() < 0.02
        return isMissing ? .nan : Double(1 + [-1.2, -0.2, 0.6, 1.4].count { $0 < scale })
      }))
}

/// What a fit must do whatever the data.
struct LevelLawTests {
  private func estimates(_ fit: CategoricalFit) -> [Double] { (fit.coefficients + fit.thresholds).map(\.estimate) }

  @Test(arguments: LevelModel.all) func `weight 2 is the same as a row twice`(_ model: LevelModel) throws {
    let data = try gradedSample(rows: 600)
    let rows = Array(0..<600)
    let twice = try model.fitted(healthDesign(gradedRebuilt(data, rows: rows.flatMap { [$0, $0] }) { _ in 1 }))
    let doubled = try model.fitted(healthDesign(gradedRebuilt(data, rows: rows) { _ in 2 }))
    expectClose(estimates(twice), to: estimates(doubled), relative: 1e-10)
    expectClose(twice.covariance, to: doubled.covariance, relative: 1e-10)
  }

  @Test(arguments: LevelModel.all)
  func `weight 0 and a domain leave rows out of the estimate and their unit in the design`(_ model: LevelModel) throws {
    let data = try gradedSample(rows: 600)
    let rows = Array(0..<600)
    let zeroed = try model.fitted(healthDesign(gradedRebuilt(data, rows: rows) { $0 % 40 == 3 ? 0 : 1 }))
    let absent = try model.fitted(healthDesign(gradedRebuilt(data, rows: rows.filter { $0 % 40 != 3 }) { _ in 1 }))
    expectClose(estimates(zeroed), to: estimates(absent), relative: 1e-12)
    #expect(!isClose(zeroed.covariance[1, 1], to: absent.covariance[1, 1], relative: 1e-6))
    let domain = try model.fitted(
      healthDesign(gradedRebuilt(data, rows: rows) { _ in 1 }).restricted(to: rows.map { $0 % 40 != 3 }))
    expectClose(zeroed.covariance, to: domain.covariance, relative: 1e-11)
    #expect(zeroed.degreesOfFreedom == domain.degreesOfFreedom && zeroed.unweightedCount == domain.unweightedCount)
  }

  @Test(arguments: LevelModel.all) func `the order of rows, the unit of weights and the threads change nothing`(
    _ model: LevelModel
  ) throws {
    let data = try gradedSample(rows: 600)
    let weights = try data.numbers(of: "weight")
    let first = try model.fitted(healthDesign(data))
    let reversed = try gradedRebuilt(data, rows: (0..<600).reversed()) { weights[$0] * 1234.5 }
    let second = try model.fitted(healthDesign(reversed))
    expectClose(estimates(first), to: estimates(second), relative: 1e-10)
    expectClose(first.covariance, to: second.covariance, relative: 1e-10)
    #expect(isClose(first.deviance, to: second.deviance, relative: 1e-12))
  }

  @Test func `the number of threads changes no bit`() throws {
    let design = try healthDesign(gradedSample(rows: 40_000))
    let model = OrdinalModel(of: "grade", on: LevelModel.terms)
    let one = try model.fitted(to: design, iterationLimit: 50, width: 1)
    let several = try model.fitted(to: design, iterationLimit: 50, width: 3)
    #expect(estimates(one) == estimates(several) && one.covariance == several.covariance)
  }

  @Test(arguments: LevelModel.all) func `scaling a covariate scales its coefficients and moving it none`(
    _ model: LevelModel
  ) throws {
    let data = try gradedSample()
    let ages = try data.numbers(of: "age")
    let first = try model.fitted(healthDesign(data))
    let second = try model.fitted(healthDesign(data.adding("age", .numbers(ages.map { $0 * 1000 }))))
    let moved = try model.fitted(healthDesign(data.adding("age", .numbers(ages.map { $0 + 2000 }))))
    for (position, a) in first.coefficients.enumerated() {
      let b = second.coefficients[position]
      let isOfAge = a.term.split(separator: ":").contains("age")
      #expect(isClose(b.estimate, to: isOfAge ? a.estimate / 1000 : a.estimate, relative: 1e-9))
      #expect(isClose(b.statistic, to: a.statistic, relative: 1e-9))
      if isOfAge || a.term.hasPrefix("region") {
        // What is lost is what the numbers themselves lose.
        #expect(isClose(moved.coefficients[position].estimate, to: a.estimate, relative: 1e-9))
      }
    }
  }

  @Test func `levels under other names are the same fit`() throws {
    let data = try gradedSample()
    let grades = try data.numbers(of: "grade")
    let names = ["very bad", "bad", "fair", "good", "best"]
    let named = try data.adding(
      "grade", .factor(Factor(grades.map { $0.isNaN ? nil : names[Int($0) - 1] })))
    let first = try OrdinalModel(of: "grade", on: LevelModel.terms).fitted(to: healthDesign(data))
    let second = try OrdinalModel(of: "grade", on: LevelModel.terms, levels: names).fitted(to: healthDesign(named))
    #expect(estimates(first) == estimates(second) && first.covariance == second.covariance)
    #expect(second.thresholds.map(\.term) == ["very bad|bad", "bad|fair", "fair|good", "good|best"])
    let reference = Categorical("grade", reference: "fair")
    let a = try MultinomialModel(of: "grade", on: LevelModel.terms).fitted(to: healthDesign(data))
    let b = try MultinomialModel(of: reference, on: LevelModel.terms).fitted(to: healthDesign(named))
    #expect(b.outcomeLevels[0] == "fair" && isClose(a.deviance, to: b.deviance, relative: 1e-13))
    let point: [String: CovariateValue] = ["age": 33, "sex": "male", "region": "town"]
    let shares = Dictionary(
      uniqueKeysWithValues: zip(b.outcomeLevels, try b.predictedProbabilities(at: point)))
    for (level, share) in zip(names, try a.predictedProbabilities(at: point)) {
      #expect(isClose(shares[level]?.value ?? 0, to: share.value, relative: 1e-11))
      #expect(isClose(shares[level]?.standardError ?? 0, to: share.standardError, relative: 1e-9))
    }
  }

  @Test func `reversing the levels turns the signs`() throws {
    let data = try gradedSample()
    let grades = try data.numbers(of: "grade")
    let reversed = try data.adding("grade", .numbers(grades.map { 6 - $0 }))
    for link in [CumulativeLink.logit, .probit] {
      let first = try OrdinalModel(of: "grade", on: LevelModel.terms, link: link).fitted(to: healthDesign(data))
      let second = try OrdinalModel(of: "grade", on: LevelModel.terms, link: link).fitted(to: healthDesign(reversed))
      expectClose(first.coefficients.map(\.estimate), to: second.coefficients.map { -$0.estimate }, relative: 1e-9)
      expectClose(
        first.thresholds.map(\.estimate), to: second.thresholds.reversed().map { -$0.estimate }, relative: 1e-9)
    }
  }

  @Test func `with two levels all models are the logistic model`() throws {
    let design = try healthDesign(healthSample())
    let logistic = try LogisticModel(of: Binary("y", isTrueFor: "1"), on: LevelModel.terms).fitted(to: design)
    let multinomial = try MultinomialModel(of: "y", on: LevelModel.terms).fitted(to: design)
    expectClose(
      multinomial.coefficients.map(\.estimate), to: logistic.coefficients.map(\.estimate), relative: 1e-11)
    expectClose(multinomial.covariance, to: logistic.covariance, relative: 1e-11)
    #expect(multinomial.degreesOfFreedom == logistic.degreesOfFreedom)
    #expect(isClose(multinomial.deviance, to: logistic.deviance, relative: 1e-13))
    let ordinal = try OrdinalModel(of: "y", on: LevelModel.terms).fitted(to: design)
    expectClose(
      ordinal.coefficients.map(\.estimate), to: logistic.coefficients.dropFirst().map(\.estimate), relative: 1e-10)
    #expect(isClose(ordinal.thresholds[0].estimate, to: -logistic.coefficients[0].estimate, relative: 1e-10))
    #expect(ordinal.degreesOfFreedom == logistic.degreesOfFreedom)
    let (a, b) = (
      try logistic.predictiveMargins(over: "region"), try multinomial.predictiveMargins(over: "region", ofLevels: ["1"])
    )
    expectClose(a.map(\.value), to: b.map(\.value), relative: 1e-11)
    expectClose(a.covariance, to: b.covariance, relative: 1e-10)
  }

  @Test func `saturated multinomial margins are the shares of each domain`() throws {
    let design = try healthDesign(gradedSample())
    let fit = try MultinomialModel(of: "grade", on: Categorical("region")).fitted(to: design)
    let shares = try design.distribution(of: "grade", by: "region")
    for level in ["1", "3", "5"] {
      let margins = try fit.predictiveMargins(over: "region", ofLevels: [level])
      for margin in margins {
        let domain = DomainLevel(variable: "region", level: margin.level)
        let share = shares[try #require(shares.index(of: level, in: [domain]))]
        #expect(isClose(margin.value, to: share.value, relative: 1e-11))
        #expect(isClose(margin.standardError, to: share.standardError, relative: 1e-10))
      }
    }
    let none = try OrdinalModel(of: "grade").fitted(to: design)
    let whole = try design.distribution(of: "grade")
    var below = 0.0
    for (threshold, share) in zip(none.thresholds, whole) {
      below += share.value
      #expect(isClose(1 / (1 + exponential(-threshold.estimate)), to: below, relative: 1e-11))
    }
  }

  @Test(arguments: LevelModel.all) func `the jackknife is near linearisation`(_ model: LevelModel) throws {
    let design = try healthDesign(gradedSample())
    let linear = try model.fitted(design)
    let replicated = try model.fitted(design.replicated(.jackknife))
    expectClose(estimates(linear), to: estimates(replicated), relative: 1e-12)
    for (a, b) in zip(linear.coefficients, replicated.coefficients) {
      // Of 40 units; the two agree as units grow.
      #expect(isClose(b.standardError, to: a.standardError, relative: 0.1))
      #expect(a.standardError != b.standardError)
    }
    let (a, b) = (
      try linear.predictiveMargins(over: "region", upTo: "2"),
      try replicated.predictiveMargins(over: "region", upTo: "2")
    )
    for (margin, other) in zip(a, b) {
      #expect(isClose(margin.value, to: other.value, relative: 1e-12))
      #expect(isClose(other.standardError, to: margin.standardError, relative: 0.1))
    }
  }

  @Test func `records as units have the same covariance as units of one record`() throws {
    let data = try gradedSample(rows: 500).adding("own", .numbers((0..<500).map(Double.init)))
    let single = try SurveyDesign(data, weights: "weight", stages: [Stage(strata: "stratum")])
    let named = try SurveyDesign(data, weights: "weight", stages: [Stage(units: "own", strata: "stratum")])
    for model in LevelModel.all {
      expectClose(try model.fitted(single).covariance, to: try model.fitted(named).covariance, relative: 1e-11)
    }
  }
}

/// e to a power.
private func exponential(_ x: Double) -> Double {
  var (sum, term) = (1.0, 1.0)
  for k in 1..<80 {
    term *= x / Double(k)
    sum += term
  }
  return sum
}

/// Some rows of the graded sample with other weights.
func gradedRebuilt(_ data: Microdata, rows: [Int], weight: (Int) -> Double) throws -> Microdata {
  var columns: [(name: String, values: Column)] = []
  for name in ["age", "unit", "stratum", "grade"] {
    let values = try data.numbers(of: Number(name))
    columns.append((name, .numbers(rows.map { values[$0] })))
  }
  for name in ["sex", "region"] {
    let factor = try data.factor(of: Categorical(name))
    columns.append((name, .factor(Factor(codes: rows.map { factor.codes[$0] }, levels: factor.levels))))
  }
  columns.append(("weight", .numbers(rows.map(weight))))
  return try Microdata(name: "graded", columns: columns)
}
