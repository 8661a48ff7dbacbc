internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata

/// What a notebook says of itself before its text: title, language, data, design and weighting.
struct FrontMatter: Sendable {
  let node: NotebookNode
  let title: String
  let subtitle: String?
  let language: Language
  /// The data files, of which the first that exists is read; empty for a notebook without records.
  let dataFiles: [String]
  /// The value that names them.
  let dataNode: NotebookNode
  /// The data package that describes a bare CSV file.
  let codebookFile: String?
  /// Where the data are published, for a reader who does not have them.
  let published: String?
  let dictionaryFile: String?
  let design: DesignDeclaration?
  let weighting: WeightingDeclaration?
  /// The line under every table that says where its numbers come from.
  let source: String?

  init(_ node: NotebookNode) throws(NotebookError) {
    let mapping = try NotebookMapping(
      node,
      known: [
        "title", "subtitle", "language", "data", "codebook", "published", "dictionary", "design", "weighting", "source",
      ])
    self.node = node
    title = try mapping.requiredText("title")
    subtitle = try mapping.text("subtitle")
    language = try mapping.word("language", as: Language.self) ?? .english
    dataFiles = try mapping.texts("data")
    dataNode = mapping["data"] ?? node
    codebookFile = try mapping.text("codebook")
    published = try mapping.text("published")
    dictionaryFile = try mapping.text("dictionary")
    design = try mapping["design"].map { node throws(NotebookError) in try DesignDeclaration(node) }
    weighting = try mapping["weighting"].map { node throws(NotebookError) in try WeightingDeclaration(node) }
    source = try mapping.text("source")
  }
}

/// How the records were drawn, in the words of the command's options.
struct DesignDeclaration: Sendable {
  let node: NotebookNode
  let weights: String?
  let strata: [String]
  let units: [String]
  let isNested: Bool
  let populationSizes: [String]
  let singleUnit: SingleUnitStratumRule

  init(_ node: NotebookNode) throws(NotebookError) {
    let mapping = try NotebookMapping(
      node, known: ["weights", "strata", "units", "nested", "population-size", "single-unit"])
    self.node = node
    weights = try mapping.text("weights")
    strata = try mapping.texts("strata")
    units = try mapping.texts("units")
    isNested = try mapping.flag("nested")
    populationSizes = try mapping.texts("population-size")
    singleUnit = try mapping.word("single-unit", as: SingleUnitStratumRule.self) ?? .refuse
  }

  /// The stages; the strata are those of the first.
  var stages: [Stage] {
    (0..<max(1, units.count, populationSizes.count)).map { stage in
      Stage(
        units: stage < units.count ? units[stage] : nil, strata: stage == 0 ? strata : [],
        populationSize: stage < populationSizes.count ? populationSizes[stage] : nil)
    }
  }
}

/// How the weights are fitted to the population.
struct WeightingDeclaration: Sendable {
  /// The ways to fit weights.
  enum Method: String, CaseIterable, Sendable {
    case raking
    case poststratification
  }

  let node: NotebookNode
  let method: Method
  /// A file with a row for each cell: the columns `variable`, `level`, `count` and those of `within`.
  let marginsFile: String
  /// The variables within whose levels every margin holds, such as the wave.
  let within: [String]
  /// The variables whose margins are used; all of the file where none is named.
  let variables: [String]

  init(_ node: NotebookNode) throws(NotebookError) {
    let mapping = try NotebookMapping(node, known: ["method", "margins", "within", "variables"])
    self.node = node
    guard let method = try mapping.word("method", as: Method.self) else { throw node.error(.missingKey("method")) }
    self.method = method
    marginsFile = try mapping.requiredText("margins")
    within = try mapping.texts("within")
    variables = try mapping.texts("variables")
  }
}
