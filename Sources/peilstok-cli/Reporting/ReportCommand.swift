import ArgumentParser
import Foundation
import Peilstok

/// `peilstok report`: renders notebooks.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Render notebooks: a Markdown document each, its tables as CSV, and what it was made of.",
    discussion: """
      A notebook is a Markdown file that declares estimates, tables and models and refers to them in its sentences. \
      All documents are written or none. The folder keeps a list of the files that were written, peilstok-files.json: \
      they are replaced by the next rendering, other files are not, and those of an earlier rendering go. A notebook whose data file is not here, and which says where the data are \
      published, is left out with one sentence.

      peilstok help notebook says how to write a notebook, and peilstok help indicators how to write the dictionary of \
      indicators that it may name.

      Example:
        peilstok report notebooks-md/monitor-2024.md --output report
      """)

  @Argument(help: ArgumentHelp("The notebooks.", valueName: "notebook"))
  var notebooks: [String]

  @Option(help: ArgumentHelp("The folder to write to; it is made where it is absent.", valueName: "folder"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "The language of numbers, tables and verdicts, en or nl. (default: that of the notebook)", valueName: "language"))
  var language: Language?

  @OptionGroup
  var overwriting: OverwriteOption

  func run() throws {
    let folder = try outputFolder(output)
    var written: [RenderedNotebook] = []
    for path in notebooks {
      do {
        let rendered = try withProgress("Rendering \(fileName(of: path))") {
          try Notebook(contentsOf: URL(filePath: path), language: language).rendered()
        }
        guard !written.contains(where: { $0.name == rendered.name }) else {
          throw CommandError.repeatedNotebook(rendered.name)
        }
        for note in rendered.notes {
          StandardOutput.writeNote("\(fileName(of: path)), line \(note.line): \(note.sentence)")
        }
        written.append(rendered)
      } catch let error as NotebookError {
        guard case .dataNotFound(_, published: .some) = error.problem else { throw error }
        StandardOutput.writeNote("Left out: \(error.description)")
      }
    }
    guard !written.isEmpty else { return }
    let changes = try folder.write(written, overwriting: overwriting.overwrite)
    StandardOutput.writeNotes(of: changes)
    try StandardOutput.write("Wrote \(written.map { "\($0.name).md" }.joined(separator: ", ")) to \(output)\n")
  }
}
