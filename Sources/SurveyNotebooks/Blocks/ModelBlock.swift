internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyModels
internal import SurveyQuestions

/// Evaluates an entry that gives a name to a model, or to numbers that are adjusted by one.
struct ModelBlock {
  let context: EstimationContext

  /// Which levels of an outcome of several have the share that is meant.
  private static let ofLevels = ["up-to", "of-level"]
  /// What an entry can be, by the key that says so, with the keys that go with it.
  private static let keysOfKinds = [
    "formula": ModelQuestion.options.filter { $0 != "formula" } + ["decimals"],
    "margins": ["over", "reference"] + ofLevels + ["decimals"],
    "effects": ["of"] + ofLevels + ["decimals"],
    "fraction": ["unexposed", "population"] + ofLevels + ["decimals", "round"],
    "doses": ["over", "dose-of"] + ofLevels + ["decimals"],
  ]
  private static let kinds = ["formula", "margins", "effects", "fraction", "doses"]
  private static let furtherKeys = Set(keysOfKinds.values.joined()).sorted()

  private var sentences: Sentences { Sentences(language: context.language) }

  func result(of entry: NotebookNode, in environment: Environment) throws(NotebookError) -> NamedResult {
    let mapping = try NotebookMapping(entry, known: ModelBlock.kinds + ModelBlock.furtherKeys)
    let kind = try mapping.onlyKey(among: ModelBlock.kinds)
    let applicable = ModelBlock.keysOfKinds[kind] ?? []
    try mapping.refuse(ModelBlock.furtherKeys.filter { !applicable.contains($0) }, beside: kind)
    guard kind != "formula" else { return try model(mapping) }
    let request = try AdjustedRequest(mapping, kind: kind, in: environment)
    switch kind {
    case "margins": return try margins(request)
    case "effects": return try effects(request)
    case "fraction": return try fraction(request, in: environment)
    default: return try doses(request)
    }
  }

  private func model(_ mapping: NotebookMapping) throws(NotebookError) -> NamedResult {
    let node = mapping["formula"] ?? mapping.node
    let decimals = try mapping.decimals() ?? 2
    let question = try mapping.asking { words throws(QuestionError) in try ModelQuestion(words) }
    let design = context.design
    let fitted = try node.answering { () throws(QuestionError) in try question.fitted(to: design) }
    let model = try node.modelling { () throws(ModelError) in try NamedModel(fitted, of: question) }
    for sentence in model.untested { context.notes.add(sentence, line: node.line) }
    return NamedResult(
      model.rows.filter { !$0.isReference }.map { sentences.element(of: $0, in: model, decimals: decimals) },
      payload: .model(model))
  }

  private func margins(_ request: AdjustedRequest) throws(NotebookError) -> NamedResult {
    let mapping = request.mapping
    let variable = try mapping.requiredText("over")
    let margins = try mapping.node.modelling { () throws(ModelError) in
      try request.predictions.margins(over: variable)
    }
    let levels = margins.map(\.level)
    let reference = try mapping.text("reference") ?? levels.first ?? ""
    guard levels.contains(reference) else {
      // Levels that were only read from records are answers.
      let known = context.design.data.messageName(levels.first ?? "", of: variable).name == nil ? [] : levels
      throw mapping.node.error(
        .unknownWord(reference, key: "reference", nearest: nearestName(to: reference, among: known), known: known))
    }
    let fitted = FittedMargins(
      counts: request.model.counts, margins: margins, variable: variable, reference: reference,
      form: request.form)
    var elements: [NamedResult.Element] = []
    for margin in margins {
      elements.append(
        try mapping.node.modelling { () throws(ModelError) in try sentences.element(of: margin, in: fitted) })
    }
    return NamedResult(elements, payload: .margins(fitted))
  }

  private func effects(_ request: AdjustedRequest) throws(NotebookError) -> NamedResult {
    let names = request.mapping["of"] == nil ? nil : try request.mapping.texts("of")
    let fitted = FittedEffects(
      counts: request.model.counts,
      effects: try request.mapping.node.modelling { () throws(ModelError) in try request.predictions.effects(of: names)
      },
      form: request.form)
    return NamedResult(fitted.effects.map { sentences.element(of: $0, in: fitted) }, payload: .effects(fitted))
  }

  private func fraction(_ request: AdjustedRequest, in environment: Environment) throws(NotebookError) -> NamedResult {
    let mapping = request.mapping
    guard let unexposed = mapping["unexposed"] else { throw mapping.node.error(.missingKey("unexposed")) }
    var values: [String: CovariateValue] = [:]
    let entries = try unexposed.entries()
    for (column, value) in entries {
      guard let text = value.text else { throw value.error(.unexpectedValue(key: column, expected: "one value")) }
      // A level may be called by a number: the library reads a number as the level of that name where there are levels.
      values[column] = Double(text).map { .number($0) } ?? .level(text)
    }
    let population = try mapping["population"].map { node throws(NotebookError) in
      try node.number(in: environment, key: "population")
    }
    let fraction = try mapping.node.modelling { () throws(ModelError) in
      try request.predictions.attributableFraction(unexposed: values, population: population)
    }
    let fitted = FittedFraction(
      counts: request.model.counts, fraction: fraction, exposures: entries.map(\.key), form: request.form,
      peopleFormat: try mapping.multiple().map { NumberFormat.count.rounded(toMultiplesOf: $0) } ?? .count)
    return NamedResult([sentences.element(of: fitted)], payload: .fraction(fitted))
  }

  private func doses(_ request: AdjustedRequest) throws(NotebookError) -> NamedResult {
    let mapping = request.mapping
    let variable = try mapping.requiredText("over")
    var doses: [String: Double] = [:]
    for (level, value) in try mapping["dose-of"]?.entries() ?? [] {
      guard let dose = value.number else { throw value.error(.unexpectedValue(key: level, expected: "a number")) }
      doses[level] = dose
    }
    let response = try mapping.node.modelling { () throws(ModelError) in
      try request.predictions.doseResponse(over: variable, doses: doses)
    }
    let fitted = FittedDoses(
      counts: request.model.counts, response: response, variable: variable, form: request.form)
    return NamedResult(sentences.elements(of: fitted), payload: .doses(fitted))
  }
}

/// What every entry that is adjusted by a model says: which model, of which outcome, with how many decimals.
private struct AdjustedRequest {
  let mapping: NotebookMapping
  let model: NamedModel
  let predictions: AveragePredictions
  let form: AdjustedForm

  init(_ mapping: NotebookMapping, kind: String, in environment: Environment) throws(NotebookError) {
    self.mapping = mapping
    let name = try mapping.requiredText(kind)
    let result = try mapping.node.placing { () throws(NotebookFault) in try environment.result(named: name) }
    guard case .model(let model) = result.payload else {
      throw mapping.node.error(.unexpectedValue(key: kind, expected: "the name of a model"))
    }
    let (last, levels) = (try mapping.text("up-to"), try mapping.texts("of-level"))
    if last != nil { try mapping.refuse(["of-level"], beside: "up-to") }
    switch model.family {
    case .ordinal: if last == nil, levels.isEmpty { throw mapping.node.error(.missingKey("up-to")) }
    case .multinomial:
      try mapping.refuse(["up-to"], beside: "a multinomial model")
      if levels.isEmpty { throw mapping.node.error(.missingKey("of-level")) }
    case .binomial: try mapping.refuse(["up-to", "of-level"], beside: "a logistic model")
    case .gaussian, .poisson, .gamma, .negativeBinomial, .cox:
      try mapping.refuse(["up-to", "of-level"], beside: "a \(model.family.rawValue) model")
    }
    self.model = model
    let predictions = try mapping.node.modelling { () throws(ModelError) in
      try model.averagePredictions(upTo: last, ofLevels: levels)
    }
    guard let predictions else {
      throw mapping.node.error(
        .unexpectedValue(key: kind, expected: "the name of a model of a share or a mean, which a cox model is not"))
    }
    self.predictions = predictions
    form = AdjustedForm(isOfShares: model.isOfShares, decimals: try mapping.decimals() ?? 1)
  }
}

extension NotebookNode {
  /// Runs a step of a model and places its error here.
  func modelling<Result>(_ step: () throws(ModelError) -> Result) throws(NotebookError) -> Result {
    do { return try step() } catch { throw self.error(.model(error)) }
  }

  /// The number that stands here, or that of the result whose name stands here.
  func number(in environment: Environment, key: String) throws(NotebookError) -> Double {
    if let number { return number }
    guard let text else { throw error(.unexpectedValue(key: key, expected: "a number or a name of one")) }
    guard let reference = Reference(text) else { throw error(.invalidReference(text)) }
    return try placing { () throws(NotebookFault) in try environment.number(reference) }
  }
}
