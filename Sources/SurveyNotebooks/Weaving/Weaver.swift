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

extension Environment {
  /// Returns a line with every reference in double braces replaced by what it says.
  ///
  /// The closure tells where the code ends that a column of the line lies in, nil where it lies in none; columns count
  /// from 1, in bytes.
  func woven(
    _ line: Substring, endOfCode: (_ column: Int) -> Int? = { _ in nil }
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
      result += rest[..<open.lowerBound] + (try text(reference))
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
