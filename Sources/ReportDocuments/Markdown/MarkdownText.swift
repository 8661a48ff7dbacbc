/// Markdown made from plain text.
public enum MarkdownText {
  /// Escapes plain text so that it reads the same inside a Markdown paragraph, wherever in a line it stands.
  ///
  /// Line breaks, tabs and runs of spaces become one space, and control characters vanish: text from data is a name,
  /// not a layout.
  public static func escaped(_ text: String) -> String {
    let inline = escapedInline(text)
    guard let first = inline.unicodeScalars.first else { return inline }
    if "#>+-=".unicodeScalars.contains(first) { return "\\" + inline }
    // "1. Name" at the start of a line would begin a list.
    let digits = inline.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, let mark = inline.dropFirst(digits.count).first, mark == "." || mark == ")" {
      return digits + "\\" + inline.dropFirst(digits.count)
    }
    return inline
  }

  /// Escapes plain text for a place that is never the start of a line, such as a table's cell.
  static func escapedInline(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(collapsed(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if special.contains(scalar) || startsMarkup(scalar, before: next) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  /// Makes one line of text: white space becomes single spaces, control characters vanish.
  package static func collapsed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var needsSpace = false
    for scalar in text.unicodeScalars {
      if isLayout(scalar) {
        needsSpace = !result.isEmpty
      } else if scalar.properties.generalCategory != .control {
        if needsSpace { result.append(" ") }
        needsSpace = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether text shows nothing at all.
  static func isBlank(_ text: String) -> Bool {
    collapsed(text).unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.generalCategory == .format }
  }

  /// Characters that Markdown, GitHub's mathematics or a table's row may give a meaning.
  private static let special = Set("\\|*_`[]~$".unicodeScalars)

  /// Space, tab and every line break; a no-break space is part of the text.
  private static func isLayout(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether a character begins a tag, an entity or an emoji's name, which depends on the next; so "<0.001" stays.
  private static func startsMarkup(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
    guard let next, next.isASCII else { return false }
    switch scalar {
    case "<": return next.properties.isAlphabetic || "/!?".unicodeScalars.contains(next)
    case "&": return next.properties.isAlphabetic || next == "#"
    case ":": return next.properties.isAlphabetic || next == "+" || next == "-"
    default: return false
    }
  }
}
