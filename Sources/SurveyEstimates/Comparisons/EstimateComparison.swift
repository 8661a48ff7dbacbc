public import SurveyMicrodata

/// Two estimates set against each other.
public struct EstimateComparison: Sendable {
  /// The estimate that the verdict is about.
  public let first: Estimate
  /// The estimate that it is compared with.
  public let second: Estimate
  /// The first less the second; nil where the comparison was refused.
  public let difference: Contrast?
  /// The p-value, adjusted for the other comparisons of the family; not a number where there is no test.
  public let adjustedPValue: Double
  /// What the comparison shows.
  public let verdict: Verdict
}

/// What comparisons are held to.
public struct ComparisonRules: Sendable {
  /// The probability with which intervals cover; 1 less it is the level of significance.
  public let level: Double
  /// How p-values are adjusted for the other comparisons of the same call.
  public let adjustment: MultiplicityAdjustment
  /// The dictionary that says from which waves on indicators do not compare with earlier ones.
  public let dictionary: IndicatorDictionary?
  /// The variable of the wave, whose levels are numbers.
  public let wave: String
  /// Whether an estimate is kept back.
  public let isWithheld: @Sendable (Estimate) -> Bool

  /// Sets the rules.
  public init(
    level: Double = 0.95, adjustment: MultiplicityAdjustment = .holm, dictionary: IndicatorDictionary? = nil,
    wave: String = "wave", isWithheld: @escaping @Sendable (Estimate) -> Bool = { _ in false }
  ) {
    self.level = level
    self.adjustment = adjustment
    self.dictionary = dictionary
    self.wave = wave
    self.isWithheld = isWithheld
  }

  /// Returns the breaks that lie between the waves of two estimates of an indicator.
  public func breaks(between first: Estimate, and second: Estimate) -> [ComparabilityBreak] {
    guard let dictionary, first.variable == second.variable else { return [] }
    let waves = [first, second].map { estimate in estimate.domain.first { $0.variable == wave }?.level ?? "" }
    return dictionary.breaks(of: first.variable, between: waves[0], and: waves[1])
  }
}

extension Estimates {
  /// Compares pairs of the estimates: the first of each pair less the second.
  ///
  /// A pair of which an estimate is kept back, or that a break in the series separates, is not tested and does not
  /// count among the tests that p-values are adjusted for.
  public func comparisons(
    of pairs: [(first: Int, second: Int)], rules: ComparisonRules = ComparisonRules()
  ) -> [EstimateComparison] {
    comparisons(of: pairs, rules: rules, lostDegreesOfFreedom: 0)
  }

  /// Compares pairs of the estimates with the degrees of freedom of a regression, which are fewer.
  package func comparisons(
    of pairs: [(first: Int, second: Int)], rules: ComparisonRules, lostDegreesOfFreedom: Int
  ) -> [EstimateComparison] {
    let refusals = pairs.map { refusal($0, rules) }
    let differences = zip(pairs, refusals).map { pair, refusal in
      refusal == nil
        ? difference(
          of: pair.first, minus: pair.second, level: rules.level, lostDegreesOfFreedom: lostDegreesOfFreedom) : nil
    }
    let adjusted = rules.adjustment.adjusted(differences.map { $0?.pValue ?? .nan })
    return pairs.indices.map { index in
      let verdict =
        refusals[index]
        ?? differences[index].map {
          Verdict(ofDistance: $0.value, pValue: adjusted[index], significance: 1 - rules.level)
        }
        ?? .notPublishable(.undefinedTest)
      return EstimateComparison(
        first: self[pairs[index].first], second: self[pairs[index].second], difference: differences[index],
        adjustedPValue: adjusted[index], verdict: verdict)
    }
  }

  /// Compares every estimate with each of those before it.
  public func pairwiseComparisons(rules: ComparisonRules = ComparisonRules()) -> [EstimateComparison] {
    comparisons(of: indices.flatMap { first in (0..<first).map { (first, $0) } }, rules: rules)
  }

  private func refusal(_ pair: (first: Int, second: Int), _ rules: ComparisonRules) -> Verdict? {
    let breaks = rules.breaks(between: self[pair.first], and: self[pair.second])
    if !breaks.isEmpty { return .notComparable(breaks) }
    return rules.isWithheld(self[pair.first]) || rules.isWithheld(self[pair.second])
      ? .notPublishable(.withheldEstimate) : nil
  }
}
