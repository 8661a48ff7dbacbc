internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata

/// Makes the table of the indicator dictionary: what each derived figure is made of, and by which rule.
struct IndicatorTable {
  let vocabulary: Vocabulary

  private var words: any LanguageWords { vocabulary.language.words }

  func evaluate(_ declaration: TableDeclaration, of data: NotebookData) throws(NotebookError) -> Table {
    guard let dictionary = data.dictionary else { throw declaration.mapping.node.error(.missingKey("dictionary")) }
    let labels = Labels(codebook: data.design.data.codebook, language: vocabulary.language)
    let language = vocabulary.language.rawValue
    let wanted = try declaration.mapping.texts("items")
    let shown = dictionary.indicators.filter { wanted.isEmpty || wanted.contains($0.name) }
    let rows = shown.map { indicator -> TableRow in
      let name = indicator.label.text(in: language) ?? indicator.name
      let window: Cell = indicator.window.text(in: language).map { .text($0) } ?? .absent(.notApplicable)
      let code: Cell = indicator.code.map { .text($0) } ?? .absent(.notApplicable)
      return TableRow([
        .text(name), .text(rule(of: indicator, labels)), window, .text(words(of: indicator.missing)), code,
        .text(indicator.version),
      ])
    }
    return try declaration.table(
      columns: [
        TableColumn("indicator", header: vocabulary.indicator, role: .label),
        TableColumn("rule", header: vocabulary.items, role: .text),
        TableColumn("window", header: vocabulary.window, role: .text),
        TableColumn("missing", header: vocabulary.missingRule, role: .text),
        TableColumn("code", header: vocabulary.code, role: .text),
        TableColumn("version", header: vocabulary.version, role: .text),
      ], rows: rows)
  }

  private func rule(of indicator: Indicator, _ labels: Labels) -> String {
    let items = vocabulary.language.list(indicator.items.map { labels.label(of: $0) })
    let first = indicator.items.first ?? ""
    switch indicator.rule {
    case .anyOf(let test) where indicator.items.count == 1: return "\(items): \(words(of: test, first, labels))"
    case .anyOf(let test):
      return words.atLeastOneOf + "\(items): \(words(of: test, first, labels))"
    case .allOf(let test): return words.allOf + "\(items): \(words(of: test, first, labels))"
    case .count(let test, let cutPoints):
      let groups = cutPoints.map(String.init).joined(separator: ", ")
      return words.numberOf + "\(items): \(words(of: test, first, labels))"
        + (cutPoints.isEmpty ? "" : words.groupsFrom + groups)
    case .cutoff(let comparison, let limit): return "\(items) \(comparison.rawValue) \(Labels.name(of: limit))"
    case .recode: return items + words.inGroups
    case .condition(let condition): return condition.description
    case .ticked(let item, _): return labels.label(of: item) + ": \(words.ticked)"
    case .answerInCell(let answer, _):
      return "\(items): \(answer)" + words.amongTheAnswers
    }
  }

  private func words(of test: ItemTest, _ item: String, _ labels: Labels) -> String {
    switch test {
    case .levels(let levels):
      levels.map { labels.label(ofLevel: $0, of: item) }.joined(separator: " \(words.or) ")
    case .comparison(let comparison, let limit): "\(comparison.rawValue) \(Labels.name(of: limit))"
    case .ticked: words.ticked
    }
  }

  private func words(of rule: MissingItemRule) -> String {
    switch rule {
    case .allAnswered: words.allAnswered
    case .anyTrueElseAllAnswered: words.onceDecided
    case .atLeast(let count): words.atLeastAnswered(count, ofAsked: false)
    case .allAsked: words.allAskedAnswered
    case .anyTrueElseAllAsked: words.onceDecidedOfAsked
    case .atLeastAsked(let count): words.atLeastAnswered(count, ofAsked: true)
    case .blanksAreNo(.ticked): words.blankIsNoForTicked
    case .blanksAreNo(.asked): words.blankIsNoForAsked
    case .blanksAreNo(.all): words.blankIsNoForAll
    }
  }
}
