import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// The made-up sample with a grade from 1 to 5 that depends on age, sex and region.
func gradedSample(rows: Int = 1200) throws -> Microdata {
  let data = try healthSample(rows: rows)
  return try data.adding("grade", .numbers(grades(of: data)))
}

/// Grades from 1 to 5 that depend on age, sex and region.
func grades(of data: Microdata) throws -> [Double] {
  var stream = Stream(state: 77)
  let (ages, sexes, regions) = (
    try data.numbers(of: "age"), try data.factor(of: "sex").codes, try data.factor(of: "region").codes
  )
  return ages.indices.map { row in
    // A sum of uniform numbers is near logistic; two per cent are missing.
    let noise = (0..<4).reduce(-2.0) { sum, _ in sum + stream.next() }
    let scale = 2 * noise + 0.03 * (ages[row] - 40) + (sexes[row] == 1 ? 0.4 : 0) + 0.3 * Double(regions[row])
    let isMissing = stream.next() < 0.02
    return isMissing ? .nan : Double(1 + [-1.2, -0.2, 0.6, 1.4].count { $0 < scale })
  }
}

/// What a fit of several levels must do beside the laws of all models.
struct LevelLawTests {
  private let terms = Number("age") * Categorical("sex") + Categorical("region")

  private func estimates(_ fit: CategoricalFit) -> [Double] { (fit.coefficients + fit.thresholds).map(\.estimate) }

  @Test func `the number of threads changes no bit`() throws {
    let design = try healthDesign(gradedSample(rows: 40_000))
    let model = OrdinalModel(of: "grade", on: terms)
    let one = try model.fitted(to: design, iterationLimit: 50, width: 1)
    let several = try model.fitted(to: design, iterationLimit: 50, width: 3)
    #expect(estimates(one) == estimates(several) && one.covariance == several.covariance)
  }

  @Test func `levels under other names are the same fit`() throws {
    let data = try gradedSample()
    let grades = try data.numbers(of: "grade")
    let names = ["very bad", "bad", "fair", "good", "best"]
    let named = try data.adding(
      "grade", .factor(Factor(grades.map { $0.isNaN ? nil : names[Int($0) - 1] })))
    let first = try OrdinalModel(of: "grade", on: terms).fitted(to: healthDesign(data))
    let second = try OrdinalModel(of: "grade", on: terms, levels: names).fitted(to: healthDesign(named))
    #expect(estimates(first) == estimates(second) && first.covariance == second.covariance)
    #expect(second.thresholds.map(\.term) == ["very bad|bad", "bad|fair", "fair|good", "good|best"])
    let reference = Categorical("grade", reference: "fair")
    let a = try MultinomialModel(of: "grade", on: terms).fitted(to: healthDesign(data))
    let b = try MultinomialModel(of: reference, on: terms).fitted(to: healthDesign(named))
    #expect(b.outcomeLevels[0] == "fair" && isClose(a.deviance, to: b.deviance, relative: 1e-13))
    let point: [String: CovariateValue] = ["age": 33, "sex": "male", "region": "town"]
    let shares = Dictionary(
      uniqueKeysWithValues: zip(b.outcomeLevels, try b.predictedProbabilities(at: point)))
    for (level, share) in paired(names, try a.predictedProbabilities(at: point)) {
      #expect(isClose(shares[level]?.value ?? 0, to: share.value, relative: 1e-11))
      #expect(isClose(shares[level]?.standardError ?? 0, to: share.standardError, relative: 1e-9))
    }
  }

  @Test func `reversing the levels turns the signs`() throws {
    let data = try gradedSample()
    let grades = try data.numbers(of: "grade")
    let reversed = try data.adding("grade", .numbers(grades.map { 6 - $0 }))
    for link in [CumulativeLink.logit, .probit] {
      let first = try OrdinalModel(of: "grade", on: terms, link: link).fitted(to: healthDesign(data))
      let second = try OrdinalModel(of: "grade", on: terms, link: link).fitted(to: healthDesign(reversed))
      expectClose(first.coefficients.map(\.estimate), to: second.coefficients.map { -$0.estimate }, relative: 1e-9)
      expectClose(
        first.thresholds.map(\.estimate), to: second.thresholds.reversed().map { -$0.estimate }, relative: 1e-9)
    }
  }

  @Test func `with two levels all models are the logistic model`() throws {
    let design = try healthDesign(healthSample())
    let logistic = try LogisticModel(of: Binary("y", isTrueFor: "1"), on: terms).fitted(to: design)
    let multinomial = try MultinomialModel(of: "y", on: terms).fitted(to: design)
    expectClose(
      multinomial.coefficients.map(\.estimate), to: logistic.coefficients.map(\.estimate), relative: 1e-11)
    expectClose(multinomial.covariance, to: logistic.covariance, relative: 1e-11)
    #expect(multinomial.degreesOfFreedom == logistic.degreesOfFreedom)
    #expect(isClose(multinomial.deviance, to: logistic.deviance, relative: 1e-13))
    let ordinal = try OrdinalModel(of: "y", on: terms).fitted(to: design)
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

  @Test func `thresholds alone are the shares of the levels`() throws {
    let design = try healthDesign(gradedSample())
    let none = try OrdinalModel(of: "grade").fitted(to: design)
    let whole = try design.distribution(of: "grade")
    var below = 0.0
    for (threshold, share) in paired(none.thresholds, whole.dropLast()) {
      below += share.value
      #expect(isClose(1 / (1 + exponential(-threshold.estimate)), to: below, relative: 1e-11))
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
