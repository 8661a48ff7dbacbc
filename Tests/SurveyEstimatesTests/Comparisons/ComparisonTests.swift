import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

@Suite("Comparisons, ranks and multiplicity")
struct ComparisonTests {
  @Test(arguments: [MultiplicityAdjustment.holm, .benjaminiHochberg])
  func `adjusted p-values agree`(_ adjustment: MultiplicityAdjustment) {
    let pValues = [0.01, 0.04, 0.03, 0.005, 0.2, 0.04]
    for (observed, expected) in paired(
      adjustment.adjusted(pValues), comparedValues("adjusted.\(adjustment.rawValue)"))
    {
      #expect(isClose(observed, to: expected, relative: 1e-14))
    }
    // What is no test is no member of the family.
    let gaps = adjustment.adjusted([.nan] + pValues + [.nan])
    #expect(Array(gaps[1...6]) == adjustment.adjusted(pValues) && gaps[0].isNaN && gaps[7].isNaN)
    #expect(adjustment.adjusted([]).isEmpty)
    #expect(MultiplicityAdjustment.none.adjusted(pValues) == pValues)
  }

  /// Four groups of one simple random sample, with the means 0, 0, 1 and 5.
  private func estimates() throws -> Estimates {
    let groups = (0..<80).map { "\($0 / 20)" }
    let values = (0..<80).map { row in [0.0, 0, 1, 5][row / 20] + [-1.0, 1, -0.5, 0.5][row % 4] }
    let data = try Microdata(
      name: "groups", columns: [("group", .factor(Factor(groups))), ("y", .numbers(values))])
    return try SurveyDesign(data).mean(of: "y", by: "group")
  }

  @Test func `every pair is compared and adjusted in one family`() throws {
    let estimates = try estimates()
    let comparisons = estimates.pairwiseComparisons()
    #expect(comparisons.count == 6)
    let plain = comparisons.map { $0.difference?.pValue ?? .nan }
    #expect(comparisons.map(\.adjustedPValue) == MultiplicityAdjustment.holm.adjusted(plain))
    #expect(
      comparisons.map(\.verdict) == [
        .noDemonstrableDifference, .higher, .higher, .higher, .higher, .higher,
      ])
    #expect(comparisons[1].first.domain[0].level == "2" && comparisons[1].second.domain[0].level == "0")
  }

  @Test func `an adjustment can take a finding back`() throws {
    let estimates = try estimates()
    let difference = estimates.difference(of: 2, minus: 0)
    let level = 1 - difference.pValue * 1.5
    let pairs = [(first: 2, second: 0), (first: 1, second: 0)]
    let alone = estimates.comparisons(of: pairs, rules: ComparisonRules(level: level, adjustment: .none))
    let adjusted = estimates.comparisons(of: pairs, rules: ComparisonRules(level: level))
    #expect(alone[0].verdict == .higher && adjusted[0].verdict == .noDemonstrableDifference)
  }

  @Test func `what is kept back is not compared`() throws {
    let rules = ComparisonRules(isWithheld: { $0.domain.contains(DomainLevel(variable: "group", level: "3")) })
    let comparisons = try estimates().pairwiseComparisons(rules: rules)
    #expect(comparisons.suffix(3).allSatisfy { $0.verdict == .notPublishable(.withheldEstimate) })
    #expect(comparisons.suffix(3).allSatisfy { $0.difference == nil && $0.adjustedPValue.isNaN })
    // The three that are left are the family.
    let plain = comparisons.prefix(3).map { $0.difference?.pValue ?? .nan }
    #expect(comparisons.prefix(3).map(\.adjustedPValue) == MultiplicityAdjustment.holm.adjusted(plain))
  }

  @Test func `a break in the series refuses the comparison and says why`() throws {
    let text = """
      version: "1"
      indicators:
        - name: exposed
          label: {nl: Geweld, en: Violence}
          version: "2"
          items: [answer]
          rule: {anyOf: [yes]}
          missing: allAnswered
          comparable: [{from: 2022, reason: {nl: Andere vraag., en: Another question.}}]
      """
    let waves = (0..<60).map { ["2020", "2022", "2024"][$0 % 3] }
    let answers = (0..<60).map { $0 % 4 == 0 ? "yes" : "no" }
    let dictionary = try withDictionary(text) { try IndicatorDictionary(contentsOf: $0) }
    let data = try Microdata(
      name: "waves", columns: [("wave", .factor(Factor(waves))), ("exposed", .factor(Factor(answers)))])
    let shares = try SurveyDesign(data).prevalence(of: Binary("exposed", isTrueFor: "yes"), by: "wave")
    let comparisons = shares.pairwiseComparisons(rules: ComparisonRules(dictionary: dictionary))
    for comparison in comparisons.prefix(2) {
      guard case .notComparable(let breaks) = comparison.verdict else {
        Issue.record("\(comparison.verdict) across a break")
        continue
      }
      #expect(breaks.map(\.wave) == ["2022"] && breaks[0].reason.text(in: "nl") == "Andere vraag.")
      #expect(comparison.difference == nil && comparison.adjustedPValue.isNaN)
    }
    #expect(comparisons[2].verdict == .noDemonstrableDifference && comparisons[2].difference != nil)
    // Another variable and another name of the wave know of no break.
    let other = ComparisonRules(dictionary: dictionary, wave: "year")
    #expect(shares.pairwiseComparisons(rules: other).allSatisfy { $0.verdict == .noDemonstrableDifference })
  }

  @Test func `verdicts have names for programs`() {
    let verdicts: [Verdict] = [
      .higher, .lower, .noDemonstrableDifference, .notComparable([]), .notPublishable(.withheldEstimate),
    ]
    #expect(
      verdicts.map(\.name) == ["higher", "lower", "no-demonstrable-difference", "not-comparable", "not-publishable"])
  }

  @Test func `ranks have the range that the tests leave`() throws {
    let ranks = try estimates().ranks()
    #expect(ranks.map(\.rank) == [3, 3, 2, 1])
    #expect(ranks.map(\.lowest) == [3, 3, 2, 1])
    #expect(ranks.map(\.highest) == [4, 4, 2, 1])
    let upward = try estimates().ranks(isHighestFirst: false)
    #expect(upward.map(\.rank) == [1, 1, 3, 4] && upward.map(\.highest) == [2, 2, 3, 4])
    // At a level that only the highest mean reaches, the others may have any of the places after it.
    let sure = try estimates().ranks(level: 1 - 1e-6)
    #expect(sure.map(\.lowest) == [2, 2, 2, 1] && sure.map(\.highest) == [4, 4, 4, 1])
  }

  @Test func `ranges of ranks hold together as often as they say`() throws {
    // Equal means have both places.
    let truth = [0.0, 0.3, 0.3, 0.6]
    let allowed = [4...4, 2...3, 2...3, 1...1]
    let groups = Factor((0..<120).map { "\($0 % 4)" })
    var stream = RandomStream(seed: 20_260, stream: 4)
    let trials = 400
    var held = 0
    for _ in 0..<trials {
      let values = (0..<120).map { truth[$0 % 4] + stream.normal() }
      let data = try Microdata(name: "draw", columns: [("group", .factor(groups)), ("y", .numbers(values))])
      let ranks = try SurveyDesign(data).mean(of: "y", by: "group").ranks(level: 0.8)
      if ranks.allSatisfy({ rank in allowed[rank.position].allSatisfy { rank.lowest <= $0 && $0 <= rank.highest } }) {
        held += 1
      }
    }
    // At least 80%, less three standard errors of 400 trials.
    #expect(Double(held) / Double(trials) > 0.74)
  }
}

/// Gives a test a dictionary in a file, and removes it afterwards.
private func withDictionary<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
  let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
  try Data(text.utf8).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  return try body(file.path)
}
