internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata

/// Evaluates an entry that gives a name to estimates, a difference or a test.
struct EstimatesBlock {
  let context: EstimationContext

  func result(of entry: NotebookNode, in environment: Environment) throws(NotebookError) -> NamedResult {
    let mapping = try NotebookMapping(
      entry, known: EstimateRequest.keys + ["difference", "of", "minus", "association"])
    if mapping["difference"] != nil {
      try mapping.refuse(EstimateRequest.keys + ["association"], beside: "difference")
      return try difference(mapping, in: environment)
    }
    if mapping["association"] != nil {
      try mapping.refuse(EstimateRequest.keys.filter { $0 != "where" } + ["of", "minus"], beside: "association")
      return try association(mapping)
    }
    let request = try EstimateRequest(mapping, folder: context.folder)
    try mapping.refuse(
      ["section", "label", "skip-empty", "of", "minus"],
      beside: mapping.onlyKey(among: EstimateRequest.statisticKeys))
    let family = try context.evaluate(request)
    let sentences = Sentences(language: context.language)
    return NamedResult(
      family.estimates.indices.map { sentences.element(of: $0, in: family) }, payload: .estimates(family))
  }

  /// The difference of two elements of estimates that were named before.
  private func difference(_ mapping: NotebookMapping, in environment: Environment) throws(NotebookError) -> NamedResult
  {
    let name = try mapping.requiredText("difference")
    let result = try mapping.node.placing { () throws(NotebookFault) in try environment.result(named: name) }
    guard case .estimates(let family) = result.payload else {
      throw mapping.node.error(.unexpectedValue(key: "difference", expected: "the name of estimates"))
    }
    let (of, minus) = (try mapping.texts("of"), try mapping.texts("minus"))
    let (first, second) = try mapping.node.placing { () throws(NotebookFault) in
      (
        try environment.position(of: of, in: result, named: name),
        try environment.position(of: minus, in: result, named: name)
      )
    }
    if let broken = context.breakInSeries(between: family.estimates[first], and: family.estimates[second]) {
      throw mapping.node.error(
        .breakInSeries(variable: family.estimates[first].variable, from: broken.from, to: broken.to))
    }
    let comparison = family.estimates.difference(of: first, minus: second, level: family.request.level)
    let sentences = Sentences(language: context.language)
    return NamedResult([
      sentences.element(of: comparison, format: family.differenceFormat(of: family.estimates[first]))
    ])
  }

  private func association(_ mapping: NotebookMapping) throws(NotebookError) -> NamedResult {
    let variables = try mapping.texts("association")
    guard variables.count == 2 else {
      throw mapping.node.error(.unexpectedValue(key: "association", expected: "two variables"))
    }
    let test = try context.association(
      of: variables[0], with: variables[1], where: mapping.text("where"), at: mapping.node)
    return NamedResult([Sentences(language: context.language).element(of: test)])
  }
}

extension EstimationContext {
  /// Tests whether two variables are associated in a domain.
  func association(
    of first: String, with second: String, where text: String?, at node: NotebookNode
  ) throws(NotebookError) -> TableTest {
    var design = self.design
    if let text {
      let data = design.data
      design = design.restricted(
        to: try node.reading { () throws(MicrodataError) in try Condition(parsing: text).rows(in: data) })
    }
    return try node.estimating { () throws(EstimationError) in
      try design.association(of: Categorical(first), with: Categorical(second))
    }
  }
}
