internal import FileFacts

/// A JSON document whose keys keep their order.
///
/// Numbers are written with the shortest decimal that reads back as the same value; a number that is not finite is
/// null.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])
}

extension JSONValue {
  /// A string, or null.
  package static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  /// A number, or null.
  package static func optional(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }
  /// A list of strings.
  package static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
  /// A matrix as a list of its rows.
  package static func matrix(_ rows: [[Double]]) -> JSONValue { .array(rows.map { .array($0.map { .number($0) }) }) }

  /// The document as text that ends with a line feed; a list of plain values stands on one line.
  package var text: String { written(indent: 0) + "\n" }

  private func written(indent: Int) -> String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .number(let value): value.isFinite ? "\(value)" : "null"
    case .string(let text): JSONText.quoted(text)
    case .array(let elements):
      if elements.allSatisfy(\.isPlain) {
        "[" + elements.map { $0.written(indent: 0) }.joined(separator: ", ") + "]"
      } else {
        block("[", elements.map { $0.written(indent: indent + 2) }, "]", indent: indent)
      }
    case .object(let members):
      if members.isEmpty {
        "{}"
      } else {
        block(
          "{", members.map { JSONText.quoted($0.key) + ": " + $0.value.written(indent: indent + 2) }, "}",
          indent: indent)
      }
    }
  }

  private var isPlain: Bool {
    switch self {
    case .null, .bool, .integer, .number: true
    case .string, .array, .object: false
    }
  }

  private func block(_ open: String, _ lines: [String], _ close: String, indent: Int) -> String {
    let space = String(repeating: " ", count: indent)
    return open + "\n" + lines.map { space + "  " + $0 }.joined(separator: ",\n") + "\n" + space + close
  }
}
