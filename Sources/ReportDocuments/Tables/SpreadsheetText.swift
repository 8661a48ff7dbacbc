/// Text that a spreadsheet reads as text.
package enum SpreadsheetText {
  /// A text in a CSV file, with an apostrophe before it where a spreadsheet would take it for a formula.
  ///
  /// A spreadsheet computes what begins with =, +, - or @, a tab or a carriage return; a number is no formula.
  package static func protected(_ text: String) -> String {
    guard text.unicodeScalars.count > 1, let first = text.unicodeScalars.first else { return text }
    guard "=+-@\t\r".unicodeScalars.contains(first), Double(text) == nil else { return text }
    return "'" + text
  }
}
