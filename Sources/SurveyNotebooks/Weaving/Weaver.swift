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
    var result = ""
    var rest = line
    while let open = rest.firstRange(of: "{{") {
      let column = line.utf8.distance(from: line.startIndex, to: open.lowerBound) + 1
      if let end = spans.end(ofCodeAt: column, line: number) {
        let next = line.utf8.index(line.startIndex, offsetBy: end - 1)
        result += rest[..<next]
        rest = rest[next...]
        continue
      }
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        throw NotebookError(file: file, line: number, problem: .invalidReference(String(rest[open.upperBound...])))
      }
      let inside = String(rest[open.upperBound..<close.lowerBound])
      guard let reference = Reference(inside) else {
        throw NotebookError(file: file, line: number, problem: .invalidReference(inside))
      }
      do {
        result += rest[..<open.lowerBound] + (try environment.text(reference))
      } catch {
        throw NotebookError(file: file, line: number, problem: error.problem)
      }
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
