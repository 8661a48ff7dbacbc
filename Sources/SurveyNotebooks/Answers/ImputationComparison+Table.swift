public import ReportDocuments
internal import SurveyEstimates
public import SurveyImputation
public import SurveyMicrodata

/// Complete cases beside imputed records, as a table of a document.
extension ImputationComparison {
  /// Makes a table with a row for each estimate: of the complete cases with n, and of the imputed records beside it.
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
    let groups = complete.first?.domain.map(\.variable) ?? []
    let rows = rows.map { row -> TableRow in
      let format = NumberFormat.standard(for: row.complete)
      let numbers: (Double, ConfidenceInterval?) -> [Cell] = { value, interval in
        [
          .number(value, format), .number(interval?.lower ?? .nan, format), .number(interval?.upper ?? .nan, format),
        ]
      }
      return TableRow(
        [.text(labels.label(of: row.complete))]
          + row.complete.domain.map { .text(labels.label(ofLevel: $0.level, of: $0.variable)) }
          + numbers(row.complete.value, row.complete.confidenceInterval) + [.count(row.complete.unweightedCount)]
          + numbers(row.imputed.value, row.imputed.confidenceInterval)
          + [.number(row.imputed.missingInformation.fraction, .percentage(decimals: 0))])
    }
    let (lower, upper) = (language.term(.lowerBound), language.term(.upperBound))
    let columns =
      [TableColumn("item", header: vocabulary.variable, role: .label)]
      + groups.map { TableColumn("by_\($0)", header: labels.label(of: $0), role: .label) } + [
        TableColumn("complete", header: vocabulary.completeCases, role: .estimate),
        TableColumn("complete_lower", header: "\(vocabulary.completeCases): \(lower)", role: .lower),
        TableColumn("complete_upper", header: "\(vocabulary.completeCases): \(upper)", role: .upper),
        TableColumn("n", header: language.term(.unweightedCount), role: .count),
        TableColumn("imputed", header: vocabulary.imputed, role: .estimate),
        TableColumn("imputed_lower", header: "\(vocabulary.imputed): \(lower)", role: .lower),
        TableColumn("imputed_upper", header: "\(vocabulary.imputed): \(upper)", role: .upper),
        TableColumn("missing_information", header: vocabulary.missingInformation, role: .estimate),
      ]
    return try Table(identifier, caption: caption, columns: columns, rows: rows)
  }
}
