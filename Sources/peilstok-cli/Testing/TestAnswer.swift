import Peilstok

/// The tests of one question in the order they are printed, with what is worth knowing about them.
struct TestAnswer {
  /// One test.
  struct Element {
    /// What is tested, by the codes of its levels.
    let name: String
    /// The same by the labels of the codebook, for people.
    let label: String
    let statistic: String
    let value: Double
    let degreesOfFreedom: [Double]
    let pValue: Double
    /// The p-value after the adjustment for the other tests of its family, where it is one of several.
    var adjustedPValue: Double?
    let verdict: String
    /// What was estimated, where the test is of one number.
    var estimate: Double?
    var confidenceInterval: ConfidenceInterval?
    var unweightedCount: Int?
  }

  let level: Double
  let adjustment: MultiplicityAdjustment
  private(set) var elements: [Element] = []
  private(set) var diagnostics: [String]
  private let labels: LevelLabels

  init(level: Double, adjustment: MultiplicityAdjustment, diagnostics: [String], labels: LevelLabels) {
    self.labels = labels
    self.level = level
    self.adjustment = adjustment
    self.diagnostics = diagnostics
  }
}

extension TestAnswer {
  /// Adds sentences that were not said before.
  mutating func note(_ sentences: [String]) {
    for sentence in sentences where !diagnostics.contains(sentence) { diagnostics.append(sentence) }
  }

  /// Adds how many records lack a value.
  mutating func note(missing count: Int) {
    guard count > 0 else { return }
    note(["\(count) \(count == 1 ? "record lacks a value and is" : "records lack a value and are") left out."])
  }

  /// Adds what is worth knowing about estimates.
  mutating func note(_ estimates: Estimates) {
    note(estimates.diagnostics.map(\.description))
    note(
      estimates.filter { $0.unweightedCount > 0 }.flatMap { estimate in
        let name = ([estimate.variable] + estimate.domain.map { "\($0.variable)=\($0.level)" }).joined(separator: ", ")
        return estimate.diagnostics.filter(\.isOfTests).map { "\(name): \($0)" }
      })
    note(missing: estimates.reduce(0) { $0 + $1.missingCount })
  }

  mutating func append(_ test: TableTest, named name: String) {
    note(test.diagnostics.map(\.description))
    elements.append(
      Element(
        name: name, label: name, statistic: test.statistic.rawValue, value: test.value,
        degreesOfFreedom: test.degreesOfFreedom,
        pValue: test.pValue, verdict: association(test.pValue), unweightedCount: test.unweightedCount))
  }

  mutating func append(_ test: RankTest, named name: String) {
    note(test.diagnostics.map(\.description))
    elements.append(
      Element(
        name: name, label: name, statistic: test.score.rawValue, value: test.value,
        degreesOfFreedom: test.degreesOfFreedom,
        pValue: test.pValue,
        verdict: test.difference?.verdict(significance: 1 - level).name ?? association(test.pValue),
        estimate: test.difference?.value, confidenceInterval: test.difference?.confidenceInterval,
        unweightedCount: test.unweightedCount))
  }

  mutating func append(_ comparison: EstimateComparison, statistic: String) {
    let (estimates, labels) = ([comparison.first, comparison.second], labels)
    let named = { (words: (DomainLevel) -> String) in
      estimates.map { $0.domain.map(words).joined(separator: ", ") }.joined(separator: " - ")
    }
    append(
      comparison.difference, name: named { "\($0.variable)=\($0.level)" }, label: named { labels.label(of: $0) },
      statistic: statistic, adjusted: comparison.adjustedPValue, verdict: comparison.verdict)
  }

  mutating func append(linear: Contrast?, quadratic: Contrast?, verdict: Verdict, of name: String) {
    append(linear, name: name, label: name, statistic: "linear-trend", adjusted: nil, verdict: verdict)
    guard let quadratic else { return }
    append(
      quadratic, name: name, label: name, statistic: "quadratic-trend", adjusted: nil,
      verdict: quadratic.verdict(significance: 1 - level))
  }

  mutating func append(_ trend: AdjustedTrend, of target: ColumnTarget) {
    let (name, label) = (target.description, labels.label(of: target))
    note(trend.fit?.diagnostics.map(\.description) ?? [])
    let parts = [("linear-trend", trend.linear), ("quadratic-trend", trend.quadratic)]
    for (statistic, coefficient) in parts {
      guard let coefficient else { continue }
      let verdict = Verdict(ofDistance: coefficient.estimate, pValue: coefficient.pValue, significance: 1 - level)
      elements.append(
        Element(
          name: name, label: label, statistic: statistic, value: coefficient.statistic,
          degreesOfFreedom: [Double(coefficient.degreesOfFreedom)], pValue: coefficient.pValue,
          verdict: verdict.name, estimate: coefficient.estimate,
          confidenceInterval: ConfidenceInterval(
            method: .wald, level: level, lower: coefficient.lower, upper: coefficient.upper),
          unweightedCount: trend.fit?.unweightedCount))
    }
    if trend.linear == nil {
      append(nil, name: name, label: label, statistic: "linear-trend", adjusted: nil, verdict: trend.verdict)
    }
  }

  private mutating func append(
    _ contrast: Contrast?, name: String, label: String, statistic: String, adjusted: Double?, verdict: Verdict
  ) {
    if case .notComparable(let breaks) = verdict {
      note(
        breaks.map { broken in
          let reason = broken.reason.text(in: "en").map { " \($0)" } ?? ""
          return "Figures from \(broken.wave) on are not comparable with earlier ones.\(reason)"
        })
    }
    note(contrast?.diagnostics.map { "\(name): \($0)" } ?? [])
    elements.append(
      Element(
        name: name, label: label, statistic: statistic, value: contrast?.statistic ?? .nan,
        degreesOfFreedom: contrast.map { [Double($0.degreesOfFreedom)] } ?? [], pValue: contrast?.pValue ?? .nan,
        adjustedPValue: adjusted, verdict: verdict.name, estimate: contrast?.value,
        confidenceInterval: contrast?.confidenceInterval, unweightedCount: contrast?.unweightedCount))
  }

  private func association(_ pValue: Double) -> String {
    pValue < 1 - level ? "demonstrable-association" : "no-demonstrable-association"
  }
}
