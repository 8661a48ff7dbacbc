internal import Foundation
internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyQuestions

/// Evaluates the blocks of a notebook one after the other.
struct NotebookEvaluation {
  private(set) var environment: Environment
  /// What each block shows, in order; empty for a block that only gives names.
  private(set) var shown: [[Block]] = []
  private(set) var checkCount = 0
  private var checkTables = 0
  /// The numbers of the tables so far, in small letters, as files are named after them.
  private var identifiers: Set<String> = []
  private let frontMatter: FrontMatter
  private let data: NotebookData?
  private let folder: URL
  private let context: EstimationContext?
  private var values: ValuesBlock
  /// How each named estimate and model was defined.
  private var definitions: [String: Definition] = [:]
  private var fileSources: [DataSource] = []

  init(frontMatter: FrontMatter, data: NotebookData?, folder: URL) {
    self.frontMatter = frontMatter
    self.data = data
    self.folder = folder
    context = data.map { data in
      EstimationContext(
        design: data.design, dictionary: data.dictionary, language: frontMatter.language,
        labels: Labels(codebook: data.design.data.codebook, language: frontMatter.language), folder: folder)
    }
    environment = Environment(
      language: frontMatter.language,
      nameable: data.map { data in
        let variables = data.design.data.codebook.variables
        return Set(variables.keys).union(variables.values.flatMap { $0.levels.map(\.name) }).union(["trend"])
      } ?? [])
    values = ValuesBlock(folder: folder, language: frontMatter.language)
  }

  /// Every file that was read, besides the notebook.
  var sources: [DataSource] { (data?.sources ?? []) + values.sources + fileSources + (context?.files.sorted ?? []) }

  /// What the author should know, by line; what the records themselves show of the columns used so far comes first.
  var notes: [NotebookNote] {
    guard let data else { return [] }
    let sentences = RemarkSentences(language: frontMatter.language)
    let ofRecords = data.recipe.records.remarksOnUsedColumns(design: data.described.columns).map(sentences.sentence)
    return ofRecords.map { NotebookNote(line: frontMatter.dataNode.line, sentence: $0) }
      + [sentences.missingWeights(of: data.described), sentences.unusedCaseWeight(of: data.described)].compactMap {
        sentence in
        sentence.map { NotebookNote(line: frontMatter.design.node.line, sentence: $0) }
      } + (context?.notes.sorted ?? [])
  }

  /// The design of the records, where the notebook has records.
  var design: SurveyDesign? { data?.design }

  /// What stands above the text: that the records are synthetic, where they are.
  var banner: [Block] {
    guard data?.design.data.codebook.isSynthetic == true else { return [] }
    return [.callout(.important, text: "**\(Vocabulary(language: frontMatter.language).synthetic)**")]
  }

  mutating func evaluate(_ block: NotebookSource.DeclaredBlock, file: String) throws(NotebookError) {
    guard let read = try NotebookNode.reading(block.yaml, file: file, firstLine: block.firstLine) else {
      throw NotebookError(
        file: file, line: block.firstLine, problem: .keysWanted)
    }
    let node = try read.woven(in: environment)
    switch block.kind {
    case .estimates, .model, .test:
      let context = try requiredContext(at: node)
      let entries = try node.entries().map { ($0.key, Definition(block.kind, $0.value)) }
      // What rests on no other result can be worked out at the same time.
      let apart = try entries.concurrentlyMapped {
        [environment] (entry: (String, Definition)) throws(NotebookError) -> NamedResult? in
        guard try entry.1.sources().isEmpty else { return nil }
        return try entry.1.result(in: environment, context: context)
      }
      for ((name, definition), apart) in zip(entries, apart) {
        let result: NamedResult
        if let apart { result = apart } else { result = try definition.result(in: environment, context: context) }
        try environment.define(name, result, at: definition.entry)
        definitions[name] = definition
      }
      shown.append([])
    case .values:
      try values.evaluate(node, in: context, into: &environment)
      shown.append([])
    case .table:
      let (table, sources) = try TableBlock(
        context: context, data: data, folder: folder, language: frontMatter.language, source: try source()
      ).evaluate(node, in: environment)
      guard identifiers.insert(table.identifier.lowercased()).inserted else {
        throw node.error(.document(.duplicateTable(identifier: table.identifier)))
      }
      fileSources += sources
      shown.append([.table(table)])
    case .sensitivity:
      guard let context, let data else { throw node.error(.missingKey("data")) }
      let block = try SensitivityBlock(node, context: context, recipe: data.recipe, definitions: definitions)
      for (alternative, place) in try block.alternatives(in: environment) {
        try environment.define(alternative, at: place)
      }
      shown.append([])
    case .check:
      let outcomes = try CheckBlock(language: frontMatter.language).evaluate(node, in: environment)
      checkCount += outcomes.count
      shown.append([.table(try table(of: outcomes, at: node))])
      checkTables += 1
    }
  }

  private func source() throws(NotebookError) -> String? {
    let synthetic =
      data?.design.data.codebook.isSynthetic == true ? Vocabulary(language: frontMatter.language).synthetic : nil
    let parts = [try frontMatter.woven(frontMatter.source, in: environment), synthetic].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func requiredContext(at node: NotebookNode) throws(NotebookError) -> EstimationContext {
    guard let context else { throw node.error(.missingKey("data")) }
    return context
  }

  private func table(of outcomes: [CheckBlock.Outcome], at node: NotebookNode) throws(NotebookError) -> Table {
    let vocabulary = Vocabulary(language: frontMatter.language)
    do {
      return try Table(
        "\(vocabulary.check)-\(checkTables + 1)",
        caption: vocabulary.checksThatHold,
        columns: [
          TableColumn("check", header: vocabulary.check, role: .label),
          TableColumn("expected", header: vocabulary.expected, role: .text, alignment: .trailing),
          TableColumn("found", header: vocabulary.found, role: .text, alignment: .trailing),
        ],
        rows: outcomes.map { TableRow([.text($0.label), .text($0.expected), .text($0.found)]) })
    } catch {
      throw node.error(.document(error))
    }
  }
}
