/// A reference to a result from prose: `name`, `name[level]`, `name[level, level].field`, and each of these
/// `under design`.
package struct Reference: Equatable {
  package let name: String
  package let levels: [String]
  package let field: String?
  /// The alternative design that it is worked out in; `all` for the range over all of them.
  package let design: String?

  /// Reads the text between the braces, nil where it is not of that form.
  package init?(_ text: String) {
    var rest = Substring(text.trimmed)
    if let under = rest.ranges(of: " under ").last, !rest[under.upperBound...].contains("]") {
      let design = String(rest[under.upperBound...]).trimmed
      guard !design.isEmpty, design.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
      self.design = design
      rest = Substring(String(rest[..<under.lowerBound]).trimmed)
    } else {
      design = nil
    }
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

extension Reference {
  /// The same in another design; nil for that of the notebook.
  func under(_ design: String?) -> Reference { Reference(name: name, levels: levels, field: field, design: design) }

  private init(name: String, levels: [String], field: String?, design: String?) {
    self.name = name
    self.levels = levels
    self.field = field
    self.design = design
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
