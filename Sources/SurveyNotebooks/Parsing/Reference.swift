/// A reference to a result from prose: `name`, `name[level]`, `name[level, level].field`.
package struct Reference: Equatable {
  package let name: String
  package let levels: [String]
  package let field: String?

  /// Reads the text between the braces, nil where it is not of that form.
  package init?(_ text: String) {
    let trimmed = text.trimmed
    var rest = Substring(trimmed)
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    guard !name.isEmpty else { return nil }
    rest = rest.dropFirst(name.count)
    var levels: [String] = []
    if rest.first == "[" {
      guard let close = rest.lastIndex(of: "]") else { return nil }
      levels = rest[rest.index(after: rest.startIndex)..<close].split(separator: ",", omittingEmptySubsequences: false)
        .map { String($0).trimmed }
      guard !levels.isEmpty, !levels.contains("") else { return nil }
      rest = rest[rest.index(after: close)...]
    }
    if rest.first == "." {
      rest = rest.dropFirst()
      guard !rest.isEmpty, rest.allSatisfy({ $0.isLetter || $0 == "-" }) else { return nil }
      field = String(rest)
    } else {
      guard rest.isEmpty else { return nil }
      field = nil
    }
    self.name = String(name)
    self.levels = levels
  }
}

extension String {
  /// The text without white space at either end.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
