internal import FileFacts

/// A value of a JSON document; objects keep the order of their members, so that the same value gives the same bytes.
package enum JSON: Sendable {
  case text(String)
  case number(Int)
  /// A number with decimals, in its shortest form.
  case decimal(Double)
  case boolean(Bool)
  case list([JSON])
  case object([(String, JSON)])

  /// The document with two spaces of indent; a member or element that fits on a line stands on one.
  package func text(indent: Int = 0) -> String {
    let flat = flatText
    if flat.count + indent <= 110 { return flat }
    let padding = String(repeating: " ", count: indent)
    switch self {
    case .list(let elements):
      let lines = elements.map { padding + "  " + $0.text(indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(padding)]"
    case .object(let members):
      let lines = members.map { padding + "  " + JSONText.quoted($0) + ": " + $1.text(indent: indent + 2) }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(padding)}"
    default: return flat
    }
  }

  private var flatText: String {
    switch self {
    case .text(let text): JSONText.quoted(text)
    case .number(let number): String(number)
    case .decimal(let number): levelName(of: number)
    case .boolean(let boolean): boolean ? "true" : "false"
    case .list(let elements): "[" + elements.map(\.flatText).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { JSONText.quoted($0) + ": " + $1.flatText }.joined(separator: ", ") + "}"
    }
  }
}
