internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyModels

/// Makes the tables of a model: odds ratios by term, and predictive margins by level.
struct ModelTable {
  let vocabulary: Vocabulary
  let labels: Labels
  let isOptIn: Bool

  var language: Language { vocabulary.language }

  /// Odds ratios with their ranges and tests; each reference level has its row.
  func odds(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    let fitted: FittedModel = try declaration.payload("model", .model, in: environment) { payload in
      if case .model(let fitted) = payload { fitted } else { nil }
    }
    let isOrdinal = fitted.family == .ordinal
    let ratio = NumberFormat.ratio(decimals: 2)
    let rows = fitted.oddsRatios.map { odds -> TableRow in
      let interval = odds.confidenceInterval
      let test = fitted.tests.first { $0.term == odds.modelTerm }
      let parallel = fitted.parallelLines?.first { $0.terms == [odds.modelTerm] }
      let variables =
        odds.levels.isEmpty
        ? odds.term : odds.levels.map { labels.heading(of: columnName($0.variable)) }.joined(separator: " × ")
      let levels = odds.levels.map { labels.label(ofLevel: $0.level, of: columnName($0.variable)) }.joined(
        separator: " × ")
      return TableRow(
        [
          .text(variables), .text(levels.isEmpty ? (language == .dutch ? "per eenheid" : "per unit") : levels),
          .number(odds.value, ratio),
          interval.map { .number($0.lower, ratio) } ?? .text(vocabulary.reference),
          interval.map { .number($0.upper, ratio) } ?? .text(vocabulary.reference),
          odds.pValue.map { .number($0, .pValue) } ?? .text(vocabulary.reference),
          test.map { .number($0.pValue, .pValue) } ?? .absent(.notAvailable),
        ] + (isOrdinal ? [parallel.map { .number($0.pValue, .pValue) } ?? .absent(.notAvailable)] : []))
    }
    let sentences = Sentences(language: language)
    let (n, missing) = (sentences.count(fitted.counts.unweightedCount), sentences.count(fitted.counts.missingCount))
    let degrees = sentences.count(fitted.counts.degreesOfFreedom)
    let counts =
      language == .dutch
      ? "n = \(n) antwoorden met alle kenmerken bekend; \(missing) zonder; \(degrees) vrijheidsgraden."
      : "n = \(n) records with every variable known; \(missing) without; \(degrees) degrees of freedom."
    return try declaration.table(
      columns: declaration.labelColumns(2, default: [vocabulary.term, vocabulary.level]) + [
        TableColumn("odds_ratio", header: vocabulary.oddsRatio, role: .estimate),
        TableColumn("lower", header: language.term(.lowerBound), role: .lower),
        TableColumn("upper", header: language.term(.upperBound), role: .upper),
        TableColumn("p", header: "p", role: .test),
        TableColumn("term_p", header: vocabulary.termTest, role: .test),
      ] + (isOrdinal ? [TableColumn("parallel_p", header: vocabulary.parallelLines, role: .test)] : []), rows: rows,
      further: (isOrdinal
        ? [
          vocabulary.higherOutcome,
          fitted.parallelLines == nil ? vocabulary.parallelLinesUntested : vocabulary.parallelLinesNote,
        ] : []) + [counts] + modelBased)
  }

  /// The share at each level if all were at it, with its ratio to and difference from the reference.
  func margins(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    let fitted: FittedMargins = try declaration.payload("margins", .margins, in: environment) { payload in
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
      ], rows: rows, further: notes(of: fitted.counts))
  }

  /// What the bounds rest on where nobody was drawn by chance.
  var modelBased: [String] { isOptIn ? [vocabulary.modelBased] : [] }

  /// The notes of a table of numbers that are adjusted by a model.
  func notes(of counts: FitCounts) -> [String] {
    let count = Sentences(language: language).count(counts.unweightedCount)
    return modelBased + [
      language == .dutch ? "n = \(count) antwoorden; berekend uit het model." : "n = \(count) records; from the model."
    ]
  }

  /// The column behind a covariate: `factor(x)` is x.
  func columnName(_ variable: String) -> String {
    variable.hasPrefix("factor(") && variable.hasSuffix(")") ? String(variable.dropFirst(7).dropLast()) : variable
  }
}
