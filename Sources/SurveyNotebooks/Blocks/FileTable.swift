internal import Foundation
internal import ReportDocuments
internal import SurveyMicrodata

/// Makes a table of a file of figures: the columns named, in that order, the first ones as labels.
struct FileTable {
  let folder: URL
  let vocabulary: Vocabulary

  /// `columns` maps each column of the file to its header; `labels` names those that are labels.
  func evaluate(_ declaration: TableDeclaration) throws(NotebookError) -> (table: Table, sources: [DataSource]) {
    let mapping = declaration.mapping
    let path = folder.path(of: try mapping.requiredText("data"))
    let resource = try mapping.text("resource")
    let file = try mapping.node.reading { () throws(MicrodataError) in
      try Microdata(contentsOf: path, resource: resource)
    }
    let condition = try mapping.text("where")
    let rows = try mapping.node.reading { () throws(MicrodataError) in
      try condition.map { text throws(MicrodataError) in try Condition(parsing: text).rows(in: file) }
        ?? [Bool](repeating: true, count: file.rowCount)
    }
    guard let columnsNode = mapping["columns"] else { throw mapping.node.error(.missingKey("columns")) }
    let decimals = try mapping.decimals()
    let labels = Labels(codebook: file.codebook, language: vocabulary.language)
    var columns: [TableColumn] = []
    var values: [[Cell]] = []
    for (name, header) in try columnsNode.entries() {
      let column = try header.reading { () throws(MicrodataError) in try file.column(name) }
      let isLabel = declaration.labels.contains(name)
      switch column {
      case .factor(let factor):
        columns.append(
          TableColumn(
            name, header: header.text ?? name, role: isLabel || columns.isEmpty ? .label : .text))
        values.append(
          factor.codes.map { code in
            code < 0 ? .absent(.notApplicable) : .text(labels.label(ofLevel: factor.levels[Int(code)], of: name))
          })
      case .numbers(let numbers):
        columns.append(
          TableColumn(name, header: header.text ?? name, role: isLabel || columns.isEmpty ? .label : .count))
        values.append(
          numbers.map { number in
            guard number.isFinite else { return .absent(.notAvailable) }
            if isLabel || columns.count == 1 { return .text(Labels.name(of: number)) }
            return decimals == nil && number == number.rounded()
              ? .number(number, .count) : .number(number, .number(decimals: decimals ?? 1))
          })
      }
    }
    let cells = rows.indices.filter { rows[$0] }.map { row in TableRow(values.map { $0[row] }) }
    return (try declaration.table(columns: columns, rows: cells), file.sources)
  }
}

extension Labels {
  /// A whole number without decimals, such as a year.
  static func name(of number: Double) -> String { Int(exactly: number).map(String.init) ?? number.description }
}
