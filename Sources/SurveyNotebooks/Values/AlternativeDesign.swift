internal import Foundation
internal import SurveyDesigns
internal import SurveyImputation
internal import SurveyMicrodata
internal import SurveyQuestions

/// Another way to make the design of a notebook: other weights, fewer records, or missing answers filled in.
struct AlternativeDesign: Sendable {
  let name: String
  let label: String
  let node: NotebookNode
  /// The designs, of which there are several where answers are imputed.
  let designs: [SurveyDesign]

  private static let kinds = ["weights", "trim", "without", "impute", "imputed-files", "plausible"]
  private static let keysOfImputation = ["from", "impute-from", "imputations", "iterations", "seed"]

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
      if recipe.question.design.replicates != nil { try mapping.refuse([kind], beside: "replicate-weights") }
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
    case "imputed-files", "plausible":
      let supplied = try mapping.asking { words throws(QuestionError) in
        try SuppliedImputations(words.placing(files: { recipe.folder.path(of: $0) }))
      }
      guard let supplied else { throw entry.error(.missingKey(kind)) }
      designs = try entry.answering { () throws(QuestionError) in
        try recipe.question.designs(of: recipe.records, imputedBy: supplied, deriving: dictionary)
      }.imputed.designs
    default: designs = try AlternativeDesign.imputed(mapping, design: design, dictionary: dictionary)
    }
  }

  private static func imputed(
    _ mapping: NotebookMapping, design: SurveyDesign, dictionary: IndicatorDictionary?
  ) throws(NotebookError) -> [SurveyDesign] {
    var (names, conditions) = ([String](), [String: Condition]())
    for item in mapping["impute"]?.items ?? [] {
      let (name, condition) = try variable(item)
      names.append(name)
      conditions[name] = condition
    }
    guard mapping["seed"] != nil else {
      throw mapping.node.error(.unexpectedValue(key: "seed", expected: "a whole number, which names the draws"))
    }
    var words = ["impute": names]
    for key in mapping.keys(among: keysOfImputation) {
      words[key == "from" ? "impute-from" : key] = try mapping.texts(key)
    }
    let asked = (QuestionWords(words), conditions)
    guard
      let question = try mapping.node.answering({ () throws(QuestionError) in
        try ImputationQuestion(asked.0, askedIf: asked.1)
      })
    else { throw mapping.node.error(.missingKey("impute")) }
    return try mapping.node.answering { () throws(QuestionError) in
      try question.completed(design, deriving: dictionary)
    }.designs
  }

  /// A column, or a column with the condition under which it was asked.
  private static func variable(_ item: NotebookNode) throws(NotebookError) -> (name: String, askedIf: Condition?) {
    if let name = item.text { return (name, nil) }
    let mapping = try NotebookMapping(item, known: ["variable", "asked-if"])
    let text = try mapping.requiredText("asked-if")
    return (
      try mapping.requiredText("variable"),
      try item.reading { () throws(MicrodataError) in try Condition(parsing: text) }
    )
  }
}

extension NotebookNode {
  /// Runs an imputation or a pooling and places its error here.
  func imputing<Result>(_ step: () throws(ImputationError) -> Result) throws(NotebookError) -> Result {
    do { return try step() } catch { throw self.error(.imputation(error)) }
  }
}
