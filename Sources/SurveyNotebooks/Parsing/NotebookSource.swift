internal import SurveyMicrodata

/// A notebook as written: front matter, prose and blocks, in order.
struct NotebookSource: Sendable {
  /// A stretch of prose or a declared block.
  enum Part: Sendable {
    /// Lines of Markdown, with the number of the first and the code spans in which braces are left alone.
    case prose(Prose)
    /// A fenced block that declares something.
    case block(DeclaredBlock)
  }

  /// Lines of Markdown between blocks.
  struct Prose: Sendable {
    let lines: [Substring]
    let firstLine: Int
    /// The lines, counted from 1 in the file, that lie inside other code blocks.
    let codeLines: Set<Int>
    let codeSpans: CodeSpans
  }

  /// A fenced block that declares estimates, a table, a model, values or a check.
  struct DeclaredBlock: Sendable {
    let kind: Kind
    let yaml: String
    /// The line of the file on which the YAML starts.
    let firstLine: Int
  }

  /// The kinds of block.
  enum Kind: String, CaseIterable, Sendable {
    case estimates
    case test
    case table
    case model
    case values
    case check
    case sensitivity
  }

  let file: String
  let frontMatter: NotebookNode
  let parts: [Part]

  /// Splits the text of a notebook.
  init(_ text: String, file: String) throws(NotebookError) {
    self.file = file
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      throw NotebookError(file: file, line: 1, problem: .noFrontMatter)
    }
    guard
      let frontMatter = try NotebookNode.reading(
        lines[1..<end].joined(separator: "\n"), file: file, firstLine: 2)
    else { throw NotebookError(file: file, line: 1, problem: .noFrontMatter) }
    self.frontMatter = frontMatter
    let bodyStart = end + 1
    let scanner = MarkdownScanner(lines[bodyStart...].joined(separator: "\n"), firstLine: bodyStart + 1)
    let spans = CodeSpans(scanner.spans, lines: lines)
    var parts: [Part] = []
    var next = bodyStart
    var codeLines: Set<Int> = []
    func prose(upTo end: Int) {
      guard next < end else { return }
      parts.append(
        .prose(
          Prose(
            lines: Array(lines[next..<end]), firstLine: next + 1, codeLines: codeLines,
            codeSpans: spans)))
    }
    for block in scanner.blocks {
      let words = block.info.split(separator: " ")
      guard words.first == "yaml", words.count > 1 else {
        codeLines.formUnion(block.firstLine...block.lastLine)
        continue
      }
      let name = String(words[1])
      guard let kind = Kind(rawValue: name) else {
        let known = Kind.allCases.map(\.rawValue)
        throw NotebookError(
          file: file, line: block.firstLine,
          problem: .unknownBlock(name, nearest: nearestName(to: name, among: known), known: known))
      }
      prose(upTo: block.firstLine - 1)
      parts.append(.block(DeclaredBlock(kind: kind, yaml: block.text, firstLine: block.firstLine + 1)))
      next = block.lastLine
    }
    prose(upTo: lines.count)
    self.parts = parts
  }
}
