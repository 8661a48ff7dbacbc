import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import Testing

/// A test, a comparison or a curve, asked of all records of a design.
struct LawTest: Sendable, CustomTestStringConvertible {
  let name: String
  /// Whether the opposite order of the levels is the opposite sign.
  var isSigned = false
  /// What is asked; `named` gives the present name of a level.
  let ask: @Sendable (_ design: SurveyDesign, _ named: (String) -> String) throws -> [LawNumbers]

  var testDescription: String { name }

  /// Returns the numbers, or the one fact that there are none.
  func numbers(of design: SurveyDesign) throws -> [LawNumbers] {
    let isRenamed = try design.data.levels(of: "smokes").contains(LawRecords.newName(of: "yes"))
    do { return try ask(design) { isRenamed ? LawRecords.newName(of: $0) : $0 } } catch is EstimationError {
      return []
    }
  }

  static let all: [LawTest] = contrasts + tables + ranks + survival

  private static let contrasts = [
    LawTest(name: "t test of one sample") { design, _ in [LawNumbers(try design.tTest(of: "score", against: 48))] },
    LawTest(name: "t test of pairs") { design, _ in [LawNumbers(try design.pairedTTest(of: "score", minus: "age"))] },
    LawTest(name: "t test of two samples", isSigned: true) { design, _ in
      [LawNumbers(try design.tTest(of: "score", by: "smokes"))]
    },
    LawTest(name: "standardised difference") { design, named in
      [
        LawNumbers(
          try design.standardizedMeanDifference(
            of: "score", by: "group", of: named("a"), minus: named("c")))
      ]
    },
    LawTest(name: "trend") { design, _ in
      let trend = try design.mean(of: "score", by: "household").trend(over: "household")
      return ([trend.linear, trend.quadratic] + trend.differences.map(\.difference)).compactMap(\.self)
        .map { LawNumbers($0) }
    },
    LawTest(name: "decomposition of a change") { design, _ in
      let parts = try design.decomposedChange(
        of: "score", by: "group", from: "1", to: "3", over: "household")
      return [parts.change, parts.composition, parts.rate].map { LawNumbers($0) }
    },
  ]

  private static let tables: [LawTest] = TableStatistic.allCases.flatMap { statistic in
    [
      LawTest(name: "association, \(statistic.rawValue)") { design, _ in
        [LawNumbers(try design.association(of: "smokes", with: "group", statistic: statistic))]
      },
      LawTest(name: "goodness of fit, \(statistic.rawValue)") { design, named in
        let shares = ["bad": 0.3, "fair": 0.25, "good": 0.25, "very good": 0.2]
        let present = Dictionary(uniqueKeysWithValues: shares.map { (named($0), $1) })
        return [LawNumbers(try design.goodnessOfFit(of: "health", to: present, statistic: statistic))]
      },
    ]
  }

  private static let ranks: [LawTest] = RankScore.allCases.flatMap { score in
    [
      LawTest(name: "\(score.rawValue), two groups", isSigned: true) { design, _ in
        let test = try design.rankTest(score, of: "score", by: "smokes")
        return [LawNumbers(test)] + [test.difference].compactMap(\.self).map { LawNumbers($0) }
      },
      LawTest(name: "\(score.rawValue), three groups") { design, _ in
        [LawNumbers(try design.rankTest(score, of: "score", by: "group"))]
      },
    ]
  }

  private static let survival: [LawTest] =
    [(0, 0), (1, 0), (0, 1)].map { rho, gamma in
      LawTest(name: "log-rank, rho \(rho), gamma \(gamma)") { design, named in
        let outcome = SurvivalTime("age", event: Binary("smokes", isTrueFor: named("yes")))
        return [LawNumbers(try design.logRankTest(outcome, by: "group", rho: rho, gamma: gamma))]
      }
    }
    + [SurvivalMethod.kaplanMeier, .nelsonAalen].map { method in
      LawTest(name: "survival, \(method)") { design, named in
        let outcome = SurvivalTime("age", event: Binary("smokes", isTrueFor: named("yes")))
        return try design.survival(outcome, by: "group", at: [30, 45, 60], method: method)
          .sorted { $0.domain[0].level < $1.domain[0].level }.flatMap { curve in
            curve.steps.map { LawNumbers($0, of: curve) }
          }
      }
    }
}

extension LawNumbers {
  init(_ test: RankTest) {
    self.init(
      name: "rank test, \(test.score.rawValue)", value: test.value, standardError: test.pValue, degreesOfFreedom: 0,
      ends: test.degreesOfFreedom, unweightedCount: test.unweightedCount)
  }

  init(_ test: LogRankTest) {
    self.init(
      name: "log-rank test", value: test.statistic, standardError: test.pValue, degreesOfFreedom: test.degreesOfFreedom,
      ends: [Double(test.eventCount)], unweightedCount: test.unweightedCount)
  }

  init(_ step: SurvivalStep, of curve: SurvivalCurve) {
    let median = curve.quantile(0.5)
    self.init(
      name: "time \(step.time)", value: step.value, standardError: step.standardError,
      degreesOfFreedom: curve.degreesOfFreedom,
      ends: (step.confidenceInterval.map { [$0.lower, $0.upper] } ?? [])
        + [step.cumulativeHazard, Double(step.eventCount)]
        + [median.time, median.lower, median.upper].map { $0 ?? .nan },
      unweightedCount: step.atRiskCount)
  }
}
