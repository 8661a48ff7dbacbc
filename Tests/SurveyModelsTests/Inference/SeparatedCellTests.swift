import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// Case 01-firth-separation and its kind: a cell whose outcomes do not vary says nothing of its own variance.
struct SeparatedCellTests {
  /// A cell of a model: some records of a level, the first of which have the outcome.
  struct Cell: Sendable {
    let level: String
    let hits: Int
    let count: Int
    var weight = 1.0
  }

  /// The records of cells, with units of some records within each cell.
  static func design(_ cells: [Cell], unitSize: Int = 1) throws -> SurveyDesign {
    var (y, g, w, unit): ([Double], [Int32], [Double], [Double]) = ([], [], [], [])
    for (code, cell) in cells.enumerated() {
      for record in 0..<cell.count {
        y.append(record < cell.hits ? 1 : 0)
        g.append(Int32(code))
        w.append(cell.weight)
        // Units of a cell take turns, so that hits fall in several of them.
        unit.append(Double(1000 * code + record % max(1, cell.count / unitSize)))
      }
    }
    let data = try Microdata(
      name: "cells",
      columns: [
        ("y", .numbers(y)), ("g", .factor(Factor(codes: g, levels: cells.map(\.level)))), ("w", .numbers(w)),
        ("unit", .numbers(unit)),
      ])
    return try SurveyDesign(data, weights: "w", stages: [Stage(units: "unit")])
  }

  static let separated = [Cell(level: "a", hits: 0, count: 12), Cell(level: "b", hits: 10, count: 20)]
  static let model = LogisticModel(of: Binary("y", isTrueFor: "1"), on: Categorical("g")).penalized()

  @Test func `01-firth-separation: the interval is that of the penalised profile, and the test that of its ratio`()
    throws
  {
    let fit = try Self.model.fitted(to: Self.design(Self.separated))
    let odds = try #require(try fit.oddsRatios().last)
    let interval = try #require(odds.confidenceInterval)
    #expect(isClose(odds.value, to: 25, relative: 1e-10))
    // A second exact route, from the likelihood of two cells.
    let t = StudentTDistribution(degreesOfFreedom: fit.coefficients[1].number.degreesOfFreedom)
    let ends = SeparatedCells.interval(quantile: t.upperQuantile(0.025))
    #expect(isClose(log(interval.lower), to: ends.lower, relative: 1e-7))
    #expect(isClose(log(interval.upper), to: ends.upper, relative: 1e-7))
    #expect(interval.method == .penalizedProfile)
    expectAllClose(fit.coefficients.map(\.standardError), SeparatedCells.standardErrors, relative: 1e-9)
    let test = try fit.likelihoodRatioTest(of: "g")
    // The statistic that logistf prints of these cells, to its last digit.
    #expect(isClose(test.statistic, to: 9.4553, relative: 2e-6))
    #expect(isClose(test.scaledStatistic, to: SeparatedCells.statistic, relative: 1e-9))
    // The test has degrees of freedom with a fraction, of which a coefficient has the whole part: 1.06e-6 of p.
    #expect(
      isClose(test.pValue, to: 2 * t.upperTailProbability(SeparatedCells.statistic.squareRoot()), relative: 1.1e-6))
    #expect(isClose(fit.coefficients[1].pValue, to: test.pValue, relative: 1e-12))
    let margins = try fit.predictiveMargins(over: "g")
    #expect(margins[0].confidenceInterval.lower < 0.005 && margins[0].confidenceInterval.upper > 0.2)
    let ratio = try margins.adjustedPrevalenceRatio(of: "b", to: "a")
    #expect(ratio.confidenceInterval.lower < 1 && ratio.confidenceInterval.upper > 100)
  }

  @Test
  func `01-firth-separation: a prevalence ratio against a share of 1 has no interval, test or E-value, and says why`()
    throws
  {
    let design = try Self.design([Cell(level: "a", hits: 12, count: 12), Cell(level: "b", hits: 10, count: 20)])
    let fit = try GeneralizedLinearModel(of: Binary("y", isTrueFor: "1"), on: Categorical("g"), family: .poisson)
      .fitted(to: design)
    for coefficient in fit.coefficients {
      #expect(coefficient.standardError.isNaN && coefficient.statistic.isNaN && coefficient.pValue.isNaN)
      #expect(coefficient.lower.isNaN && coefficient.upper.isNaN)
    }
    #expect(fit.diagnostics == [.unknownVariance(terms: ["(Intercept)", "gb"])])
    #expect(
      fit.diagnostics[0].description
        == "Coefficients \"(Intercept)\", \"gb\": what they rest on does not vary, between records or between primary "
        + "units, which says nothing of how far they may be off: no standard error, interval or test.")
    #expect(throws: ModelError.unknownVariance(term: "g")) { try fit.waldTest(of: "g") }
    #expect(throws: ModelError.unknownVariance(term: "g")) { try fit.likelihoodRatioTest(of: "g") }
    #expect(
      ModelError.unknownVariance(term: "g").description
        == "Term \"g\" cannot be tested: a coefficient of it rests on what does not vary, which says nothing of how far "
        + "it may be off.")
    // What rests on the other level alone keeps its interval.
    let margins = try fit.predictiveMargins(over: "g")
    #expect(isClose(margins[0].value, to: 1, relative: 1e-12) && margins[0].confidenceInterval.lower.isNaN)
    #expect(margins[1].standardError > 0 && margins[1].confidenceInterval.lower < margins[1].value)
    let ratio = try margins.adjustedPrevalenceRatio(of: "b", to: "a")
    #expect(ratio.confidenceInterval.lower.isNaN && ratio.pValue.isNaN && EValue(ofRatio: ratio) == nil)
    #expect(try fit.predictedProbability(at: ["g": "a"]).confidenceInterval.upper.isNaN)
    #expect(try fit.predictedProbability(at: ["g": "b"]).confidenceInterval.upper > 0.5)
  }

  /// The ways that variances are found.
  enum Way: CaseIterable, Sendable {
    case linearization, jackknife, bootstrap

    func applied(to design: SurveyDesign) throws -> SurveyDesign {
      switch self {
      case .linearization: design
      case .jackknife: try design.replicated(.jackknife)
      case .bootstrap: try design.replicated(.bootstrap(replicates: 30, seed: 3))
      }
    }
  }

  @Test(arguments: Way.allCases, [0, 12])
  func `law: no coefficient, margin, effect, fraction, dose or test of a constant cell has a zero-width interval`(
    _ way: Way, hits: Int
  ) throws {
    let cells = [
      Cell(level: "1", hits: hits, count: 12), Cell(level: "2", hits: 9, count: 20, weight: 2),
      Cell(level: "3", hits: 14, count: 24, weight: 0.5),
    ]
    for unitSize in [1, 4] {
      // A bootstrap draws no record of a level now and then.
      guard unitSize == 1 || way != .bootstrap else { continue }
      let design = try way.applied(to: Self.design(cells, unitSize: unitSize))
      let outcome = Binary("y", isTrueFor: "1")
      var fits: [ModelFit] = [try Self.model.fitted(to: design)]
      let poisson = GeneralizedLinearModel(of: outcome, on: Categorical("g"), family: .poisson)
      fits.append(try poisson.penalized().fitted(to: design))
      if hits > 0 { fits.append(try poisson.fitted(to: design)) }
      fits.append(
        try GeneralizedLinearModel(of: Number("y"), on: Categorical("g"), family: .gaussian).fitted(to: design))
      for fit in fits {
        let isPenalized = fit.model.penalty != nil
        expectWidths(fit, isPenalized: isPenalized)
        #expect(fit.diagnostics.contains { if case .unknownVariance = $0 { true } else { false } } != isPenalized)
        let averages = fit.averagePredictions
        let margins = try averages.margins(over: "g")
        for margin in margins { expectWidth(margin.confidenceInterval, margin.standardError) }
        #expect(margins[0].standardError.isNaN != isPenalized)
        let effects = try averages.effects()
        let response = try averages.doseResponse(over: "g")
        let comparisons =
          effects.map(\.change) + [response.slope] + [response.oddsRatio].compactMap { $0 }
          + [try averages.attributableFraction(unexposed: ["g": "1"]).fraction]
          + [
            try margins.adjustedPrevalenceRatio(of: "2", to: "1"), try margins.adjustedDifference(of: "3", minus: "1"),
          ]
        for comparison in comparisons {
          expectWidth(comparison.confidenceInterval, comparison.standardError)
          #expect(comparison.confidenceInterval.lower.isNaN == comparison.pValue.isNaN)
          #expect(comparison.pValue.isNaN != isPenalized)
        }
        #expect((EValue(ofRatio: comparisons[comparisons.count - 2]) == nil) != isPenalized)
        if isPenalized {
          #expect(try fit.likelihoodRatioTest(of: "g").designEffects.allSatisfy { $0 > 1e-3 })
          #expect(try fit.waldTest(of: "g").statistic < 100)
        } else {
          #expect(throws: ModelError.unknownVariance(term: "g")) { try fit.waldTest(of: "g") }
        }
        // Levels that vary are compared as ever.
        let others = try margins.adjustedDifference(of: "3", minus: "2")
        #expect(others.standardError > 0 && others.pValue.isFinite)
      }
    }
  }

  private func expectWidths(_ fit: ModelFit, isPenalized: Bool) {
    for coefficient in fit.coefficients {
      #expect(coefficient.lower.isNaN == coefficient.pValue.isNaN)
      #expect(coefficient.lower.isNaN || coefficient.upper - coefficient.lower > 0.1)
      #expect(coefficient.pValue.isNaN != isPenalized)
    }
  }

  private func expectWidth(_ interval: ConfidenceInterval, _ standardError: Double) {
    #expect(interval.lower.isNaN || interval.upper - interval.lower > 1e-3 * max(1, abs(interval.lower)))
    #expect(standardError.isNaN || standardError > 1e-4)
  }

  @Test func `where all of a population was drawn a separated cell is known, and so are its margins`() throws {
    let cells = Self.separated
    let plain = try Self.design(cells)
    let all = try plain.data.adding("all", .numbers([Double](repeating: 32, count: 32)))
    let fit = try Self.model.fitted(to: SurveyDesign(all, weights: "w", stages: [Stage(populationSize: "all")]))
    for margin in try fit.predictiveMargins(over: "g") {
      #expect(margin.standardError < 1e-9)
      #expect(isClose(margin.confidenceInterval.lower, to: margin.value, relative: 1e-7))
    }
  }

  @Test func `with many records what the model tells is next to nothing beside the design`() throws {
    let cells = [Cell(level: "a", hits: 300, count: 1000), Cell(level: "b", hits: 450, count: 1000)]
    let design = try Self.design(cells)
    let (penalized, ordinary) = (
      try Self.model.fitted(to: design),
      try LogisticModel(of: Binary("y", isTrueFor: "1"), on: Categorical("g")).fitted(to: design)
    )
    // The penalty is half a record in each cell of 1,000: it moves a standard error by up to 0.005% and an end by 0.04%.
    for (one, other) in paired(penalized.coefficients, ordinary.coefficients) {
      #expect(isClose(one.standardError, to: other.standardError, relative: 5e-5))
      #expect(isClose(one.lower, to: other.lower, relative: 5e-4))
      #expect(isClose(one.upper, to: other.upper, relative: 5e-4))
    }
  }
}
