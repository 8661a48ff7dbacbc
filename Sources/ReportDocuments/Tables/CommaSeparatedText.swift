/// Records as comma-separated text after RFC 4180, with line feeds between the records.
package enum CommaSeparatedText {
  /// Joins the fields of one record and ends it.
  package static func line(_ fields: [String]) -> String {
    fields.map(quotedWhereNeeded).joined(separator: ",") + "\n"
  }

  /// Joins the fields of one row of a table of results, which a spreadsheet may open.
  package static func tableLine(_ fields: [String]) -> String { line(fields.map(SpreadsheetText.protected)) }

  /// The shortest decimal that reads back as the same value, with a fraction; empty where there is none.
  package static func fractional(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return "\(value)"
  }

  /// A number as `fractional` writes it, without the fraction of a whole one.
  package static func short(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? fractional(value) }

  /// The shortest decimal number that reads back as the same value, without a needless ".0".
  static func number(_ value: Double) -> String {
    if value == 0 { return "0" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Looks at scalars: "\r\n" is one character, and would hide from a search for either.
  private static func quotedWhereNeeded(_ field: String) -> String {
    let needsQuotes = field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    return needsQuotes
      ? "\""
        + field.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\"" : field
  }
}
