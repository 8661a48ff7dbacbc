internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyModels

/// Makes the tables of a model: odds ratios by term, and predictive margins by level.
struct ModelTable {
  let vocabulary: Vocabulary
  let labels: Labels

  private var language: Language { vocabulary.language }

  /// Odds ratios with their ranges and tests; each reference level has its row.
  func odds(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    let fitted: FittedModel = try payload(declaration, key: "model", in: environment) { payload in
      if case .model(let fitted) = payload { fitted } else { nil }
    }
    let ratio = NumberFormat.ratio(decimals: 2)
    let rows = fitted.oddsRatios.map { odds -> TableRow in
      let interval = odds.confidenceInterval
      let test = fitted.tests.first { $0.terms == [odds.modelTerm] }
      let variables =
        odds.levels.isEmpty
        ? odds.term : odds.levels.map { labels.label(of: columnName($0.variable)) }.joined(separator: " × ")
      let levels = odds.levels.map { labels.label(ofLevel: $0.level, of: columnName($0.variable)) }.joined(
        separator: " × ")
      return TableRow([
        .text(variables), .text(levels.isEmpty ? (language == .dutch ? "per eenheid" : "per unit") : levels),
        .number(odds.value, ratio),
        interval.map { .number($0.lower, ratio) } ?? .text(vocabulary.reference),
        interval.map { .number($0.upper, ratio) } ?? .text(vocabulary.reference),
        odds.pValue.map { .number($0, .pValue) } ?? .text(vocabulary.reference),
        test.map { .number($0.pValue, .pValue) } ?? .absent(.notAvailable),
      ])
    }
    let sentences = Sentences(language: language)
    let counts =
      language == .dutch
      ? "n = \(sentences.count(fitted.fit.unweightedCount)) antwoorden met alle kenmerken bekend; "
        + "\(sentences.count(fitted.fit.missingCount)) zonder; \(sentences.count(fitted.fit.degreesOfFreedom)) vrijheidsgraden."
      : "n = \(sentences.count(fitted.fit.unweightedCount)) records with every variable known; "
        + "\(sentences.count(fitted.fit.missingCount)) without; \(sentences.count(fitted.fit.degreesOfFreedom)) degrees of freedom."
    return try declaration.table(
      columns: declaration.labelColumns(2, default: [vocabulary.term, vocabulary.level]) + [
        TableColumn("odds_ratio", header: vocabulary.oddsRatio, role: .estimate),
        TableColumn("lower", header: language.term(.lowerBound), role: .lower),
        TableColumn("upper", header: language.term(.upperBound), role: .upper),
        TableColumn("p", header: "p", role: .test),
        TableColumn("term_p", header: vocabulary.termTest, role: .test),
      ], rows: rows, further: [counts] + modelBased(fitted.fit))
  }

  /// The share at each level if all were at it, with its ratio to and difference from the reference.
  func margins(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    let fitted: FittedMargins = try payload(declaration, key: "margins", in: environment) { payload in
      if case .margins(let fitted) = payload { fitted } else { nil }
    }
    let (share, ratio) = (NumberFormat.percentage(decimals: fitted.decimals), NumberFormat.ratio(decimals: 2))
    let points = NumberFormat.percentagePoints(decimals: fitted.decimals).signed
    var rows: [TableRow] = []
    for margin in fitted.margins {
      var cells: [Cell] = [
        .text(labels.label(ofLevel: margin.level, of: fitted.variable)), .number(margin.value, share),
        .number(margin.confidenceInterval.lower, share),
        .number(margin.confidenceInterval.upper, share),
      ]
      if margin.level == fitted.reference {
        cells += [Cell](repeating: .text(vocabulary.reference), count: 7)
      } else {
        let (relative, difference) = try declaration.mapping.node.modelling { () throws(ModelError) in
          (
            try fitted.margins.adjustedPrevalenceRatio(of: margin.level, to: fitted.reference),
            try fitted.margins.adjustedDifference(of: margin.level, minus: fitted.reference)
          )
        }
        cells += [
          .number(relative.value, ratio), .number(relative.confidenceInterval.lower, ratio),
          .number(relative.confidenceInterval.upper, ratio), .number(difference.value, points),
          .number(difference.confidenceInterval.lower, points),
          .number(difference.confidenceInterval.upper, points), .number(difference.pValue, .pValue),
        ]
      }
      rows.append(TableRow(cells))
    }
    let sentences = Sentences(language: language)
    let count = sentences.count(fitted.fit.unweightedCount)
    return try declaration.table(
      columns: declaration.labelColumns(1, default: [labels.label(of: fitted.variable)]) + [
        TableColumn("share", header: vocabulary.adjustedShare, role: .estimate),
        TableColumn("lower", header: language.term(.lowerBound), role: .lower),
        TableColumn("upper", header: language.term(.upperBound), role: .upper),
        TableColumn("ratio", header: vocabulary.prevalenceRatio, role: .estimate),
        TableColumn("ratio_lower", header: vocabulary.ratioLower, role: .lower),
        TableColumn("ratio_upper", header: vocabulary.ratioUpper, role: .upper),
        TableColumn("difference", header: vocabulary.points, role: .estimate),
        TableColumn("difference_lower", header: vocabulary.differenceLower, role: .lower),
        TableColumn("difference_upper", header: vocabulary.differenceUpper, role: .upper),
        TableColumn("p", header: "p", role: .test),
      ], rows: rows,
      further: modelBased(fitted.fit) + [
        language == .dutch
          ? "n = \(count) antwoorden; berekend uit het model." : "n = \(count) records; from the model."
      ])
  }

  /// What the bounds rest on where nobody was drawn by chance.
  private func modelBased(_ fit: ModelFit) -> [String] {
    fit.design.data.codebook.sampleKind == .optIn ? [vocabulary.modelBased] : []
  }

  private func payload<Payload>(
    _ declaration: TableDeclaration, key: String, in environment: Environment,
    _ extract: (NamedResult.Payload) -> Payload?
  ) throws(NotebookError) -> Payload {
    let name = try declaration.mapping.requiredText(key)
    let result = try declaration.mapping.node.placing { () throws(NotebookFault) in
      try environment.result(named: name)
    }
    guard let payload = extract(result.payload) else {
      throw declaration.mapping.node.error(
        .unexpectedValue(key: key, expected: "the name of a \(key == "model" ? "model" : "set of margins")"))
    }
    return payload
  }

  /// The column behind a covariate: `factor(x)` is x.
  private func columnName(_ variable: String) -> String {
    variable.hasPrefix("factor(") && variable.hasSuffix(")") ? String(variable.dropFirst(7).dropLast()) : variable
  }
}
