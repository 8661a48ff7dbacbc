import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

/// Small-sample errors and the influence of units, against matrices of records by records in R and against laws.
struct SmallSampleTests {
  @Test(arguments: InferenceReferenceTests.cases)
  func `errors and degrees of freedom of few units equal those of dense matrices in R`(_ item: ModelCase) throws {
    guard let errors = try #require(inferenceReference[item.id])["small-se"] else { return }
    let expected = try #require(inferenceReference[item.id])
    let coefficients = try item.fitted().smallSampleCoefficients()
    expectAllClose(coefficients.map(\.standardError), errors, relative: 1e-9)
    expectAllClose(coefficients.map(\.degreesOfFreedom), try #require(expected["small-df"]), relative: 1e-8)
    expectAllClose(coefficients.map(\.pValue), try #require(expected["small-p"]), relative: 1e-7)
  }

  @Test(arguments: InferenceReferenceTests.cases)
  func `leverage and distance of units equal those in R, and the leverages add up to the parameters`(
    _ item: ModelCase
  ) throws {
    guard let leverages = try #require(inferenceReference[item.id])["unit-leverage"] else { return }
    let fit = try item.fitted()
    let units = try fit.unitInfluences()
    expectAllClose(units.map(\.leverage), leverages, relative: 1e-9)
    expectAllClose(
      units.map(\.distance), try #require(inferenceReference[item.id]?["unit-distance"]), relative: 1e-8)
    #expect(isClose(units.reduce(0) { $0 + $1.leverage }, to: Double(fit.coefficients.count), relative: 1e-10))
    #expect(units.reduce(0) { $0 + $1.recordCount } == fit.unweightedCount)
  }

  @Test func `of records as units they are those of a mean and of Welch's difference of two means`() throws {
    let y = [3.0, 5, 4, 9, 1, 7, 2, 8, 8]
    let x = [0.0, 0, 0, 0, 0, 0, 1, 1, 1]
    let design = try SurveyDesign(records(["y": y, "x": x]))
    func variance(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
    let mean = try GeneralizedLinearModel(of: Number("y"), family: .gaussian).fitted(to: design)
      .smallSampleCoefficients()[0]
    #expect(isClose(mean.standardError, to: (variance(y) / 9).squareRoot(), relative: 1e-12))
    #expect(isClose(mean.degreesOfFreedom, to: 8, relative: 1e-12))

    let difference = try GeneralizedLinearModel(of: Number("y"), on: Number("x"), family: .gaussian)
      .fitted(to: design).smallSampleCoefficients()[1]
    let ofGroups = (variance(Array(y[..<6])) / 6, variance(Array(y[6...])) / 3)
    #expect(isClose(difference.standardError, to: (ofGroups.0 + ofGroups.1).squareRoot(), relative: 1e-12))
    // Imbens and Kolesár: (n₀ + n₁)²(n₀ − 1)(n₁ − 1) / (n₁²(n₁ − 1) + n₀²(n₀ − 1)).
    let degreesOfFreedom = 81.0 * 10 / 198
    #expect(isClose(difference.degreesOfFreedom, to: degreesOfFreedom, relative: 1e-10))
  }

  private static let model = GeneralizedLinearModel(
    of: Binary("y", isTrueFor: "1"), on: Number("age") + Categorical("region"), family: .binomial)

  @Test func `the scale of weights, the order of records and records outside the domain change nothing`() throws {
    let data = try healthSample(rows: 400)
    let rows = Array(0..<data.rowCount)
    let weights = try data.numbers(of: Number("weight"))
    let isFemale = try data.indicator(of: Binary("sex", isTrueFor: "female")).map { $0 == 1 }
    let women = rows.filter { isFemale[$0] }
    let whole = try Self.model.fitted(to: healthDesign(data).restricted(to: isFemale))
    let others = try [
      rebuilt(data, rows: women) { 3 * weights[$0] }, rebuilt(data, rows: women.reversed()) { weights[$0] },
    ].map { try Self.model.fitted(to: healthDesign($0)) }
    for other in others {
      let (one, two) = (try whole.smallSampleCoefficients(), try other.smallSampleCoefficients())
      expectAllClose(two.map(\.standardError), one.map(\.standardError), relative: 1e-8)
      expectAllClose(two.map(\.degreesOfFreedom), one.map(\.degreesOfFreedom), relative: 1e-8)
      expectAllClose(two.map(\.lower), one.map(\.lower), relative: 1e-8)
      let units = Dictionary(uniqueKeysWithValues: try other.unitInfluences().map { ($0.unit, $0) })
      for unit in try whole.unitInfluences() {
        let same = try #require(units[unit.unit])
        #expect(isClose(same.leverage, to: unit.leverage, relative: 1e-9))
        #expect(isClose(same.distance, to: unit.distance, relative: 1e-8))
        #expect(same.recordCount == unit.recordCount)
      }
    }
  }

  @Test func `with many units they are near the usual ones, and the distances add up to the parameters`() throws {
    let data = try healthSample(rows: 2000)
    let fit = try Self.model.fitted(to: SurveyDesign(data, weights: "weight", stages: [Stage(units: "unit")]))
    for (small, usual) in paired(try fit.smallSampleCoefficients(), fit.coefficients) {
      #expect(small.term == usual.term && small.estimate == usual.estimate)
      // The two differ by 0.07% to 0.21%: leverages of 40 units beside the factor 40 / 39.
      #expect(isClose(small.standardError, to: usual.standardError, relative: 0.0025))
      #expect(small.degreesOfFreedom < 39 && small.degreesOfFreedom > 20)
      #expect(small.lower < usual.estimate && usual.estimate < small.upper)
    }
    // V is n / (n − 1) times the sum of the products of the parts, so that tr(V⁻¹ Σ uuᵀ) is p(n − 1)/n.
    let units = try fit.unitInfluences()
    #expect(units.count == 40)
    #expect(isClose(units.reduce(0) { $0 + $1.distance }, to: 4.0 * 39 / 40, relative: 1e-10))
    let first = try data.numbers(of: Number("unit"))[units[3].firstRow]
    #expect(units[3].unit == [DomainLevel(variable: "unit", level: "\(Int(first))")])
  }

  @Test func `a coefficient that one unit settles has no small-sample error, and others keep theirs`() throws {
    let unit = (0..<24).map { Double($0 / 3) }
    let y = (0..<24).map { Double($0 * 7 % 11) }
    let data = try records(["unit": unit, "y": y, "alone": unit.map { $0 == 5 ? 1 : 0 }])
    let fit = try GeneralizedLinearModel(of: Number("y"), on: Number("alone"), family: .gaussian)
      .fitted(to: SurveyDesign(data, stages: [Stage(units: "unit")]))
    let small = try fit.smallSampleCoefficients()
    #expect(small[0].standardError > 0 && small[0].standardError.isFinite)
    #expect(small[0].degreesOfFreedom > 0 && small[0].degreesOfFreedom < 8)
    for number in [small[1].standardError, small[1].degreesOfFreedom, small[1].pValue, small[1].lower, small[1].upper] {
      #expect(number.isNaN)
    }
    // One unit alone has the reference, another the second level: every coefficient rests on one unit.
    let levels = unit.map { $0 == 0 ? "a" : $0 == 1 ? "b" : "c" }
    let settled = try GeneralizedLinearModel(of: Number("y"), on: Categorical("level"), family: .gaussian)
      .fitted(
        to: SurveyDesign(records(["unit": unit, "y": y], levels: ["level": levels]), stages: [Stage(units: "unit")]))
    for coefficient in try settled.smallSampleCoefficients() { #expect(coefficient.standardError.isNaN) }
    // The unit's scores add up to 0 whatever its outcomes, so that its coefficient has no variance between units.
    #expect(throws: ModelError.singularCovariance(term: "alone")) { try fit.unitInfluences() }
  }

  @Test func `replicates and penalised fits have no small-sample errors`() throws {
    let design = try healthDesign(healthSample(rows: 400))
    let sentence =
      "Small-sample standard errors are those of an ordinary fit with linearised variances; this one is penalised or has "
      + "replicate weights."
    for fit in [
      try Self.model.penalized().fitted(to: design), try Self.model.fitted(to: design.replicated(.jackknife)),
    ] {
      let error = #expect(throws: ModelError.self) { try fit.smallSampleCoefficients() }
      #expect(error == .smallSampleNotOffered && error?.description == sentence)
      // The scores of a penalised fit add up to 0 as well, and its units to its parameters.
      #expect(isClose(try fit.unitInfluences().reduce(0) { $0 + $1.leverage }, to: 4, relative: 1e-10))
    }
  }
}
