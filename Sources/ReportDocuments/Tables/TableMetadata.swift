internal import Foundation

/// What a machine should know about a table's long file, after "Metadata Vocabulary for Tabular Data" (W3C, 2015).
struct TableMetadata: Encodable {
  struct Schema: Encodable {
    let columns: [Column]
  }

  struct Column: Encodable {
    let name: String
    let titles: String
    let datatype: String
    let description: String?

    enum CodingKeys: String, CodingKey {
      case name
      case titles
      case datatype
      case description = "dc:description"
    }
  }

  /// The vocabulary leaves the form of a note open.
  struct Remark: Encodable {
    let kind: String
    let name: String
    var role: String?
    var unit: String?
    let text: String
  }

  let context = "http://www.w3.org/ns/csvw"
  let url: String
  let title: String
  let language: String
  let source: String?
  let tableSchema: Schema
  let notes: [Remark]

  enum CodingKeys: String, CodingKey {
    case context = "@context"
    case url
    case title = "dc:title"
    case language = "dc:language"
    case source = "dc:source"
    case tableSchema
    case notes
  }

  init(_ table: Table, url: String, language: Language) {
    self.url = url
    self.title = table.identifier + ". " + MarkdownText.collapsed(table.caption)
    self.language = language.rawValue
    self.source = table.source
    let labels = table.columns.filter { $0.role == .label }.map { column in
      Column(name: column.key, titles: column.header, datatype: "string", description: nil)
    }
    let descriptions = [
      "measure": "The column of the printed table; the notes of kind \"measure\" describe each.",
      "value": "The number at full precision; percentages are proportions.",
      "status": "Why there is no number, or flags; the notes of kind \"status\" describe each.",
      "text": "The words of a cell that has words.",
    ]
    let own = Table.reservedKeys.map { key in
      Column(
        name: key, titles: key, datatype: key == "value" ? "double" : "string", description: descriptions[key])
    }
    self.tableSchema = Schema(columns: labels + own)
    let measures = table.columns.filter { $0.role != .label }.map { column in
      Remark(kind: "measure", name: column.key, role: column.role.rawValue, unit: column.unit, text: column.header)
    }
    let statuses = Shorthand.allCases.filter(table.shorthand.contains).map { shorthand in
      Remark(kind: "status", name: shorthand.rawValue, text: language.meaning(of: shorthand))
    }
    let remarks = table.notes.map { Remark(kind: "note", name: $0.identifier, text: $0.text) }
    self.notes = measures + statuses + remarks
  }

  var json: String {
    let encoder = JSONEncoder()
    // Sorted keys, so that the same table always gives the same bytes.
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      preconditionFailure("Metadata of text only could not be encoded.")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
