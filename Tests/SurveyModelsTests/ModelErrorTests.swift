import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import TestSupport
import Testing

/// Every way in which a model cannot be fitted, with its sentence word for word.
struct ModelErrorTests {
  private func problem(
    _ formula: String, _ numbers: [String: [Double]] = [:], levels: [String: [String?]] = [:], repeated: Int = 3,
    iterationLimit: Int = 50
  ) throws -> ModelError? {
    func extended<Value>(_ values: [Value]) -> [Value] { (0..<repeated).flatMap { _ in values } }
    let data = try records(numbers.mapValues(extended), levels: levels.mapValues(extended))
    do throws(ModelError) {
      let design = try designOf(data)
      _ = try ModelFormula(parsing: formula).model(for: data).fitted(to: design, iterationLimit: iterationLimit)
      return nil
    } catch { return error }
  }

  private func designOf(_ data: Microdata) throws(ModelError) -> SurveyDesign {
    do { return try SurveyDesign(data) } catch { throw .design(error) }
  }

  @Test func `complete separation names the covariate`() throws {
    let error = try problem("y ~ x", ["y": [0, 0, 0, 1, 1, 1], "x": [1, 2, 3, 4, 5, 6]])
    #expect(error == .separated(Separation(terms: ["x"], recordCount: 18, offersPenalty: true)))
    #expect(
      error?.description
        == "The outcomes are separated by \"x\", so that no finite estimate exists; leave this term out, "
        + "or fit with Firth's penalty, penalized(by: .firth).")
  }

  @Test func `separation by two covariates together names both`() throws {
    let x = [1.0, 2, 3, 4, 1, 2, 3, 4]
    let z = [2.0, 3.5, 4, 5.5, 0, 1, 2.5, 3]
    let error = try problem("y ~ x + z", ["y": [1, 1, 1, 1, 0, 0, 0, 0], "x": x, "z": z])
    #expect(error == .separated(Separation(terms: ["x", "z"], recordCount: 24, offersPenalty: true)))
    #expect(
      error?.description
        == "The outcomes are separated by \"x\" and \"z\", so that no finite estimate exists; leave one of these terms out, "
        + "or fit with Firth's penalty, penalized(by: .firth).")
  }

  @Test func `separation that touches is found too`() throws {
    // At x = 3 both outcomes occur, and nowhere else do they overlap.
    let error = try problem("y ~ x", ["y": [0, 0, 0, 1, 1, 1], "x": [1, 2, 3, 3, 4, 5]])
    #expect(error == .separated(Separation(terms: ["x"], recordCount: 18, offersPenalty: true)))
  }

  @Test func `separation beside a covariate that does not separate names the one that does`() throws {
    let error = try problem(
      "y ~ z + x",
      ["y": [0, 0, 0, 0, 1, 1, 1, 1], "x": [1, 2, 3, 3, 3, 3, 4, 5], "z": [1, 5, 2, 4, 3, 3, 1, 5]])
    #expect(error == .separated(Separation(terms: ["x"], recordCount: 24, offersPenalty: true)))
  }

  @Test(arguments: [1, 2])
  func `separation at one level of another term names the level, unless few records have it`(
    _ repeated: Int
  ) throws {
    // Only at level q does x tell the outcomes apart.
    let error = try problem(
      "y ~ a * x", ["y": [0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1], "x": [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]],
      levels: ["a": [String](repeating: "p", count: 6) + [String](repeating: "q", count: 6)], repeated: repeated)
    guard case .separated(let separation)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(separation.levels == [DomainLevel(variable: "a", level: "q")])
    #expect(separation.outcome == nil)
    #expect(separation.recordCount == 6 * repeated)
    #expect(
      error?.description
        == "The outcomes are separated by \"a:x\""
        + ", so that no finite estimate exists; leave this term out, or fit with Firth's penalty, "
        + "penalized(by: .firth).")
  }

  @Test func `overlap by one record is no separation`() throws {
    #expect(try problem("y ~ x", ["y": [0, 0, 1, 0, 1, 1], "x": [1, 2, 2.9, 3, 4, 5]]) == nil)
  }

  @Test func `a level without events is named`() throws {
    let error = try problem(
      "y ~ a", ["y": [0, 1, 0, 0, 0, 1]], levels: ["a": ["p", "p", "q", "q", "r", "r"]])
    #expect(
      error
        == .levelWithoutVariation(
          term: "a", levels: [DomainLevel(variable: "a", level: "q")], isTrue: false, recordCount: 6,
          offersPenalty: true))
    #expect(
      error?.description
        == "Term \"a\": the outcome is the same in every record at one of its levels, so its coefficient is infinite; "
        + "merge levels or leave the term out, or fit with Firth's penalty, penalized(by: .firth).")
  }

  @Test(arguments: [9, 10])
  func `the level is said where ten records have it, and not where it would tell on a few`(_ count: Int) throws {
    let events = [0, 1] + [Double](repeating: 0, count: count)
    let error = try problem(
      "y ~ a", ["y": events], levels: ["a": ["p", "p"] + [String](repeating: "q", count: count)],
      repeated: 1)
    #expect(
      error?.description
        == "Term \"a\": the outcome is the same in every record "
        + (count < 10 ? "at one of its levels" : "with a = number 2 of 2")
        + ", so its coefficient is infinite; merge levels or leave the term out, or fit with Firth's penalty, "
        + "penalized(by: .firth).")
  }

  @Test func `an outcome without variation is refused`() throws {
    let error = try problem("y ~ x", ["y": [1, 1, .nan, 1], "x": [1, 2, 3, 4]])
    #expect(error == .outcomeWithoutVariation(outcome: "y", isTrue: true))
    #expect(
      error?.description == "Outcome \"y\" is true in every complete record, so there is nothing to explain.")
  }

  @Test func `collinearity names the later term and what it repeats`() throws {
    let x = [1.0, 2, 3, 4, 5, 6, 7, 8]
    let z = [3.0, 1, 4, 1, 5, 9, 2, 6]
    let error = try problem(
      "y ~ x + z + s", ["y": [0, 1, 0, 1, 0, 1, 1, 0], "x": x, "z": z, "s": zip(x, z).map { 2 * $0 - $1 }])
    #expect(error == .collinear(term: "s", with: ["x", "z"]))
    #expect(error?.description == "Term \"s\" is a linear combination of \"x\" and \"z\"; leave it out.")
    let constant = try problem("y ~ c", ["y": [0, 1, 0, 1], "c": [7, 7, 7, 7]])
    #expect(constant == .collinear(term: "c", with: ["(Intercept)"]))
    let zero = try problem("y ~ c", ["y": [0, 1, 0, 1], "c": [0, 0, 0, 0]])
    #expect(zero == .collinear(term: "c", with: []))
    // Within level q the number is its own mean, so that it repeats the indicator of q.
    let within = try problem(
      "y ~ c * a", ["y": [0, 1, 0, 1, 0, 1], "c": [1, 3, 1, 3, 2, 2]], levels: ["a": ["p", "p", "p", "p", "q", "q"]])
    #expect(within == .collinear(term: "c:a", with: ["a"]))
    #expect(zero?.description == "Term \"c\" is 0 in every complete record; leave it out.")
  }

  @Test func `two factors in interaction without their main effects repeat the intercept`() throws {
    let a = ["p", "p", "q", "q", "p", "p", "q", "q"]
    let b = ["u", "v", "u", "v", "u", "v", "u", "v"]
    let error = try problem("y ~ a:b", ["y": [0, 1, 0, 1, 1, 0, 1, 0]], levels: ["a": a, "b": b])
    #expect(error == .collinear(term: "a:b", with: ["(Intercept)", "a:b"]))
  }

  @Test func `an empty combination of levels is named`() throws {
    let error = try problem(
      "y ~ a * b", ["y": [0, 1, 0, 1, 0, 1]],
      levels: ["a": ["p", "p", "p", "p", "q", "q"], "b": ["u", "u", "v", "v", "u", "u"]])
    let levels = [DomainLevel(variable: "a", level: "q"), DomainLevel(variable: "b", level: "v")]
    #expect(error == .emptyCombination(term: "a:b", levels: levels))
    #expect(
      error?.description
        == "Term \"a:b\": no complete record has a = number 2 of 2 and b = number 2 of 2; merge levels or leave the interaction out."
    )
  }

  @Test func `one level is no covariate`() throws {
    let error = try problem(
      "y ~ a", ["y": [0, 1, .nan, 1]], levels: ["a": ["p", "p", "q", "p"]])
    #expect(error == .singleLevel(term: "a", level: LevelName("p", isDeclared: false, at: 0, of: 2)))
    #expect(
      error?.description
        == "Term \"a\" has a single level among the complete records, number 1 of 2; leave the term out.")
  }

  @Test func `a reference level without records is refused`() throws {
    let error = try problem(
      "y ~ factor(a, reference = q)", ["y": [0, 1, .nan, 1, 0]], levels: ["a": ["p", "p", "q", "r", "r"]])
    #expect(error == .emptyReference(term: "factor(a)", level: "q"))
    #expect(error?.description == "Term \"factor(a)\": no complete record has the reference level \"q\".")
  }

  @Test func `an unknown reference level has a nearest one`() throws {
    let error = try problem(
      "y ~ factor(a, reference = nroth)", ["y": [0, 1, 0, 1]], levels: ["a": ["north", "north", "south", "south"]])
    #expect(error?.description == "Column \"a\" has no level \"nroth\".")
  }

  @Test func `fewer complete records than parameters are refused`() throws {
    let error = try problem(
      "y ~ x + z", ["y": [0, 1, .nan, 1], "x": [1, 2, 3, .nan], "z": [2, 1, 4, 5]], repeated: 1)
    #expect(error == .tooFewRecords(records: 2, parameters: 3))
    #expect(error?.description == "The model has 3 parameters but only 2 complete records.")
    let none = try problem("y ~ x", ["y": [.nan, 1], "x": [1, .nan]], repeated: 1)
    #expect(none == .noCompleteRecords(missing: 2))
    #expect(
      none?.description
        == "No record has a positive weight and every variable of the model; 2 records lack a variable.")
  }

  @Test func `infinite numbers are refused`() throws {
    let error = try problem("y ~ x", ["y": [0, 1, 0], "x": [1, .infinity, 3]], repeated: 1)
    #expect(error == .infiniteNumbers(column: "x", count: 1))
    #expect(error?.description == "Column \"x\" must hold finite numbers; 1 record holds an infinite one.")
  }

  @Test func `too few iterations are an error and not a fit`() throws {
    let error = try problem(
      "y ~ x", ["y": [0, 0, 1, 0, 1, 1], "x": [1, 2, 2.9, 3, 4, 5]], iterationLimit: 2)
    guard case .didNotConverge(let iterations, let gradient) = error else {
      Issue.record("expected non-convergence, found \(String(describing: error))")
      return
    }
    #expect(iterations == 2)
    #expect(gradient > 0)
    #expect(
      ModelError.didNotConverge(iterations: 2, gradient: 0.25).description
        == "The fit did not converge in 2 iterations; the relative gradient is 0.25.")
  }

  @Test func `parameters that use up the primary units are refused`() throws {
    let data = try records([
      "y": [0, 1, 0, 1, 1, 0, 1, 0], "x": [1, 2, 3, 4, 5, 6, 7, 8], "z": [1, 4, 2, 6, 3, 9, 5, 1],
      "unit": [1, 1, 2, 2, 3, 3, 4, 4], "stratum": [1, 1, 1, 1, 2, 2, 2, 2],
    ])
    let design = try SurveyDesign(data, stages: [Stage(units: "unit", strata: "stratum")])
    let error = #expect(throws: ModelError.self) { try ModelFormula(parsing: "y ~ x + z").fitted(to: design) }
    #expect(error == .noDegreesOfFreedom(units: 4, strata: 2, parameters: 3))
    #expect(
      error?.description
        == "3 parameters leave no degrees of freedom: the complete records reach 4 primary units in 2 strata, "
        + "and units - strata + 1 - parameters must be positive.")
  }

  @Test func `one name for two covariates is refused`() throws {
    let error = try problem(
      "y ~ factor(a, reference = p) + factor(a, reference = q)", ["y": [0, 1, 0, 1]],
      levels: ["a": ["p", "p", "q", "q"]])
    #expect(error == .conflictingVariables("factor(a)"))
    #expect(
      error?.description == "\"factor(a)\" stands for two different covariates in this model; use it in one way.")
  }

  @Test func `a term that is not in the model has a nearest one`() throws {
    let data = try records(["y": [0, 1, 0, 1, 1, 0], "x": [1, 2, 3, 4, 5, 6]])
    let fit = try ModelFormula(parsing: "y ~ x").fitted(to: SurveyDesign(data))
    let error = #expect(throws: ModelError.self) { try fit.waldTest(of: "xx") }
    #expect(error?.description == "The model has no term \"xx\". Did you mean \"x\"?")
    #expect(throws: ModelError.invalidLevel(1)) { try fit.oddsRatios(level: 1) }
    #expect(
      ModelError.invalidLevel(1).description == "A confidence level must lie between 0 and 1; found 1.0.")
  }

  @Test func `tests and predictions that cannot be made say why`() {
    let sentences: [(ModelError, String)] = [
      (
        .singularCovariance(term: "a"),
        "The covariance of the coefficients of term \"a\" has no inverse, so they cannot be tested together."
      ),
      (
        .onlyBinomial(family: .poisson), "Only a binomial model tells yes from no; this is a poisson model."
      ),
      (
        .goodnessWithoutGroups(groups: 10, degreesOfFreedom: 8),
        "Goodness of fit compares 2 groups of fitted probabilities or more, fewer than the design's degrees of freedom "
          + "and 2; found 10 groups and 8."
      ),
      (.notCategorical("x"), "Term \"x\" is a number and has no levels."),
      (
        .unknownLevel("vilage", term: "region", nearest: "village"),
        "Term \"region\" has no level \"vilage\" among the complete records. Did you mean \"village\"?"
      ),
      (.missingCovariate("age"), "A prediction needs a value of \"age\"."),
    ]
    for (error, sentence) in sentences { #expect(error.description == sentence) }
  }

  @Test func `near separation is told and not refused`() throws {
    let y = [0.0, 0, 0, 1, 0, 1, 1, 1]
    let x = [-9000.0, -3, 1, 2, 3, 4, 8, 9000]
    let data = try records(["y": y, "x": x])
    let fit = try ModelFormula(parsing: "y ~ x").fitted(to: SurveyDesign(data))
    #expect(fit.diagnostics == [.extremeProbabilities(count: 2)])
    #expect(
      fit.diagnostics[0].description
        == "2 records have a fitted probability within 1e-8 of 0 or 1; the outcomes are nearly separated.")
  }
}
