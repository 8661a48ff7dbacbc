import Peilstok

/// The same estimates under other conventions or variances, beside the answer.
extension EstimateAnswer {
  /// Notes what differs in the same answer under a second profile of conventions.
  mutating func noteDifferences(from other: EstimateAnswer, _ first: Conventions, _ second: Conventions) {
    let comparison = ConventionComparison(first, numbers, second, other.numbers)
    for sentence in comparison.sentences { note(sentence) }
  }

  /// Notes the linearised standard errors of the same answer beside its own, and where the two part.
  mutating func noteLinearization(_ linearized: EstimateAnswer, of design: SurveyDesign) {
    let threshold = design.variance.replicateWeights?.partingThreshold ?? 0
    let pairs = zip(elements, linearized.elements).map { own, other in
      let pair = StandardErrorPair(
        linearized: other.estimate.standardError, replicated: own.estimate.standardError, threshold: threshold)
      return "\(own.name): \(pair)"
    }
    for sentence in pairs { note(sentence) }
  }

  private var numbers: [ConventionComparison.NamedNumber] {
    elements.flatMap { element -> [ConventionComparison.NamedNumber] in
      let (name, estimate) = (element.name, element.estimate)
      return [
        .init("\(name)", estimate.value),
        .init("\(name), standard error", estimate.standardError),
        .init("\(name), degrees of freedom", Double(estimate.degreesOfFreedom)),
        .init("\(name), lower end", estimate.confidenceInterval?.lower),
        .init("\(name), upper end", estimate.confidenceInterval?.upper),
        .init("\(name), design effect", estimate.designEffect),
      ]
    }
  }
}

extension DescribedDesign {
  /// The design with linearised variances.
  var linearized: DescribedDesign {
    var copy = self
    copy.design = design.linearized()
    return copy
  }

  /// The design under other conventions.
  func following(_ conventions: Conventions) -> DescribedDesign {
    var copy = self
    copy.design = design.following(conventions)
    return copy
  }
}
