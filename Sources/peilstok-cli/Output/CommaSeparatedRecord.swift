import Peilstok

/// Records as comma-separated text after RFC 4180, with line feeds between them.
enum CommaSeparatedRecord {
  /// Joins the fields of one record and ends it.
  static func line(_ fields: [String]) -> String { fields.map(quotedWhereNeeded).joined(separator: ",") + "\n" }

  /// Joins the fields of one row of a table of results, which a spreadsheet may open.
  static func tableLine(_ fields: [String]) -> String { line(fields.map(SpreadsheetText.protected)) }

  /// The shortest decimal that reads back as the same value; empty where there is none.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return "\(value)"
  }

  /// A number as `number` writes it, without the fraction of a whole one.
  static func shortNumber(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? number(value)
  }

  // Looks at scalars: "\r\n" is one character, and would hide from a search for either.
  private static func quotedWhereNeeded(_ field: String) -> String {
    guard field.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return field }
    let doubled = field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    return "\"\(doubled)\""
  }
}
