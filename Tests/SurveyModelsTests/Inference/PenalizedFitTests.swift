import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// Fits with Firth's penalty, against a root of the modified scores in R and against laws.
struct PenalizedFitTests {
  /// The schools of `apiclus1` as if every high school had met its target, and as if none had.
  private static func schools(isWeighted: Bool = true) throws -> SurveyDesign {
    let data = try referenceData("apiclus1")
    let met = try data.indicator(of: Binary("sch.wide", isTrueFor: "Yes"))
    let isHigh = try data.indicator(of: Binary("stype", isTrueFor: "H"))
    let extended =
      try data
      .adding("target", .numbers(zip(met, isHigh).map { $1 == 1 ? 1 : Double($0) }))
      .adding("met", .numbers(zip(met, isHigh).map { $1 == 1 ? 0 : Double($0) }))
    return try isWeighted
      ? SurveyDesign(extended, weights: "pw", stages: [Stage(units: "dnum", populationSize: "fpc")])
      : SurveyDesign(extended)
  }

  /// A model that R was asked for, with its design.
  struct Case: CustomTestStringConvertible, Sendable {
    let id: String
    let formula: String
    var family = ResponseFamily.binomial
    var isWeighted = true

    var testDescription: String { id }

    func model(for design: SurveyDesign) throws -> GeneralizedLinearModel {
      try ModelFormula(parsing: formula).model(for: design.data, family: family)
    }
  }

  static let cases = [
    Case(id: "firth", formula: "sch.wide ~ ell + stype + mobility"),
    Case(id: "firth-separated", formula: "target ~ ell + stype"),
    Case(id: "firth-unweighted", formula: "target ~ ell + stype", isWeighted: false),
    Case(id: "firth-poisson", formula: "met ~ ell + stype", family: .poisson),
  ]

  @Test(arguments: cases)
  func `coefficients, errors and deviance are those of the modified scores in R`(_ item: Case) throws {
    let expected = try #require(inferenceReference[item.id])
    let design = try Self.schools(isWeighted: item.isWeighted)
    let fit = try item.model(for: design).penalized().fitted(to: design)
    let (coefficients, errors) = (try #require(expected["coef"]), try #require(expected["se"]))
    for (j, coefficient) in fit.coefficients.enumerated() {
      #expect(
        isClose(coefficient.estimate, to: coefficients[j], relative: 1e-10, absolute: 1e-10 * errors[j]),
        "\(coefficient.term)")
    }
    expectAllClose(fit.underDesignErrors, errors, relative: 1e-9)
    let whole = try #require(expected["penalized-se"])
    expectAllClose(fit.coefficients.map(\.standardError), whole, relative: 1e-9)
    #expect(isClose(fit.deviance, to: try #require(expected["deviance"])[0], relative: 1e-10))
    // The design effect of one coefficient is its variance over that of independent records: the variance with what the
    // model tells of it, or, where units are few and that is the more cautious, that under the design.
    let test = try fit.likelihoodRatioTest(of: "ell")
    let error = test.denominatorDegreesOfFreedom > fit.degreesOfFreedom ? whole[1] : errors[1]
    #expect(
      isClose(
        error / test.designEffects[0].squareRoot(), to: try #require(expected["model-se"])[1], relative: 1e-9))
  }

  @Test(arguments: cases)
  func `intervals are those of the profiles in R, and tests agree with them`(_ item: Case) throws {
    let expected = try #require(inferenceReference[item.id])
    let design = try Self.schools(isWeighted: item.isWeighted)
    let fit = try item.model(for: design).penalized().fitted(to: design)
    // The roots in R stop at 1e-12 of the distance, the maxima within them at gradients of 1e-11.
    for (key, ends) in [
      ("profile-lower", fit.coefficients.map(\.lower)), ("profile-upper", fit.coefficients.map(\.upper)),
    ] {
      let values = try #require(expected[key])
      for (j, coefficient) in fit.coefficients.enumerated() {
        #expect(
          isClose(ends[j], to: values[j], relative: 1e-8, absolute: 1e-8 * coefficient.standardError),
          "\(coefficient.term)")
      }
    }
    for coefficient in fit.coefficients {
      #expect(coefficient.intervalMethod == .penalizedProfile)
      #expect((coefficient.lower > 0 || coefficient.upper < 0) == (coefficient.pValue < 0.05))
    }
    let ratios = try fit.oddsRatios().filter { !$0.isReference }
    for (ratio, coefficient) in paired(ratios, fit.coefficients.dropFirst()) {
      let interval = try #require(ratio.confidenceInterval)
      #expect(interval.method == .penalizedProfile)
      #expect(isClose(interval.lower, to: exp(coefficient.lower), relative: 1e-12))
      #expect(isClose(interval.upper, to: exp(coefficient.upper), relative: 1e-12))
    }
    // A wider level holds a narrower one.
    for (wide, narrow) in paired(try fit.oddsRatios(level: 0.99), try fit.oddsRatios(level: 0.9))
    where !wide.isReference {
      let (outer, inner) = (try #require(wide.confidenceInterval), try #require(narrow.confidenceInterval))
      #expect(outer.lower < inner.lower && inner.upper < outer.upper)
    }
  }

  @Test(arguments: cases.dropFirst())
  func `the ordinary fit of separated outcomes does not exist, and its error offers this one`(_ item: Case) throws {
    let design = try Self.schools(isWeighted: item.isWeighted)
    let error = #expect(throws: ModelError.self) { try item.model(for: design).fitted(to: design) }
    #expect(
      error?.description
        == "Term \"stype\": the outcome is the same in every record with stype = number 2 of 3, so its coefficient is infinite; "
        + "merge levels or leave the term out, or fit with Firth's penalty, penalized(by: .firth).")
  }

  @Test(arguments: cases)
  func `gradient and information are the derivatives of what is maximised`(_ item: Case) throws {
    let design = try Self.schools(isWeighted: item.isWeighted)
    let likelihood = try item.model(for: design).penalized().fitted(to: design).likelihood
    // Away from the maximum, where neither is 0.
    let place = (0..<(item.id == "firth" ? 5 : 4)).map { 0.3 - 0.25 * Double($0) }
    let here = likelihood.evaluated(at: place)
    for j in place.indices {
      let step = 1e-5
      let (above, below) = (place.moved(j, by: step), place.moved(j, by: -step))
      let (upper, lower) = (likelihood.evaluated(at: above), likelihood.evaluated(at: below))
      let slope = (lower.deviance + lower.penalty - upper.deviance - upper.penalty) / (4 * step)
      // A difference of two nearby values keeps about half of their digits.
      #expect(isClose(here.gradient[j], to: slope, relative: 1e-5, absolute: 1e-5))
      for k in place.indices {
        let curvature = (lower.gradient[k] - upper.gradient[k]) / (2 * step)
        #expect(isClose(here.information[j, k], to: curvature, relative: 1e-5, absolute: 1e-5))
      }
    }
  }

  @Test func `without weights a table of two by two gets half a record in each cell`() throws {
    let counts = [7.0, 0, 4, 9]
    let y = [1.0, 0, 1, 0]
    let x = [1.0, 1, 0, 0]
    let rows = (0..<4).flatMap { cell in [Int](repeating: cell, count: Int(counts[cell])) }
    let design = try SurveyDesign(records(["y": rows.map { y[$0] }, "x": rows.map { x[$0] }]))
    let fit = try LogisticModel(of: Binary("y", isTrueFor: "1"), on: Number("x")).penalized().fitted(to: design)
    #expect(isClose(fit.coefficients[0].estimate, to: log(4.5 / 9.5), relative: 1e-12))
    #expect(isClose(fit.coefficients[1].estimate, to: log(7.5 * 9.5 / (0.5 * 4.5)), relative: 1e-12))
  }

  @Test func `outcomes that a number separates have a finite fit`() throws {
    let design = try SurveyDesign(records(["y": [0, 0, 0, 0, 1, 1, 1, 1], "x": [1, 2, 3, 4, 5, 6, 7, 8]]))
    let model = LogisticModel(of: Binary("y", isTrueFor: "1"), on: Number("x"))
    #expect(throws: ModelError.separated(Separation(terms: ["x"], recordCount: 8, offersPenalty: true))) {
      try model.fitted(to: design)
    }
    let fit = try model.penalized().fitted(to: design)
    // The outcomes mirror each other around 4.5.
    #expect(isClose(fit.coefficients[0].estimate, to: -4.5 * fit.coefficients[1].estimate, relative: 1e-10))
    #expect(fit.coefficients.allSatisfy { $0.standardError > 0 && $0.standardError.isFinite })
    #expect(try fit.likelihoodRatioTest(of: "x").statistic > 0)
    #expect(try fit.scoreTest(of: "x").statistic > 0)
  }

  @Test func `the scale of weights, the order of records and the reference level change nothing`() throws {
    let data = try healthSample(rows: 240)
    let rows = Array(0..<data.rowCount)
    let weights = try data.numbers(of: Number("weight"))
    let outcome = Binary("y", isTrueFor: "1")
    let model = LogisticModel(of: outcome, on: Number("age") + Categorical("region")).penalized()
    let fit = try model.fitted(to: healthDesign(data))
    let others = [
      try model.fitted(to: healthDesign(rebuilt(data, rows: rows) { 7 * weights[$0] })),
      try model.fitted(to: healthDesign(rebuilt(data, rows: rows.reversed()) { weights[$0] })),
    ]
    for other in others {
      expectAllClose(other.coefficients.map(\.estimate), fit.coefficients.map(\.estimate), relative: 1e-10)
      expectAllClose(other.coefficients.map(\.standardError), fit.coefficients.map(\.standardError), relative: 1e-10)
      #expect(isClose(other.deviance, to: fit.deviance, relative: 1e-12))
    }
    let relabelled = try LogisticModel(
      of: outcome, on: Number("age") + Categorical("region", reference: "village")
    ).penalized().fitted(to: healthDesign(data))
    #expect(isClose(relabelled.deviance, to: fit.deviance, relative: 1e-12))
    let (test, again) = (try fit.waldTest(of: "region"), try relabelled.waldTest(of: "region"))
    #expect(isClose(again.statistic, to: test.statistic, relative: 1e-9))
  }

  @Test func `replicates, and margins by either way, agree with linearisation`() throws {
    let design = try healthDesign(healthSample(rows: 1200))
    let model = LogisticModel(of: Binary("y", isTrueFor: "1"), on: Number("age") + Categorical("region")).penalized()
    let (linear, replicated) = (try model.fitted(to: design), try model.fitted(to: design.replicated(.jackknife)))
    for (one, other) in paired(linear.coefficients, replicated.coefficients) {
      #expect(one.estimate == other.estimate)
      // The jackknife of 1,200 records is 0.003% to 0.40% from linearisation here; it is exact to one over the units.
      #expect(isClose(one.standardError, to: other.standardError, relative: 0.0045))
    }
    let (margins, again) = (
      try linear.predictiveMargins(over: "region"), try replicated.predictiveMargins(over: "region")
    )
    for (one, other) in paired(margins, again) {
      #expect(isClose(one.standardError, to: other.standardError, relative: 0.0025))
    }
    // A penalty worth a few records moves an estimate by up to 0.44% of itself among 1,200.
    let ordinary = try LogisticModel(of: model.outcome, on: model.terms).fitted(to: design)
    for (one, other) in paired(linear.coefficients, ordinary.coefficients) {
      #expect(one.estimate != other.estimate)
      #expect(isClose(one.estimate, to: other.estimate, relative: 0.005))
    }
  }

  @Test func `what has no penalty, and criteria of a penalised fit, are refused`() throws {
    let design = try Self.schools()
    let probit = GeneralizedLinearModel(
      of: Binary("sch.wide", isTrueFor: "Yes"), on: Number("ell"), family: .binomial, link: .probit)
    let error = #expect(throws: ModelError.self) { try probit.penalized().fitted(to: design) }
    #expect(
      error?.description
        == "A binomial model with the probit link is not offered with Firth's penalty; expected binomial with logit or "
        + "poisson with log.")
    let fit = try LogisticModel(of: Binary("sch.wide", isTrueFor: "Yes"), on: Number("ell")).penalized()
      .fitted(to: design)
    #expect(fit.model.penalty == .firth)
    #expect(throws: ModelError.criterionOfPenalized) { try fit.akaikeCriterion }
    #expect(throws: ModelError.criterionOfPenalized) { try fit.bayesianCriterion(within: fit) }
    #expect(throws: ModelError.criterionOfPenalized) { try fit.pseudoDetermination }
    #expect(
      ModelError.criterionOfPenalized.description
        == "A penalised fit has no such criterion: its likelihood is not at its maximum.")
  }
}

extension ModelFit {
  /// The standard errors under the design alone, without what the model tells of a variance.
  fileprivate var underDesignErrors: [Double] {
    guard let covariance = covarianceUnderDesign else { return coefficients.map(\.standardError) }
    return covariance.diagonal.map { $0.squareRoot() }
  }
}

extension [Double] {
  /// The same numbers with one of them moved.
  fileprivate func moved(_ position: Int, by step: Double) -> [Double] {
    var copy = self
    copy[position] += step
    return copy
  }
}
