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
      All documents are written or none. A notebook whose data file is not here, and which says where the data are \
      published, is left out with one sentence.

      Example:
        peilstok report notebooks-md/monitor-2024.md --output report
      """)

  @Argument(help: ArgumentHelp("The notebooks.", valueName: "notebook"))
  var notebooks: [String]

  @Option(help: ArgumentHelp("The folder to write to; it is made where it is absent.", valueName: "folder"))
  var output: String

  func run() throws {
    var files: [OutputFile] = []
    var written: [String] = []
    for path in notebooks {
      do {
        let rendered = try withProgress("Rendering \(fileName(of: path))") {
          try Notebook(contentsOf: URL(filePath: path)).rendered()
        }
        guard !written.contains("\(rendered.name).md") else { throw CommandError.repeatedNotebook(rendered.name) }
        files += rendered.files
        written.append("\(rendered.name).md")
      } catch let error as NotebookError {
        guard case .dataNotFound(_, published: .some) = error.problem else { throw error }
        StandardOutput.writeNote("Left out: \(error.description)")
      }
    }
    guard !files.isEmpty else { return }
    try OutputFolder(URL(filePath: output, directoryHint: .isDirectory)).write(files)
    try StandardOutput.write("Wrote \(written.joined(separator: ", ")) to \(output)\n")
  }
}
