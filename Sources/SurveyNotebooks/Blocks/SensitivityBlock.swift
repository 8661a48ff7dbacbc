internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyImputation
internal import SurveyMicrodata

/// Evaluates a block that works named results out again in alternatives to the design of the notebook.
///
/// `of` names the results and `designs` the alternatives; a sentence, a check or a table finds them as
/// `name under design`.
struct SensitivityBlock {
  private let context: EstimationContext
  private let recipe: DesignRecipe
  /// What is worked out, each after what it rests on.
  private let definitions: [(name: String, definition: Definition)]
  /// Every name of an estimate or a model: none of them keeps the number of the notebook's own design.
  private let defined: [String]
  private let wanted: [String]
  private let designs: [(name: String, entry: NotebookNode)]

  init(
    _ node: NotebookNode, context: EstimationContext, recipe: DesignRecipe, definitions: [String: Definition]
  ) throws(NotebookError) {
    let mapping = try NotebookMapping(node, known: ["of", "designs"])
    self.context = context
    self.recipe = recipe
    wanted = try mapping.texts("of")
    guard !wanted.isEmpty else { throw node.error(.missingKey("of")) }
    guard let declared = mapping["designs"] else { throw node.error(.missingKey("designs")) }
    designs = try declared.entries().map { ($0.key, $0.value) }
    var ordered: [(name: String, definition: Definition)] = []
    for name in wanted {
      guard definitions[name] != nil else {
        throw (mapping["of"] ?? node).error(
          .unknownName(name, nearest: nearestName(to: name, among: definitions.keys.sorted())))
      }
      try SensitivityBlock.add(name, of: definitions, to: &ordered)
    }
    self.definitions = ordered
    defined = definitions.keys.sorted()
  }

  /// Adds a name after the names it rests on; one of `values` rests on no design.
  private static func add(
    _ name: String, of definitions: [String: Definition], to ordered: inout [(name: String, definition: Definition)]
  ) throws(NotebookError) {
    guard let definition = definitions[name], !ordered.contains(where: { $0.name == name }) else { return }
    for source in try definition.sources() { try add(source, of: definitions, to: &ordered) }
    ordered.append((name, definition))
  }

  /// Works the results out in each alternative.
  func alternatives(
    in environment: Environment
  ) throws(NotebookError) -> [(alternative: Environment.Alternative, place: NotebookNode)] {
    // One after the other: imputing has threads of its own.
    let alternatives = try designs.map { name, entry throws(NotebookError) in
      try AlternativeDesign(name, entry, recipe: recipe, design: context.design, dictionary: context.dictionary)
    }
    let unchanged = environment.leaving(out: defined)
    let results = try alternatives.flatMap(\.designs).concurrentlyMapped { design throws(NotebookError) in
      try evaluated(in: design, from: unchanged)
    }
    var found: [(Environment.Alternative, NotebookNode)] = []
    var rest = results[...]
    for alternative in alternatives {
      let environments = rest.prefix(alternative.designs.count)
      rest = rest.dropFirst(alternative.designs.count)
      var kept: [String: NamedResult] = [:]
      for name in wanted {
        kept[name] = try pooled(environments.compactMap { $0.results[name] }, at: alternative.node)
      }
      found.append(
        (Environment.Alternative(name: alternative.name, label: alternative.label, results: kept), alternative.node))
    }
    return found
  }

  private func evaluated(in design: SurveyDesign, from start: Environment) throws(NotebookError) -> Environment {
    let context = EstimationContext(
      design: design, dictionary: context.dictionary, language: context.language, labels: context.labels,
      folder: context.folder, files: context.files)
    var environment = start
    for (name, definition) in definitions {
      try environment.define(
        name, try definition.result(in: environment, context: context), at: definition.entry)
    }
    return environment
  }

  /// The result of one design as it is, and of completed records pooled.
  private func pooled(_ results: [NamedResult], at node: NotebookNode) throws(NotebookError) -> NamedResult {
    guard results.count > 1 else { return results[0] }
    let sentences = Sentences(language: context.language)
    let first = results[0].elements
    for (number, result) in results.enumerated() {
      let isSame = zip(first, result.elements).allSatisfy { $0.groups == $1.groups && $0.items == $1.items }
      guard result.elements.count == first.count, isSame else {
        throw node.error(.imputation(.differentResults(imputation: number + 1)))
      }
    }
    return NamedResult(
      try first.indices.map { position throws(NotebookError) in
        try node.imputing { () throws(ImputationError) in
          try sentences.element(pooling: results.map { $0.elements[position] })
        }
      })
  }
}
