internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyModels

/// A model that was fitted, with the words for its table.
struct FittedModel {
  let fit: ModelFit
  let oddsRatios: [OddsRatio]
  let tests: [WaldTest]
}

/// The predictive margins of a model, with the words for their table.
struct FittedMargins {
  let fit: ModelFit
  let margins: PredictiveMargins
  let variable: String
  let reference: String
  let decimals: Int
}

/// Evaluates a block that gives names to logistic models and to their predictive margins.
struct ModelBlock {
  let context: EstimationContext

  func evaluate(_ node: NotebookNode, into environment: inout Environment) throws(NotebookError) {
    for (name, entry) in try node.entries() {
      let mapping = try NotebookMapping(
        entry, known: ["formula", "margins", "where", "level", "over", "reference", "decimals"])
      let isModel = try mapping.onlyKey(among: ["formula", "margins"]) == "formula"
      try mapping.refuse(
        isModel ? ["over", "reference", "decimals"] : ["where", "level"], beside: isModel ? "formula" : "margins")
      let result = isModel ? try model(mapping) : try margins(mapping, in: environment)
      try environment.define(name, result, at: entry)
    }
  }

  private func model(_ mapping: NotebookMapping) throws(NotebookError) -> NamedResult {
    let node = mapping["formula"] ?? mapping.node
    let text = try mapping.requiredText("formula")
    var design = context.design
    if let condition = try mapping.text("where") {
      let data = design.data
      design = design.restricted(
        to: try mapping.node.reading { () throws(MicrodataError) in try Condition(parsing: condition).rows(in: data) })
    }
    let level = try mapping.number("level") ?? 0.95
    let fitted = try node.modelling { () throws(ModelError) in
      let fit = try ModelFormula(parsing: text).fitted(to: design, level: level)
      return FittedModel(fit: fit, oddsRatios: try fit.oddsRatios(), tests: try fit.waldTests())
    }
    let sentences = Sentences(language: context.language)
    return NamedResult(
      fitted.oddsRatios.filter { !$0.isReference }.map { sentences.element(of: $0, in: fitted.fit) },
      payload: .model(fitted))
  }

  private func margins(_ mapping: NotebookMapping, in environment: Environment) throws(NotebookError) -> NamedResult {
    let name = try mapping.requiredText("margins")
    let result = try mapping.node.placing { () throws(NotebookFault) in try environment.result(named: name) }
    guard case .model(let fitted) = result.payload else {
      throw mapping.node.error(.unexpectedValue(key: "margins", expected: "the name of a model"))
    }
    let variable = try mapping.requiredText("over")
    let margins = try mapping.node.modelling { () throws(ModelError) in
      try fitted.fit.predictiveMargins(over: Categorical(variable))
    }
    let levels = margins.map(\.level)
    let reference = try mapping.text("reference") ?? levels.first ?? ""
    guard levels.contains(reference) else {
      throw mapping.node.error(
        .unknownWord(
          reference, key: "reference", nearest: nearestName(to: reference, among: levels), known: levels))
    }
    let payload = FittedMargins(
      fit: fitted.fit, margins: margins, variable: variable, reference: reference,
      decimals: try mapping.decimals() ?? 1)
    let sentences = Sentences(language: context.language)
    var elements: [NamedResult.Element] = []
    for margin in margins {
      elements.append(
        try mapping.node.modelling { () throws(ModelError) in try sentences.element(of: margin, in: payload) })
    }
    return NamedResult(elements, payload: .margins(payload))
  }
}

extension NotebookNode {
  /// Runs a step of a model and places its error here.
  func modelling<Result>(_ step: () throws(ModelError) -> Result) throws(NotebookError) -> Result {
    do { return try step() } catch { throw self.error(.model(error)) }
  }
}
