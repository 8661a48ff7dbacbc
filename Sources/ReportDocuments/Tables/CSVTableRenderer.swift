/// Renders each table as one long file for machines, with its metadata beside it.
///
/// The file has one record for each cell that is not a label: the row's labels, then
///
/// - `measure`: the key of the cell's column;
/// - `value`: the number at full precision, with a decimal point; a percentage is a proportion;
/// - `status`: the shorthand of a number that is missing, or the flags, by their language-independent names;
/// - `text`: the words of a cell that has words.
///
/// Labels are as they were given, line breaks included; fields are quoted after RFC 4180 and records end in a line
/// feed. The metadata follow the W3C recommendation "Metadata Vocabulary for Tabular Data".
public struct CSVTableRenderer: Sendable {
  /// Creates a renderer.
  public init() {}

  /// The file name of a table: "T3" is in "t3.csv".
  public func fileName(of table: Table) -> String { table.identifier.lowercased() + ".csv" }

  /// Renders a table as long comma-separated text.
  public func csv(of table: Table) -> String {
    let labels = table.columns.indices.filter { table.columns[$0].role == .label }
    let measures = table.columns.indices.filter { table.columns[$0].role != .label }
    var text = CommaSeparatedText.line(labels.map { table.columns[$0].key } + Table.reservedKeys)
    for row in table.rows {
      let names = labels.map { name(row.cells[$0]) }
      for measure in measures {
        text += CommaSeparatedText.line(names + [table.columns[measure].key] + fields(row.cells[measure]))
      }
    }
    return text
  }

  /// Renders the metadata of a table as JSON, ending with one line feed.
  public func metadata(of table: Table, in language: Language) -> String {
    TableMetadata(table, url: fileName(of: table), language: language).json
  }

  /// The files of all tables of a document, in order, each followed by its metadata.
  public func files(of document: Document) -> [OutputFile] {
    document.tables.flatMap { table in
      [
        OutputFile(name: fileName(of: table), text: csv(of: table)),
        OutputFile(
          name: fileName(of: table) + "-metadata.json", text: metadata(of: table, in: document.language)),
      ]
    }
  }

  private func name(_ cell: Cell) -> String {
    let parts = fields(cell)
    return parts.first { !$0.isEmpty } ?? ""
  }

  /// The value, the status and the text of a cell.
  private func fields(_ cell: Cell) -> [String] {
    let status = cell.shorthand.map(\.rawValue).joined(separator: " ")
    switch cell {
    case .text(let text, _): return ["", "", SpreadsheetText.protected(text)]
    case .number(let value, _): return [value.isFinite ? CommaSeparatedText.number(value) : "", status, ""]
    case .count(let count): return ["\(count)", "", ""]
    case .absent, .flags: return ["", status, ""]
    }
  }
}
