private import CMarkdownGFM

/// Where the code of a Markdown text stands, as a CommonMark parser sees it.
struct MarkdownScanner {
  /// A fenced or indented code block: lines and columns count from 1.
  struct CodeBlock: Sendable {
    let firstLine: Int
    let lastLine: Int
    /// The words after the opening fence.
    let info: String
    /// The lines inside the fence.
    let text: String
  }

  private(set) var blocks: [CodeBlock] = []
  private(set) var spans: [CodeSpans.Opening] = []

  /// Parses a text whose first line is a given line of the file.
  init(_ markdown: String, firstLine: Int) {
    let root = unsafe cmark_parse_document(markdown, markdown.utf8.count, CMARK_OPT_SOURCEPOS)
    let iterator = unsafe cmark_iter_new(root)
    defer {
      unsafe cmark_iter_free(iterator)
      unsafe cmark_node_free(root)
    }
    while true {
      let event = unsafe cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      let node = unsafe cmark_iter_get_node(iterator)
      let kind = unsafe cmark_node_get_type(node)
      guard event == CMARK_EVENT_ENTER else { continue }
      let line = Int(unsafe cmark_node_get_start_line(node)) + firstLine - 1
      if kind == CMARK_NODE_CODE_BLOCK {
        let info = unsafe cmark_node_get_fence_info(node).map { unsafe String(cString: $0) } ?? ""
        let text = unsafe cmark_node_get_literal(node).map { unsafe String(cString: $0) } ?? ""
        blocks.append(
          CodeBlock(
            firstLine: line, lastLine: Int(unsafe cmark_node_get_end_line(node)) + firstLine - 1, info: info, text: text
          ))
      } else if kind == CMARK_NODE_CODE {
        let code = unsafe cmark_node_get_literal(node).map { unsafe String(cString: $0) } ?? ""
        spans.append(
          CodeSpans.Opening(line: line, column: Int(unsafe cmark_node_get_start_column(node)), code: code))
      }
    }
  }
}
