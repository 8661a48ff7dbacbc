public import ReportDocuments
internal import SurveyEstimates
public import SurveyMicrodata
internal import SurveyModels

/// Answers as a table of a document, in any language.
extension Sequence where Element: Writable {
  /// Makes a table with a row for each number: what it is of, the number, the ends of its interval, and p or n where known.
  ///
  /// ```swift
  /// try fit.oddsRatios().table("T1", caption: "Wat samenhangt met geweld", language: .dutch).markdown(in: .dutch)
  /// ```
  ///
  /// - Parameters:
  ///   - identifier: The number of the table, such as "T1".
  ///   - caption: The title, with population and period.
  ///   - language: The language of headers and labels.
  ///   - codebook: The labels of variables and levels; by default their names are shown.
  /// - Returns: The table, for any renderer.
  /// - Throws: `DocumentError` where the identifier cannot name a file.
  public func table(
    _ identifier: String, caption: String, language: Language = .english, codebook: Codebook = Codebook()
  ) throws(DocumentError) -> Table {
    let (vocabulary, labels) = (Vocabulary(language: language), Labels(codebook: codebook, language: language))
    let numbers = map(\.written)
    let isOfModel = numbers.contains { $0.number.test != nil }
    let groups = isOfModel ? [] : numbers.first?.domain.map(\.variable) ?? []
    let hasOutcomeLevels = numbers.contains { $0.outcomeLevel != nil }
    let hasCounts = numbers.contains { $0.unweightedCount != nil }
    var columns = [TableColumn("item", header: vocabulary.variable, role: .label)]
    if hasOutcomeLevels { columns.append(TableColumn("outcome", header: vocabulary.outcome, role: .label)) }
    columns += groups.map { TableColumn("by_\($0)", header: labels.label(of: $0), role: .label) }
    columns += [
      TableColumn("estimate", header: numbers.header(in: vocabulary), role: .estimate),
      TableColumn("lower", header: language.term(.lowerBound), role: .lower),
      TableColumn("upper", header: language.term(.upperBound), role: .upper),
    ]
    if isOfModel { columns.append(TableColumn("p", header: "p", role: .test)) }
    if hasCounts { columns.append(TableColumn("n", header: language.term(.unweightedCount), role: .count)) }
    let rows = numbers.map { number -> TableRow in
      let format = number.format
      let end = { (end: Double?) -> Cell in
        number.isReference ? .text(vocabulary.reference) : .number(end ?? .nan, format)
      }
      var cells: [Cell] = [.text(labels.label(of: number))]
      if hasOutcomeLevels { cells.append(number.outcomeLevel.map { .text($0) } ?? .absent(.notApplicable)) }
      if !groups.isEmpty {
        cells += number.domain.map { .text(labels.label(ofLevel: $0.level, of: $0.variable)) }
      }
      cells += [.number(number.value, format), end(number.confidenceInterval?.lower)]
      cells.append(end(number.confidenceInterval?.upper))
      if isOfModel { cells.append(number.isReference ? .text(vocabulary.reference) : .number(number.pValue, .pValue)) }
      if hasCounts { cells.append(number.unweightedCount.map { .count($0) } ?? .absent(.notApplicable)) }
      return TableRow(cells)
    }
    return try Table(identifier, caption: caption, columns: columns, rows: rows)
  }
}

extension WrittenNumber {
  /// How the number is written for reading.
  fileprivate var format: NumberFormat {
    switch form {
    case .share: .percentage(decimals: 1)
    case .ratio: .ratio(decimals: 2)
    case .number: .number(decimals: 2)
    case .count: .count
    }
  }
}

extension [WrittenNumber] {
  /// What the numbers are called, where they are of one kind.
  fileprivate func header(in vocabulary: Vocabulary) -> String {
    let kinds = Set(map(\.kind))
    if let ratio = kinds.first.flatMap({ RatioKind(rawValue: $0) }), kinds.count == 1 {
      return vocabulary.name(of: ratio)
    }
    return switch kinds {
    case ["coefficient"]: vocabulary.coefficient
    case ["effect"]: vocabulary.change
    case ["margin"]: vocabulary.adjusted(isOfShares: allSatisfy { if case .share = $0.form { true } else { false } })
    default: vocabulary.estimate
    }
  }
}

extension Labels {
  /// What a number is of, in the words of the codebook.
  fileprivate func label(of number: WrittenNumber) -> String {
    switch number.kind {
    case _ where number.isOfCoefficient:
      guard !number.domain.isEmpty else { return heading(of: number.name) }
      return number.domain.map {
        "\(heading(of: column($0.variable))): \(label(ofLevel: $0.level, of: column($0.variable)))"
      }
      .joined(separator: " × ")
    default:
      let name = heading(of: column(number.name))
      return number.level.map { "\(name): \(label(ofLevel: $0, of: column(number.name)))" } ?? name
    }
  }

  /// The column behind a covariate: `factor(x)` is x.
  private func column(_ name: String) -> String {
    name.hasPrefix("factor(") && name.hasSuffix(")") ? String(name.dropFirst(7).dropLast()) : name
  }
}
