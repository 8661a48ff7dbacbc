import Peilstok

/// The estimates of one question in the order they are printed, with what is worth knowing about them.
struct EstimateAnswer {
  /// One estimate under the name that it was asked by.
  struct Element {
    let estimate: AnsweredEstimate
    let target: VariableLevel
  }

  /// The estimates of each call, under the names that they were asked by.
  private var calls: [(estimates: Estimates, targets: [VariableLevel])] = []
  private(set) var elements: [Element] = []
  /// The covariance of the elements; not a number between estimates that were not made together.
  private(set) var covariance: [[Double]] = []
  private(set) var diagnostics: [String]

  init(diagnostics: [String]) { self.diagnostics = diagnostics }

  /// Adds estimates made in one call, under their own names.
  mutating func append(_ estimates: Estimates) {
    let domain = estimates.first?.domain
    append(
      estimates,
      named: estimates.prefix { $0.domain == domain }.map { VariableLevel($0.variable, level: $0.level) })
  }

  /// Adds estimates made in one call, named after what was asked, in the order of the call.
  mutating func append(_ estimates: Estimates, named targets: [VariableLevel]) {
    calls.append((estimates, targets))
    append(
      estimates.map(AnsweredEstimate.init), covariance: estimates.covariance, diagnostics: estimates.diagnostics,
      named: targets)
  }

  /// Pools the answers that completed designs give to one question.
  init(pooling answers: [EstimateAnswer]) throws {
    let first = answers[0]
    self.init(diagnostics: [])
    for (call, asked) in first.calls.enumerated() {
      let pooled = try PooledEstimates(answers.map { $0.calls[call].estimates })
      append(
        pooled.map(AnsweredEstimate.init), covariance: pooled.covariance, diagnostics: pooled.diagnostics,
        named: asked.targets)
    }
    for sentence in first.diagnostics where !diagnostics.contains(sentence) { diagnostics.append(sentence) }
  }

  private mutating func append(
    _ estimates: [AnsweredEstimate], covariance added: Matrix, diagnostics: [Diagnostic], named targets: [VariableLevel]
  ) {
    let before = elements.count
    for row in covariance.indices { covariance[row] += [Double](repeating: .nan, count: estimates.count) }
    for row in 0..<estimates.count {
      covariance.append(
        [Double](repeating: .nan, count: before) + estimates.indices.map { added[row, $0] })
    }
    for (position, estimate) in estimates.enumerated() {
      elements.append(Element(estimate: estimate, target: targets[position % targets.count]))
    }
    for sentence in diagnostics.map(\.description) where !self.diagnostics.contains(sentence) { note(sentence) }
  }

  /// Adds a sentence about the whole answer.
  mutating func note(_ sentence: String) { diagnostics.append(sentence) }

  /// All sentences: those about the whole answer, then those about single estimates, which they name.
  var sentences: [String] { sentences { $0.name } }

  /// All sentences, with single estimates named by the labels of the codebook.
  func sentences(in labels: LevelLabels) -> [String] { sentences { $0.name(in: labels) } }

  private func sentences(_ name: (Element) -> String) -> [String] {
    diagnostics + elements.flatMap { element in element.estimate.diagnostics.map { "\(name(element)): \($0)" } }
  }
}

extension EstimateAnswer.Element {
  /// The variable, with the level, denominator or order that belongs to it.
  var variableName: String {
    switch estimate.statistic {
    case .ratio: "\(target.variable) / \(target.level ?? "")"
    case .quantile: "\(target.variable), quantile \(target.level ?? "")"
    case .covariance, .correlation, .kappa: "\(target.variable), \(target.level ?? "")"
    case .distributionFunction: "\(target.variable) <= \(target.level ?? "")"
    case .density: "\(target.variable) at \(target.level ?? "")"
    case .mean, .total, .prevalence, .rate, .variance, .gini, .quintileShareRatio, .alpha: target.description
    }
  }

  /// The variable with its level by the label of the codebook, for people.
  func variableName(in labels: LevelLabels) -> String {
    switch estimate.statistic {
    case .mean, .total, .prevalence, .rate: labels.label(of: target)
    default: variableName
    }
  }

  /// The variable and the domain by the labels of the codebook.
  func name(in labels: LevelLabels) -> String {
    ([variableName(in: labels)] + estimate.domain.map { labels.label(of: $0) }).joined(separator: ", ")
  }

  /// The variable and the domain in words.
  var name: String {
    ([variableName] + estimate.domain.map { "\($0.variable)=\($0.level)" }).joined(separator: ", ")
  }
}
