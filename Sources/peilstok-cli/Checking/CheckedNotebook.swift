import Foundation
import Peilstok

/// What `check` tells of a notebook: what it would write, what its author should know, and the numbers that it types.
struct CheckedNotebook {
  private let fileName: String
  private let rendered: RenderedNotebook
  private let typed: TypedNumbers

  /// Evaluates the notebook at a path without writing anything.
  init(_ path: String) throws(NotebookError) {
    let notebook = try Notebook(contentsOf: URL(filePath: path))
    fileName = peilstok_cli.fileName(of: path)
    rendered = try notebook.rendered()
    typed = notebook.typedNumbers
  }

  /// Whether every number in its texts is bound or excused.
  var isInOrder: Bool { typed.found.isEmpty }

  private var tables: [String] { rendered.document.tables.map(\.identifier) }

  /// The check as JSON.
  var json: JSONValue {
    .object([
      ("notebook", .string(fileName)),
      ("title", .string(rendered.document.title)),
      ("tables", .strings(tables)),
      ("files", .strings(rendered.files.map(\.name))),
      (
        "notes",
        .array(rendered.notes.map { .object([("line", .integer($0.line)), ("sentence", .string($0.sentence))]) })
      ),
      (
        "typedNumbers",
        .array(
          typed.found.map { number in
            .object([
              ("line", .integer(number.line)), ("number", .string(number.text)), ("context", .string(number.context)),
            ])
          })
      ),
      ("unusedExcuses", .strings(typed.unusedExcuses)),
    ])
  }

  /// The check in words.
  var text: String {
    let count = tables.count
    let size = "\(count) \(count == 1 ? "table" : "tables"), \(rendered.files.count) files to write"
    var lines = [isInOrder ? "\(fileName) is in order: \(size)." : "\(fileName) can be rendered: \(size)."]
    lines += rendered.notes.map { "Line \($0.line): \($0.sentence)" }
    if !isInOrder {
      let one = typed.found.count == 1
      lines.append(
        "\(typed.found.count) \(one ? "number is" : "numbers are") typed: bind \(one ? "it" : "them") as {{name.field}}, or list a "
          + "phrase with \(one ? "it" : "each") under \"typed\" in the front matter where nothing in the records can change it."
      )
      lines += typed.found.map { "Line \($0.line): \($0.text), in \"\($0.context)\"." }
    }
    lines += typed.unusedExcuses.map { "No text holds a number in \"\($0)\", which \"typed\" lists." }
    return lines.map { $0 + "\n" }.joined()
  }
}
