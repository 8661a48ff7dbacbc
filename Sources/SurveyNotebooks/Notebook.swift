public import Foundation
public import ReportDocuments
internal import SurveyDesigns
package import SurveyMicrodata

/// A Markdown file that declares estimates, tables and models, and refers to them in its sentences.
///
/// Rendering it gives a document in which every number comes from the records. See <doc:WritingNotebooks>.
public struct Notebook: Sendable {
  /// The file.
  public let url: URL
  let source: NotebookSource
  let frontMatter: FrontMatter
  private let origin: DataSource

  /// Reads and checks the form of a notebook; nothing is computed yet.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - language: the language of numbers, tables and verdicts; nil for that of the front matter.
  /// - Throws: `NotebookError` for a file that cannot be read and a form that is none of a notebook.
  public init(contentsOf url: URL, language: Language? = nil) throws(NotebookError) {
    let file = url.lastPathComponent
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw NotebookError(file: file, line: nil, problem: .notFound)
    }
    guard let bytes = try? Data(contentsOf: url), let text = String(data: bytes, encoding: .utf8) else {
      throw NotebookError(file: file, line: nil, problem: .unreadable)
    }
    self.url = url
    source = try NotebookSource(text, file: file)
    frontMatter = try FrontMatter(source.frontMatter, language: language)
    do {
      origin = try DataSource(contentsOf: url.path)
    } catch {
      throw NotebookError(file: file, line: nil, problem: .microdata(error))
    }
  }

  /// Computes everything that the notebook declares and puts it in its place.
  ///
  /// - Returns: The document with its files; a notebook that cannot be computed as a whole gives none.
  /// - Throws: `NotebookError` with the file, the line and one sentence.
  public func rendered() throws(NotebookError) -> RenderedNotebook {
    let evaluation = try evaluated()
    let weaver = Weaver(file: source.file, environment: evaluation.environment)
    var blocks: [Block] = evaluation.banner
    var shown = evaluation.shown[...]
    for part in source.parts {
      switch part {
      case .prose(let prose):
        let text = try weaver.woven(prose)
        if !text.trimmed.isEmpty { blocks.append(.markdown(text.trimmed)) }
      case .block: blocks += shown.popFirst() ?? []
      }
    }
    let title: String = try frontMatter.woven(frontMatter.title, in: evaluation.environment)
    let subtitle: String? = try frontMatter.woven(frontMatter.subtitle, in: evaluation.environment)
    let provenance = Provenance(
      title: title, notebook: origin, sources: evaluation.sources, design: evaluation.design,
      tables: evaluation.shown.joined().count, checks: evaluation.checkCount, notes: evaluation.notes)
    do {
      blocks += try provenance.blocks(in: frontMatter.language)
      let document = try Document(
        title: title, subtitle: subtitle, language: frontMatter.language, blocks: blocks)
      return RenderedNotebook(
        name: url.deletingPathExtension().lastPathComponent, document: document, provenance: provenance.json(),
        filesRead: [origin] + evaluation.sources, notes: evaluation.notes)
    } catch {
      throw NotebookError(file: source.file, line: nil, problem: .document(error))
    }
  }

  /// Computes everything that the notebook declares and hands over what prose may refer to by name.
  package func namedResults() throws(NotebookError) -> Environment { try evaluated().environment }

  private func evaluated() throws(NotebookError) -> NotebookEvaluation {
    let folder = url.deletingLastPathComponent()
    var evaluation = NotebookEvaluation(
      frontMatter: frontMatter, data: try NotebookData.reading(frontMatter, folder: folder), folder: folder)
    for case .block(let block) in source.parts { try evaluation.evaluate(block, file: source.file) }
    return evaluation
  }
}

/// A document with the files that belong to it.
public struct RenderedNotebook: Sendable {
  /// The name of the notebook's file without its ending.
  public let name: String
  /// The document.
  public let document: Document
  /// What the document was made of, as JSON.
  public let provenance: String
  /// Every file that was read, which no output replaces.
  package let filesRead: [DataSource]
  /// What its author should know, by line.
  public let notes: [NotebookNote]

  /// The document as Markdown, and beside it in a folder of its name one CSV with metadata for each table, and the
  /// provenance.
  public var files: [OutputFile] {
    [OutputFile(name: "\(name).md", text: MarkdownRenderer().render(document))]
      + CSVTableRenderer().files(of: document).map { OutputFile(name: "\(name)/\($0.name)", contents: $0.contents) }
      + [OutputFile(name: "\(name)/provenance.json", text: provenance)]
  }
}
