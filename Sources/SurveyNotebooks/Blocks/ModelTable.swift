internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyModels
internal import SurveyQuestions

/// Makes the tables of a model: odds ratios by term, and predictive margins by level.
struct ModelTable {
  let vocabulary: Vocabulary
  let labels: Labels
  let isOptIn: Bool

  var language: Language { vocabulary.language }

  /// Ratios or coefficients with their ranges and tests; each reference level of a ratio has its row.
  func numbers(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    let fitted: NamedModel = try declaration.payload("model", .model, in: environment) { payload in
      if case .model(let fitted) = payload { fitted } else { nil }
    }
    let isOrdinal = fitted.family == .ordinal
    let ratio: NumberFormat = fitted.ratioKind == nil ? .number(decimals: 2) : .ratio(decimals: 2)
    let hasOutcomeLevels = fitted.family == .multinomial
    let rows = fitted.rows.map { odds -> TableRow in
      let interval = odds.confidenceInterval
      let test = fitted.tests.first { $0.term == odds.modelTerm }
      let parallel = fitted.parallelLines?.first { $0.terms == [odds.modelTerm] }
      let isConstant = odds.term == "(Intercept)"
      let variables =
        odds.levels.isEmpty
        ? (isConstant ? vocabulary.constant : odds.term)
        : odds.levels.map { labels.heading(of: columnName($0.variable)) }.joined(separator: " × ")
      let levels = odds.levels.map { labels.label(ofLevel: $0.level, of: columnName($0.variable)) }.joined(
        separator: " × ")
      return TableRow(
        [
          .text(variables),
          levels.isEmpty
            ? (isConstant ? .absent(.notApplicable) : .text(vocabulary.perUnit)) : .text(levels),
        ]
          + (hasOutcomeLevels
            ? [odds.outcomeLevel.map { .text($0) } ?? .text(vocabulary.reference)] : []) + [
            .number(odds.value, ratio),
            interval.map { .number($0.lower, ratio) } ?? .text(vocabulary.reference),
            interval.map { .number($0.upper, ratio) } ?? .text(vocabulary.reference),
            odds.isReference ? .text(vocabulary.reference) : .number(odds.pValue, .pValue),
            test.map { .number($0.pValue, .pValue) } ?? .absent(isConstant ? .notApplicable : .notAvailable),
          ] + (isOrdinal ? [parallel.map { .number($0.pValue, .pValue) } ?? .absent(.notAvailable)] : []))
    }
    let sentences = Sentences(language: language)
    let (n, missing) = (sentences.count(fitted.counts.unweightedCount), sentences.count(fitted.counts.missingCount))
    let degrees = sentences.count(fitted.counts.degreesOfFreedom)
    let counts = language.words.modelCounts(n, missing: missing, degreesOfFreedom: degrees)
    return try declaration.table(
      columns: declaration.labelColumns(
        hasOutcomeLevels ? 3 : 2,
        default: [vocabulary.term, vocabulary.level] + (hasOutcomeLevels ? [vocabulary.outcome] : [])) + [
          TableColumn(
            fitted.ratioKind == nil ? "coefficient" : "odds_ratio", header: vocabulary.name(of: fitted.ratioKind),
            role: .estimate),
          TableColumn("lower", header: language.term(.lowerBound), role: .lower),
          TableColumn("upper", header: language.term(.upperBound), role: .upper),
          TableColumn("p", header: "p", role: .test),
          TableColumn("term_p", header: vocabulary.termTest, role: .test),
        ] + (isOrdinal ? [TableColumn("parallel_p", header: vocabulary.parallelLines, role: .test)] : []), rows: rows,
      further: (isOrdinal
        ? (fitted.ratioKind == nil ? [] : [vocabulary.higherOutcome]) + [
          fitted.parallelLines == nil ? vocabulary.parallelLinesUntested : vocabulary.parallelLinesNote
        ] : []) + [counts] + modelBased)
  }

  /// The share at each level if all were at it, with its ratio to and difference from the reference.
  func margins(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    let fitted: FittedMargins = try declaration.payload("margins", .margins, in: environment) { payload in
      if case .margins(let fitted) = payload { fitted } else { nil }
    }
    let (share, ratio) = (fitted.form.mean, NumberFormat.ratio(decimals: 2))
    let points = fitted.form.change.signed
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
        TableColumn("share", header: vocabulary.adjusted(isOfShares: fitted.form.isOfShares), role: .estimate),
        TableColumn("lower", header: language.term(.lowerBound), role: .lower),
        TableColumn("upper", header: language.term(.upperBound), role: .upper),
        TableColumn("ratio", header: vocabulary.prevalenceRatio, role: .estimate),
        TableColumn("ratio_lower", header: vocabulary.ratioLower, role: .lower),
        TableColumn("ratio_upper", header: vocabulary.ratioUpper, role: .upper),
        TableColumn(
          "difference", header: fitted.form.isOfShares ? vocabulary.points : vocabulary.difference, role: .estimate),
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
    return modelBased + [language.words.adjustedCounts(count)]
  }

  /// The column behind a covariate: `factor(x)` is x.
  func columnName(_ variable: String) -> String {
    variable.hasPrefix("factor(") && variable.hasSuffix(")") ? String(variable.dropFirst(7).dropLast()) : variable
  }
}
