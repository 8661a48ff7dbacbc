/// A value of a JSON document; objects keep the order of their members, so that the same value gives the same bytes.
enum JSON: Sendable {
  case text(String)
  case number(Int)
  case boolean(Bool)
  case list([JSON])
  case object([(String, JSON)])

  /// The document with two spaces of indent; a member or element that fits on a line stands on one.
  func text(indent: Int = 0) -> String {
    let flat = flatText
    if flat.count + indent <= 110 { return flat }
    let padding = String(repeating: " ", count: indent)
    switch self {
    case .list(let elements):
      let lines = elements.map { padding + "  " + $0.text(indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(padding)]"
    case .object(let members):
      let lines = members.map { padding + "  " + quoted($0) + ": " + $1.text(indent: indent + 2) }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(padding)}"
    default: return flat
    }
  }

  private var flatText: String {
    switch self {
    case .text(let text): quoted(text)
    case .number(let number): String(number)
    case .boolean(let boolean): boolean ? "true" : "false"
    case .list(let elements): "[" + elements.map(\.flatText).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { quoted($0) + ": " + $1.flatText }.joined(separator: ", ") + "}"
    }
  }
}

/// Returns a text in quotation marks; the texts of this module hold no control characters.
private func quoted(_ text: String) -> String {
  "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}
