/// Renders a document as GitHub Flavored Markdown.
///
/// The text reads well as it is: columns are padded so that they line up in a fixed-width font. It ends with one
/// line feed and has no trailing spaces outside what an author wrote.
public struct MarkdownRenderer: DocumentRenderer {
  /// Creates a renderer.
  public init() {}

  /// Renders a document.
  public func render(_ document: Document) -> String {
    let parts = header(of: document) + document.blocks.map { text(of: $0, in: document) }
    var result = ""
    var previous = ""
    for part in parts.map(trimmingLineBreaks) where !part.isEmpty {
      if !previous.isEmpty { result += continuesList(previous, part) ? "\n\n<!-- -->\n\n" : "\n\n" }
      result += part
      previous = part
    }
    return result + "\n"
  }

  /// Whether Markdown would take a part for more of the list that the part before it ends with.
  private func continuesList(_ previous: String, _ next: String) -> Bool {
    let paragraphs = lines(of: previous).split(omittingEmptySubsequences: true) { $0.isEmpty }
    guard let last = paragraphs.last?.first, last.hasPrefix(" ") || startsItem(last) else { return false }
    return next.hasPrefix(" ") || startsItem(next[...])
  }

  private func startsItem(_ line: Substring) -> Bool {
    if ["- ", "* ", "+ "].contains(where: line.hasPrefix) { return true }
    let afterDigits = line.drop { $0.isASCII && $0.isNumber }
    return afterDigits.count < line.count && (afterDigits.hasPrefix(". ") || afterDigits.hasPrefix(") "))
  }

  private func header(of document: Document) -> [String] {
    let facts = document.metadata.map { fact in
      "- **\(MarkdownText.escapedInline(fact.label)):** \(MarkdownText.escapedInline(fact.value))"
    }
    return [
      "# " + MarkdownText.collapsed(document.title), document.subtitle ?? "", facts.joined(separator: "\n"),
    ]
  }

  private func text(of block: Block, in document: Document) -> String {
    switch block {
    case .heading(let level, let text):
      precondition((1...6).contains(level), "A heading's level is 1 through 6, not \(level).")
      return String(repeating: "#", count: level) + " " + MarkdownText.collapsed(text)
    case .paragraph(let text), .markdown(let text):
      return text
    case .table(let table):
      return MarkdownTable(table, language: document.language, shorthandStyle: document.shorthandStyle).text
    case .callout(let kind, let text):
      let body = "**\(word(for: kind, in: document.language)).** " + trimmingLineBreaks(text)
      return lines(of: body).map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n")
    case .list(let items, let isOrdered):
      return items.enumerated().map { index, item in
        listItem(item, marker: isOrdered ? "\(index + 1). " : "- ")
      }.joined(separator: "\n")
    }
  }

  private func word(for kind: CalloutKind, in language: Language) -> String {
    switch kind {
    case .note: language.term(.note).prefix(1).uppercased() + language.term(.note).dropFirst()
    case .caution: language.term(.caution)
    case .important: language.term(.important)
    }
  }

  /// Indents the later lines of an item, so that they stay part of it.
  private func listItem(_ item: String, marker: String) -> String {
    let indent = String(repeating: " ", count: marker.count)
    return lines(of: trimmingLineBreaks(item)).enumerated().map { index, line in
      index == 0 ? marker + line : line.isEmpty ? "" : indent + line
    }.joined(separator: "\n")
  }

  private func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Removes line breaks around text, not spaces: an indented first line may be code.
  private func trimmingLineBreaks(_ text: String) -> String {
    let unix = text.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\n" || $0 == "\r" }
    let isBlank = { (line: Substring) in line.allSatisfy(\.isWhitespace) }
    guard let first = unix.firstIndex(where: { !isBlank($0) }), let last = unix.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return unix[first...last].joined(separator: "\n")
  }
}
