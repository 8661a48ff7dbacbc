import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// The kind of case 01-firth-separation among estimates: what does not vary says nothing of its own variance.
struct ConstantCellTests {
  /// The ways that variances are found.
  enum Way: CaseIterable, Sendable {
    case linearization, jackknife, bootstrap

    func applied(to design: SurveyDesign) throws -> SurveyDesign {
      switch self {
      case .linearization: design
      case .jackknife: try design.replicated(.jackknife)
      case .bootstrap: try design.replicated(.bootstrap(replicates: 40, seed: 5))
      }
    }
  }

  /// Twelve records of each of two groups, in units of three; in group "same" every answer is alike.
  private static func records() throws -> Microdata {
    let rows = Array(0..<24)
    return try Microdata(
      name: "cells",
      columns: [
        ("group", .factor(Factor(codes: rows.map { $0 < 12 ? 0 : 1 }, levels: ["same", "other"]))),
        ("yes", .factor(Factor(codes: rows.map { $0 < 12 ? 1 : Int32($0 % 2) }, levels: ["no", "yes"]))),
        ("score", .numbers(rows.map { $0 < 12 ? 7.25 : Double($0 % 5) })),
        ("zero", .numbers(rows.map { $0 < 12 ? 0 : Double($0 % 3) })),
        ("double", .numbers(rows.map { $0 < 12 ? 14.5 : Double(2 + $0 % 7) })),
        ("unit", .numbers(rows.map { Double($0 / 3) })),
        ("weight", .numbers(rows.map { 1 + Double($0 % 4) / 4 })),
        ("all", .numbers([Double](repeating: 8, count: 24))),
      ])
  }

  private static func design(_ stage: Stage = Stage(units: "unit")) throws -> SurveyDesign {
    try SurveyDesign(records(), weights: "weight", stages: [stage])
  }

  /// Every kind of estimate of the two groups.
  private static func families(of design: SurveyDesign) throws -> [(name: String, estimates: Estimates)] {
    let group = Categorical("group")
    var families: [(String, Estimates)] = [
      ("mean", try design.mean(of: "score", by: group)), ("total", try design.total(of: "zero", by: group)),
      ("prevalence", try design.prevalence(of: Binary("yes", isTrueFor: "yes"), by: group)),
      ("prevalence of none", try design.prevalence(of: Binary("yes", isTrueFor: "no"), by: group)),
      ("distribution", try design.distribution(of: "yes", by: group)),
      ("ratio", try design.ratio(of: "score", to: "double", by: group)),
      ("population", try design.population(of: [Binary("yes", isTrueFor: "no")], by: [group])),
    ]
    for rule in [QuantileRule.hf1, .hf7] {
      families.append(("quantile", try design.quantile([0.25, 0.5], of: [Number("score")], by: [group], rule: rule)))
    }
    if design.variance.replicateWeights != nil {
      families.append(
        ("replicate quantile", try design.quantile([0.5], of: [Number("score")], by: [group], interval: .replicate)))
    }
    return families
  }

  @Test(arguments: Way.allCases)
  func `law: no estimate of a constant cell has a zero-width interval, and nothing made of it has one or a test`(
    _ way: Way
  ) throws {
    let design = try way.applied(to: Self.design())
    for (name, estimates) in try Self.families(of: design) {
      let same = estimates.indices.filter { estimates[$0].domain == [DomainLevel(variable: "group", level: "same")] }
      let other = estimates.indices.filter { estimates[$0].domain == [DomainLevel(variable: "group", level: "other")] }
      for (one, second) in paired(same, other) {
        let estimate = estimates[one]
        #expect(estimate.confidenceInterval == nil, "\(name)")
        #expect(!estimate.diagnostics.isEmpty, "\(name)")
        #expect(estimates[second].hasKnownVariance, "\(name)")
        guard estimate.statistic != .quantile else { continue }
        #expect(!estimate.hasKnownVariance, "\(name)")
        var contrasts = [estimates.difference(of: one, minus: second), estimates.difference(of: second, minus: one)]
        if estimate.value > 0 { contrasts.append(estimates.ratio(of: second, to: one)) }
        for contrast in contrasts {
          #expect(contrast.confidenceInterval == nil && contrast.pValue.isNaN && contrast.statistic.isNaN, "\(name)")
          #expect(contrast.diagnostics == [.unknownVariance], "\(name)")
          #expect(contrast.verdict() == .notPublishable(.undefinedTest))
        }
      }
    }
    let test = try design.tTest(of: "score", by: "group")
    #expect(test.pValue.isNaN && test.confidenceInterval == nil)
    #expect(
      test.diagnostics.map(\.description) == [
        "What it rests on does not vary among the records, which says nothing of how far it may be off: no interval or "
          + "test."
      ])
  }

  @Test(arguments: Way.allCases)
  func `law: intervals of a share that do not rest on its standard error stay`(_ way: Way) throws {
    let design = try way.applied(to: Self.design())
    for method in [IntervalMethod.kornGraubard, .clopperPearson, .jeffreys, .wilson, .likelihood] {
      let share = try design.prevalence(of: Binary("yes", isTrueFor: "yes"), by: "group", interval: method)[0]
      let interval = try #require(share.confidenceInterval)
      #expect(interval.upper == 1 && interval.lower < 0.95 && !share.hasKnownVariance)
    }
  }

  @Test func `what is known stays known: a sample of everything, a calibrated total and a share of strata`() throws {
    let whole = try Self.design(Stage(units: "unit", populationSize: "all"))
    for (name, estimates) in try Self.families(of: whole) where !name.contains("quantile") {
      for estimate in estimates {
        #expect(estimate.standardError == 0 && estimate.hasKnownVariance, "\(name)")
        guard !estimate.statistic.isShare else { continue }
        #expect(estimate.confidenceInterval?.lower == estimate.confidenceInterval?.upper, "\(name)")
      }
    }
    let counted = try Self.design().postStratified(
      to: PopulationMargin.counts(of: Categorical("group"), ["same": 300, "other": 500]))
    let share = try counted.prevalence(of: Binary("group", isTrueFor: "same"))[0]
    #expect(share.standardError < 1e-12 && share.hasKnownVariance)
    let interval = try #require(share.confidenceInterval)
    #expect(isClose(interval.lower, to: 0.375, relative: 1e-10) && isClose(interval.upper, to: 0.375, relative: 1e-10))
    let strata = try Self.design(Stage(units: "unit", strata: ["group"]))
    #expect(try strata.prevalence(of: Binary("group", isTrueFor: "same"))[0].hasKnownVariance)
  }
}
