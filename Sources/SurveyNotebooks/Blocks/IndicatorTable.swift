internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata

/// Makes the table of the indicator dictionary: what each derived figure is made of, and by which rule.
struct IndicatorTable {
  let vocabulary: Vocabulary

  private var isDutch: Bool { vocabulary.language == .dutch }

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
      return (isDutch ? "minstens één van " : "at least one of ") + "\(items): \(words(of: test, first, labels))"
    case .allOf(let test): return (isDutch ? "alle van " : "all of ") + "\(items): \(words(of: test, first, labels))"
    case .count(let test, let cutPoints):
      let groups = cutPoints.map(String.init).joined(separator: ", ")
      return (isDutch ? "aantal van " : "number of ") + "\(items): \(words(of: test, first, labels))"
        + (cutPoints.isEmpty ? "" : (isDutch ? "; groepen vanaf " : "; groups from ") + groups)
    case .cutoff(let comparison, let limit): return "\(items) \(comparison.rawValue) \(Labels.name(of: limit))"
    case .recode: return items + (isDutch ? ", ingedeeld in groepen" : ", in groups")
    case .condition(let condition): return condition.description
    case .ticked(let item, _): return labels.label(of: item) + (isDutch ? ": aangekruist" : ": ticked")
    case .answerInCell(let answer, _):
      return "\(items): \(answer)" + (isDutch ? " (een van de antwoorden)" : " (among the answers)")
    }
  }

  private func words(of test: ItemTest, _ item: String, _ labels: Labels) -> String {
    switch test {
    case .levels(let levels):
      levels.map { labels.label(ofLevel: $0, of: item) }.joined(separator: isDutch ? " of " : " or ")
    case .comparison(let comparison, let limit): "\(comparison.rawValue) \(Labels.name(of: limit))"
    case .ticked: isDutch ? "aangekruist" : "ticked"
    }
  }

  private func words(of rule: MissingItemRule) -> String {
    switch rule {
    case .allAnswered: isDutch ? "alle vragen beantwoord" : "all items answered"
    case .anyTrueElseAllAnswered:
      isDutch ? "bekend zodra de antwoorden het beslissen" : "known once the answers decide it"
    case .atLeast(let count): isDutch ? "minstens \(count) beantwoord" : "at least \(count) answered"
    case .allAsked:
      isDutch
        ? "alle gestelde vragen beantwoord; niet gevraagd telt als nee" : "all items asked answered; not asked is a no"
    case .anyTrueElseAllAsked:
      isDutch
        ? "bekend zodra de antwoorden het beslissen; niet gevraagd telt als nee"
        : "known once the answers decide it; not asked is a no"
    case .atLeastAsked(let count):
      isDutch
        ? "minstens \(count) beantwoord; niet gevraagd telt als nee" : "at least \(count) answered; not asked is a no"
    case .blanksAreNo(.ticked):
      isDutch ? "leeg telt als nee voor wie iets aankruiste" : "blank is a no for who ticked at least one"
    case .blanksAreNo(.asked):
      isDutch ? "leeg telt als nee voor wie de vraag kreeg" : "blank is a no for who was asked"
    case .blanksAreNo(.all): isDutch ? "leeg telt voor iedereen als nee" : "blank is a no for all records"
    }
  }
}
