public import Foundation

/// A folder that a report is written to, whole or not at all.
///
/// All files are first written to a hidden folder beside it. Only when every one is complete are they moved in
/// place, each by one rename, so that a reader never sees half a file. If a move fails, the moves before it are
/// undone and the old files are as they were. Other files in the folder are left alone.
///
/// A loss of power between two moves can leave new files beside old ones; every single file is whole even then.
public struct OutputFolder: Sendable {
  /// Where the folder is; it is created when the first file is written.
  public let url: URL

  /// Creates a folder at a place.
  public init(_ url: URL) { self.url = url.standardizedFileURL }

  /// Writes files, replacing those of the same name.
  public func write(_ files: [OutputFile]) throws(DocumentError) {
    try write(files) { _ in }
  }

  /// Writes files, calling back before each move with the file's name; what the call throws undoes everything.
  package func write(_ files: [OutputFile], beforeMove: (String) throws -> Void) throws(DocumentError) {
    try validateNames(of: files)
    let wasThere = try isFolder(url)
    if !wasThere { try requireFolders(above: url) }
    for file in files where try isFolder(destination(of: file), orFile: true) {
      throw .notAFile(path: destination(of: file).path)
    }
    let work = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: work) }
    let staged = work.appending(path: "new")
    for file in files { try save(file, to: staged.appending(path: file.name)) }
    var replacement = Replacement(staged: staged, kept: work.appending(path: "old"), folder: url)
    for file in files {
      do {
        try beforeMove(file.name)
        try replacement.move(file.name)
      } catch {
        replacement.undo()
        if !wasThere { try? FileManager.default.removeItem(at: url) }
        throw .couldNotWrite(path: destination(of: file).path, reason: plainReason(error))
      }
    }
  }

  private func destination(of file: OutputFile) -> URL { url.appending(path: file.name) }

  private func validateNames(of files: [OutputFile]) throws(DocumentError) {
    var names: Set<String> = []
    for file in files {
      let parts = file.name.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.allSatisfy({ !["", ".", ".."].contains($0) }), !file.name.utf8.contains(0) else {
        throw .invalidFileName(file.name)
      }
      guard names.insert(file.name).inserted else { throw .duplicateFile(file.name) }
    }
  }

  /// Whether there is a folder; a file in its place is an error unless one is fine there.
  private func isFolder(_ place: URL, orFile: Bool = false) throws(DocumentError) -> Bool {
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: place.path, isDirectory: &isDirectory) else { return false }
    guard isDirectory.boolValue || orFile else { throw .notAFolder(path: place.path) }
    return isDirectory.boolValue
  }

  /// The nearest place above that exists has to be a folder.
  private func requireFolders(above place: URL) throws(DocumentError) {
    var above = place.deletingLastPathComponent()
    while try !isFolder(above), above.pathComponents.count > 1 { above.deleteLastPathComponent() }
  }

  private func save(_ file: OutputFile, to place: URL) throws(DocumentError) {
    do {
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try file.contents.write(to: place)
    } catch {
      throw .couldNotWrite(path: destination(of: file).path, reason: plainReason(error))
    }
  }

  /// The system's words without the full stop, because the sentence around them has its own.
  private func plainReason(_ error: any Error) -> String {
    let isOfSystem = error is CocoaError || error is POSIXError
    let words = isOfSystem ? error.localizedDescription : "\(error)"
    return words.hasSuffix(".") ? String(words.dropLast()) : words
  }
}
