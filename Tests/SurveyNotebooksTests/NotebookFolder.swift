import Foundation
import Peilstok
import Testing

/// A folder with a small survey and one notebook, removed after use.
///
/// Every notebook here starts with front matter of a fixed length, so that a test can name the line of its error.
struct NotebookFolder {
  /// The line of the file on which the text after the front matter starts.
  static let firstLine = 10

  var language = "en"
  /// The front matter's design, on one line.
  var design = "{weights: weight, strata: wave, units: unit, nested: true}"
  /// The front matter's other line.
  var further = "source: A small survey."
  /// The data package of the small survey.
  var package = SmallSurvey.package()
  /// Other files by name.
  var files: [String: String] = [:]

  /// The text of the notebook, whose body starts on line 10.
  func text(_ body: String) -> String {
    """
    ---
    title: A small notebook
    subtitle: On a small survey
    language: \(language)
    data: datapackage.json
    dictionary: indicators.yaml
    design: \(design)
    \(further)
    ---
    \(body)
    """
  }

  /// Writes the files, hands over the notebook and removes the folder.
  func withNotebook<Result>(text: String, _ action: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var all = files
    all["survey.csv"] = SmallSurvey.csv
    all["datapackage.json"] = package
    all["indicators.yaml"] = SmallSurvey.dictionary
    all["small.md"] = text
    for (name, contents) in all {
      try Data(contents.utf8).write(to: folder.appending(path: name))
    }
    return try action(folder.appending(path: "small.md"))
  }

  /// Renders a notebook with the usual front matter.
  func render(_ body: String) throws -> RenderedNotebook { try render(text: text(body)) }

  /// Renders a notebook as written.
  func render(text: String) throws -> RenderedNotebook {
    try withNotebook(text: text) { try Notebook(contentsOf: $0).rendered() }
  }

  /// The document of a notebook as Markdown.
  func markdown(_ body: String) throws -> String { MarkdownRenderer().render(try render(body).document) }

  /// The named results of a notebook.
  func results(_ body: String) throws -> Environment {
    try withNotebook(text: text(body)) { try Notebook(contentsOf: $0).namedResults() }
  }

  /// The error of a notebook that cannot be rendered, as a person reads it.
  func complaint(_ body: String) throws -> String { try complaint(text: text(body)) }

  /// The error of a notebook as written.
  func complaint(text: String) throws -> String {
    do {
      _ = try render(text: text)
      return "no error"
    } catch let error as NotebookError {
      return error.description
    }
  }
}

/// The lines of a fenced block.
func block(_ kind: String, _ lines: String) -> String { "```yaml \(kind)\n\(lines)\n```\n" }
