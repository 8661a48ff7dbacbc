public import ReportDocuments
public import SurveyEstimates
public import SurveyMicrodata

/// Estimates as a table of a document.
extension Estimates {
  /// Makes a table with a row for each estimate: its groups, the number, the ends of its interval, and n.
  ///
  /// - Parameters:
  ///   - identifier: The number of the table, such as "T1".
  ///   - caption: The title, with population and period.
  ///   - language: The language of headers and numbers.
  ///   - codebook: The labels of variables and levels; by default their names are shown.
  /// - Returns: The table, for any renderer.
  /// - Throws: `DocumentError` where the identifier cannot name a file.
  public func table(
    _ identifier: String, caption: String, language: Language = .english, codebook: Codebook = Codebook()
  ) throws(DocumentError) -> Table {
    let (vocabulary, labels) = (Vocabulary(language: language), Labels(codebook: codebook, language: language))
    let groups = first?.domain.map(\.variable) ?? []
    let rows = map { estimate -> TableRow in
      let format = NumberFormat.standard(for: estimate)
      let item: Cell = .text(labels.label(of: estimate))
      return TableRow(
        [item] + estimate.domain.map { .text(labels.label(ofLevel: $0.level, of: $0.variable)) } + [
          .number(estimate.value, format), .number(estimate.confidenceInterval?.lower ?? .nan, format),
          .number(estimate.confidenceInterval?.upper ?? .nan, format), .count(estimate.unweightedCount),
        ])
    }
    let columns =
      [TableColumn("item", header: vocabulary.variable, role: .label)]
      + groups.map { TableColumn("by_\($0)", header: labels.label(of: $0), role: .label) } + [
        TableColumn("estimate", header: vocabulary.estimate, role: .estimate),
        TableColumn("lower", header: language.term(.lowerBound), role: .lower),
        TableColumn("upper", header: language.term(.upperBound), role: .upper),
        TableColumn("n", header: language.term(.unweightedCount), role: .count),
      ]
    return try Table(identifier, caption: caption, columns: columns, rows: rows)
  }
}

extension NumberFormat {
  /// How an estimate is written where nothing else is asked: percentages without decimals from fewer than 100 answers.
  ///
  /// A total is written as it is, to whole people; rounding further is for whoever writes the text.
  static func standard(for estimate: Estimate, decimals: Int? = nil, multiple: Int? = nil) -> NumberFormat {
    if let multiple { return NumberFormat.count.rounded(toMultiplesOf: multiple) }
    return switch estimate.statistic {
    case .prevalence, .distributionFunction:
      .percentage(decimals: decimals ?? (estimate.unweightedCount < 100 ? 0 : 1))
    case .mean, .quantile, .rate, .variance, .covariance: .number(decimals: decimals ?? 1)
    case .ratio, .correlation, .gini, .quintileShareRatio, .alpha, .kappa: .ratio(decimals: decimals ?? 2)
    case .density: .number(decimals: decimals ?? 4)
    case .total: decimals.map { .number(decimals: $0) } ?? .count
    }
  }
}
