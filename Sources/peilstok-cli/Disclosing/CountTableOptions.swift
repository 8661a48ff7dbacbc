import ArgumentParser
import FileFacts
import Foundation
import Peilstok

/// The table of counts that a verb reads, and the hierarchies of its dimensions.
struct CountTableOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The table: a .csv with a column for each dimension and the column count; - for standard input.",
      valueName: "table"))
  var path: String

  @Option(
    help: ArgumentHelp(
      "Levels between the labels of a dimension and its total: a .csv with the columns child and parent.",
      discussion: """
        The dimension is COLUMN of COLUMN=FILE, else the one with the name of the file (region.csv) or with its labels. \
        Give it once for each dimension.
        """, valueName: "file"))
  var hierarchy: [String] = []
}

extension CountTableOptions {
  /// Reads the table.
  func table() throws -> (table: CountTableFile, sources: [DataSource]) {
    let hierarchies = try hierarchy.map { argument in
      let sign = FileStatus(at: argument) == nil ? argument.firstIndex(of: "=") : nil
      let path = sign.map { String(argument[argument.index(after: $0)...]) } ?? argument
      return HierarchyFile(
        try WrittenTable(FileBytes(contentsOf: path)), dimension: sign.map { String(argument[..<$0]) })
    }
    let file = try WrittenTable(bytes())
    return (try CountTableFile(file, hierarchies: hierarchies), [file.source] + hierarchies.map(\.file.source))
  }

  private func bytes() throws -> FileBytes {
    guard isStandardInput(path) else { return try FileBytes(contentsOf: path) }
    let status = FileStatus(of: FileHandle.standardInput.fileDescriptor)
    guard let bytes = try? FileHandle.standardInput.readToEnd() else {
      throw MicrodataError.unreadableFile(fileName(of: path), .empty)
    }
    return try FileBytes(bytes, from: fileName(of: path), status: status)
  }
}
