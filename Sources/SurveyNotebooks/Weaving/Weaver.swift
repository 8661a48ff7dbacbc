internal import ReportDocuments

/// Puts the named results into the sentences that refer to them in double braces.
struct Weaver {
  let file: String
  let environment: Environment

  /// The lines of a stretch of prose with every reference replaced, outside code.
  func woven(_ prose: NotebookSource.Prose) throws(NotebookError) -> String {
    var woven: [String] = []
    for (offset, line) in prose.lines.enumerated() {
      let number = prose.firstLine + offset
      guard !prose.codeLines.contains(number) else {
        woven.append(String(line))
        continue
      }
      woven.append(try self.woven(line, number: number, spans: prose.codeSpans))
    }
    return woven.joined(separator: "\n")
  }

  private func woven(
    _ line: Substring, number: Int, spans: CodeSpans
  ) throws(NotebookError) -> String {
    do {
      return try environment.woven(line) { spans.end(ofCodeAt: $0, line: number) }
    } catch {
      throw NotebookError(file: file, line: number, problem: error.problem)
    }
  }
}

extension NotebookNode {
  /// The keys whose values readers see.
  private static let shownKeys = ["caption", "notes", "label", "labels", "section", "denominator", "columns"]

  /// Whether readers see a text that stands under these keys, rather than that it names or asks something.
  static func isShown(_ path: [String]) -> Bool { path.contains { shownKeys.contains($0) } }

  /// The block with every reference in its texts replaced by what it says, or, where no reader sees it, stands for.
  func woven(in environment: Environment) throws(NotebookError) -> NotebookNode {
    try replacingTexts { text, path, place throws(NotebookError) in
      guard text.contains("{{") else { return text }
      return try place.placing { () throws(NotebookFault) in
        try environment.woven(text[...], isCode: !NotebookNode.isShown(path))
      }
    }
  }
}

extension Environment {
  /// Returns a line with every reference in double braces replaced by what it says.
  ///
  /// The closure tells where the code ends that a column of the line lies in, nil where it lies in none; columns count
  /// from 1, in bytes.
  func woven(
    _ line: Substring, isCode: Bool = false, endOfCode: (_ column: Int) -> Int? = { _ in nil }
  ) throws(NotebookFault) -> String {
    var result = ""
    var rest = line
    while let open = rest.firstRange(of: "{{") {
      if let end = endOfCode(line.utf8.distance(from: line.startIndex, to: open.lowerBound) + 1) {
        let next = line.utf8.index(line.startIndex, offsetBy: end - 1)
        result += rest[..<next]
        rest = rest[next...]
        continue
      }
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        throw NotebookFault(.invalidReference(String(rest[open.upperBound...])))
      }
      let inside = String(rest[open.upperBound..<close.lowerBound])
      guard let reference = Reference(inside) else { throw NotebookFault(.invalidReference(inside)) }
      result += rest[..<open.lowerBound] + (try isCode ? code(reference) : text(reference))
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
