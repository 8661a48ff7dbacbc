internal import SurveyDesigns
internal import SurveyImputation
internal import SurveyMicrodata

/// Another way to make the design of a notebook: other weights, fewer records, or missing answers filled in.
struct AlternativeDesign: Sendable {
  let name: String
  let label: String
  let node: NotebookNode
  /// The designs, of which there are several where answers are imputed.
  let designs: [SurveyDesign]

  private static let kinds = ["weights", "trim", "without", "impute"]
  private static let keysOfImputation = ["from", "imputations", "iterations", "seed"]

  /// Reads and makes an alternative; `design` is that of the notebook.
  init(
    _ name: String, _ entry: NotebookNode, recipe: DesignRecipe, design: SurveyDesign,
    dictionary: IndicatorDictionary?
  ) throws(NotebookError) {
    let mapping = try NotebookMapping(
      entry, known: AlternativeDesign.kinds + AlternativeDesign.keysOfImputation + ["label"])
    let kind = try mapping.onlyKey(among: AlternativeDesign.kinds)
    if kind != "impute" { try mapping.refuse(AlternativeDesign.keysOfImputation, beside: kind) }
    self.name = name
    node = entry
    label = try mapping.text("label") ?? name
    switch kind {
    case "weights":
      guard try mapping.requiredText(kind) == "none" else {
        throw entry.error(.unexpectedValue(key: kind, expected: "none"))
      }
      designs = [try recipe.unweightedDesign()]
    case "trim":
      guard let multiple = try mapping.number(kind), multiple > 1 else {
        throw entry.error(.unexpectedValue(key: kind, expected: "a multiple of the mean weight, above 1"))
      }
      designs = [try recipe.design(trimmedAt: multiple, at: entry)]
    case "without":
      let text = try mapping.requiredText(kind)
      let left = try entry.reading { () throws(MicrodataError) in
        try Condition(parsing: text).rows(in: recipe.records)
      }
      guard left.contains(false) else {
        throw entry.error(.unexpectedValue(key: kind, expected: "a condition that leaves some records"))
      }
      designs = [try recipe.design(collecting: left.map { !$0 }, at: entry)]
    default: designs = try AlternativeDesign.imputed(mapping, design: design, dictionary: dictionary)
    }
  }

  private static func imputed(
    _ mapping: NotebookMapping, design: SurveyDesign, dictionary: IndicatorDictionary?
  ) throws(NotebookError) -> [SurveyDesign] {
    var variables: [ImputedVariable] = []
    for item in mapping["impute"]?.items ?? [] { variables.append(try variable(item)) }
    let (times, iterations) = (try count("imputations", mapping), try count("iterations", mapping))
    guard let seed = try mapping.text("seed").flatMap({ UInt64($0) }) else {
      throw mapping.node.error(.unexpectedValue(key: "seed", expected: "a whole number, which names the draws"))
    }
    let predictors = try mapping.texts("from")
    return try mapping.node.imputing { () throws(ImputationError) in
      try design.imputed(
        variables, from: predictors, times: times ?? 20, seed: seed, iterations: iterations ?? 10, deriving: dictionary)
    }.designs
  }

  /// A column, or a column with the condition under which it was asked.
  private static func variable(_ item: NotebookNode) throws(NotebookError) -> ImputedVariable {
    if let name = item.text { return ImputedVariable(name) }
    let mapping = try NotebookMapping(item, known: ["variable", "asked-if"])
    let text = try mapping.requiredText("asked-if")
    return ImputedVariable(
      try mapping.requiredText("variable"),
      askedIf: try item.reading { () throws(MicrodataError) in try Condition(parsing: text) })
  }

  private static func count(_ key: String, _ mapping: NotebookMapping) throws(NotebookError) -> Int? {
    guard let text = try mapping.text(key) else { return nil }
    guard let count = Int(text), count > 0 else {
      throw mapping.node.error(.unexpectedValue(key: key, expected: "a whole number above 0"))
    }
    return count
  }
}

extension NotebookNode {
  /// Runs an imputation or a pooling and places its error here.
  func imputing<Result>(_ step: () throws(ImputationError) -> Result) throws(NotebookError) -> Result {
    do { return try step() } catch { throw self.error(.imputation(error)) }
  }
}
