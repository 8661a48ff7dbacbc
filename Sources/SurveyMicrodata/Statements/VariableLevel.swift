/// A variable, or one level of it, as a question names it: `variable` or `variable=level`.
public struct VariableLevel: Sendable, Hashable {
  /// The name of the column.
  public let variable: String
  /// The level that is named; nil where none is.
  public let level: String?

  /// Names a column and, where one is meant, its level.
  public init(_ variable: String, level: String? = nil) {
    self.variable = variable
    self.level = level
  }

  /// Reads `variable` or `variable=level` of some data.
  ///
  /// A column may have an equals sign in its name, so that the longest beginning that is a column comes first; where none
  /// is, the first equals sign ends the name.
  public init(parsing text: String, in data: Microdata) {
    let text = trimmed(text[...])
    guard !data.hasColumn(text) else {
      self.init(text)
      return
    }
    let signs = text.indices.filter { text[$0] == "=" }
    let sign = signs.last { data.hasColumn(trimmed(text[..<$0])) } ?? signs.first
    guard let sign else {
      self.init(text)
      return
    }
    self.init(trimmed(text[..<sign]), level: trimmed(text[text.index(after: sign)...]))
  }
}

extension VariableLevel: CustomStringConvertible {
  /// The variable and its level as they are written in a question.
  public var description: String { level.map { "\(variable)=\($0)" } ?? variable }
}

private func trimmed(_ text: Substring) -> String {
  guard let first = text.firstIndex(where: { !$0.isWhitespace }), let last = text.lastIndex(where: { !$0.isWhitespace })
  else { return "" }
  return String(text[first...last])
}
