import Foundation
import Peilstok
import TestSupport
import Testing

@Suite struct `Golden documents` {
  /// The notebooks whose documents are kept in the folder `golden`.
  static let notebooks = ["Tests/Fixtures/notebooks/small-survey.md"]

  private static let folder = repository.appending(path: "Tests/Fixtures/notebooks/golden")

  /// Compares a document with the one that was kept; with `PEILSTOK_RECORD=1` keeps it, and fails to say so.
  @Test(arguments: notebooks)
  func `are what they were`(notebook: String) throws {
    let rendered = try Notebook(contentsOf: repository.appending(path: notebook)).rendered()
    let found = MarkdownRenderer().render(rendered.document)
    let file = Self.folder.appending(path: "\(rendered.name).md")
    if ProcessInfo.processInfo.environment["PEILSTOK_RECORD"] == "1" {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(found.utf8).write(to: file)
      Issue.record("\(file.lastPathComponent) was recorded; read it, and run again without PEILSTOK_RECORD.")
      return
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    let lines = (found: found.split(separator: "\n"), kept: kept.split(separator: "\n"))
    for (number, pair) in paired(lines.found, lines.kept).enumerated() where pair.0 != pair.1 {
      Issue.record("line \(number + 1) without blank ones: found \(pair.0), kept \(pair.1)")
    }
    #expect(found == kept)
  }
}
