import Peilstok

/// The estimates of one question in the order they are printed, with what is worth knowing about them.
struct EstimateAnswer {
  /// One estimate under the name that it was asked by.
  struct Element {
    let estimate: Estimate
    let target: ColumnTarget
  }

  private(set) var elements: [Element] = []
  /// The covariance of the elements; not a number between estimates that were not made together.
  private(set) var covariance: [[Double]] = []
  private(set) var diagnostics: [String]

  init(diagnostics: [String]) { self.diagnostics = diagnostics }

  /// Adds estimates made in one call, named after what was asked, in the order of the call.
  mutating func append(_ estimates: Estimates, named targets: [ColumnTarget]) {
    let before = elements.count
    for row in covariance.indices { covariance[row] += [Double](repeating: .nan, count: estimates.count) }
    for row in 0..<estimates.count {
      covariance.append(
        [Double](repeating: .nan, count: before) + estimates.indices.map { estimates.covariance[row, $0] })
    }
    for (position, estimate) in estimates.enumerated() {
      elements.append(Element(estimate: estimate, target: targets[position % targets.count]))
    }
    for sentence in estimates.diagnostics.map(\.description) where !diagnostics.contains(sentence) {
      diagnostics.append(sentence)
    }
  }

  /// Adds a sentence.
  mutating func note(_ sentence: String) { diagnostics.append(sentence) }

  /// All sentences: those about the whole answer, then those about single estimates, which they name.
  var sentences: [String] {
    diagnostics
      + elements.flatMap { element in
        element.estimate.diagnostics.map { "\(element.name): \($0)" }
      }
  }
}

extension EstimateAnswer.Element {
  /// The variable, with the level, denominator or order that belongs to it.
  var variableName: String {
    switch estimate.statistic {
    case .ratio: "\(target.column) / \(target.level ?? "")"
    case .quantile: "\(target.column), quantile \(target.level ?? "")"
    case .mean, .total, .prevalence: target.description
    }
  }

  /// The variable and the domain in words.
  fileprivate var name: String {
    ([variableName] + estimate.domain.map { "\($0.variable)=\($0.level)" }).joined(separator: ", ")
  }
}
