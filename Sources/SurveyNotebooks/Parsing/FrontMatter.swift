internal import Foundation
internal import ReportDocuments
internal import SurveyQuestions

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
  /// How the records were drawn and variances are found.
  let design: NotebookMapping
  /// How the weights are fitted to the population.
  let weighting: NotebookMapping?
  /// The line under every table that says where its numbers come from.
  let source: String?
  /// Phrases whose numbers may stand typed in the texts, because nothing in the records could change them.
  let typed: [String]
  /// The values that readers see.
  let shownTexts: [NotebookNode]
  /// How the file of the records is written, and in what order the levels of its columns stand.
  let reading: ReadingDeclaration

  init(_ node: NotebookNode, language: Language? = nil) throws(NotebookError) {
    let mapping = try NotebookMapping(
      node,
      known: [
        "title", "subtitle", "language", "data", "codebook", "published", "dictionary", "design", "weighting", "source",
        "typed", "encoding", "separator", "decimal", "sheet", "range", "missing-values", "levels",
      ])
    self.node = node
    title = try mapping.requiredText("title")
    subtitle = try mapping.text("subtitle")
    let own = try mapping.word("language", as: Language.self)
    self.language = language ?? own ?? .english
    dataFiles = try mapping.texts("data")
    dataNode = mapping["data"] ?? node
    codebookFile = try mapping.text("codebook")
    published = try mapping.text("published")
    dictionaryFile = try mapping.text("dictionary")
    let design = mapping["design"]
    self.design =
      try design.map { node throws(NotebookError) in
        try NotebookMapping(node, known: DesignQuestion.options + VarianceQuestion.options)
      } ?? NotebookMapping(emptyAt: node)
    weighting = try mapping["weighting"].map { node throws(NotebookError) in
      try NotebookMapping(node, known: WeightingQuestion.options)
    }
    if let weighting {
      for key in ["method", "margins"] where weighting[key] == nil { throw weighting.node.error(.missingKey(key)) }
    }
    source = try mapping.text("source")
    reading = try ReadingDeclaration(mapping)
    typed = try mapping.texts("typed")
    shownTexts = ["title", "subtitle", "source"].compactMap { mapping[$0] }
    _ = try question(folder: nil)
  }
}

extension FrontMatter {
  /// A text of the front matter with every reference replaced by what it says.
  func woven(_ text: String, in environment: Environment) throws(NotebookError) -> String {
    try node.placing { () throws(NotebookFault) in try environment.woven(text[...]) }
  }

  /// A text of the front matter that may be absent.
  func woven(_ text: String?, in environment: Environment) throws(NotebookError) -> String? {
    guard let text else { return nil }
    return try woven(text, in: environment) as String
  }
}

extension FrontMatter {
  /// What the front matter asks; files are relative to the folder of the notebook.
  func question(folder: URL?) throws(NotebookError) -> SurveyQuestion {
    let path = { (file: String) in folder?.path(of: file) ?? file }
    return SurveyQuestion(
      try design.asking { words throws(QuestionError) in
        let profiles = try DesignQuestion.profiles(words).count
        guard profiles == 1 else { throw .severalWords(option: "conventions", found: profiles) }
        return try DesignQuestion(words.placing(files: path))
      },
      variance: try design.asking { words throws(QuestionError) in try VarianceQuestion(words) },
      weighting: try weighting?.asking { words throws(QuestionError) in
        try WeightingQuestion(words.placing(files: path))
      })
  }
}
