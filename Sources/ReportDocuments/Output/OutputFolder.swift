internal import FileFacts
public import Foundation

/// A folder that a report is written to, whole or not at all.
///
/// All files are first made whole in a hidden folder inside it, on the same disk. Only then are they moved in place,
/// each by one rename, so that a reader never sees half a file. If a move fails, or the process is told to end, the
/// moves before it are undone. A process that is killed, or a loss of power, can leave new files beside old ones; every
/// single file is whole even then, and the next run into the folder first puts the old ones back.
///
/// A list in the folder, `peilstok-files.json`, has the hash of every file that was written. A file that is not on it,
/// or is no longer as it was written, is not replaced unless that is asked for.
public struct OutputFolder: Sendable {
  /// Where the folder is; it is created when the first file is written.
  public let url: URL
  /// The path, as messages give it.
  private let path: String

  /// Creates a folder at a place.
  public init(_ url: URL) {
    self.url = url.standardizedFileURL
    path = Self.trimmed(self.url.path(percentEncoded: false))
  }

  /// Creates a folder at a path, which messages give as it is.
  package init(path: String) {
    url = URL(filePath: path, directoryHint: .isDirectory)
    self.path = Self.trimmed(path)
  }

  private static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    return path.isEmpty ? "." : String(path)
  }

  /// Writes files, replacing those of the same name that were written here before and not changed since.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - overwriting: Whether to replace any other file of the same name too.
  /// - Throws: `DocumentError`, and then nothing has changed.
  public func write(_ files: [OutputFile], overwriting: Bool = false) throws(DocumentError) {
    try write(files, overwriting: overwriting) { _ in }
  }

  /// Writes files, calling back before each move with the file's name; what the call throws undoes everything.
  package func write(
    _ files: [OutputFile], overwriting: Bool = false, beforeMove: (String) throws -> Void
  ) throws(DocumentError) {
    var request = OutputRequest([OutputRequest.Document(name: "", files: files)])
    request.overwrites = overwriting
    try write(request, beforeMove: beforeMove)
  }

  /// Writes what a request asks, and says what else changed.
  @discardableResult
  package func write(
    _ request: OutputRequest, beforeMove: (String) throws -> Void = { _ in }
  ) throws(DocumentError) -> OutputChanges {
    let wasThere = try requireFolders()
    var made: [String] = []
    if wasThere {
      StagedFolders.clean(path)
    } else {
      for file in request.files where !OutputFile.isName(file.name) { throw .invalidFileName(file.name) }
      made = try refusal(of: path) { () throws(SystemRefusal) in try SystemFile.makeFolders(path) }
    }
    do {
      let lock = request.isListed ? try FolderLock(path) : nil
      defer { lock?.release() }
      let plan = try OutputPlan(request, in: path)
      if !plan.files.isEmpty || !plan.changes.removed.isEmpty { try carryOut(plan, beforeMove) }
      return plan.changes
    } catch {
      for folder in made.reversed() { SystemFile.removeIfEmpty(folder) }
      throw error
    }
  }

  private func carryOut(_ plan: OutputPlan, _ beforeMove: (String) throws -> Void) throws(DocumentError) {
    let staging = try refusal(of: path) { () throws(SystemRefusal) in try StagedFolders.begin(in: path) }
    defer { StagedFolders.end(staging) }
    for file in plan.files {
      let replaced = FileStatus(at: SystemFile.path(of: file.name, in: path))?.permissions
      let permissions = file.permissions.map { $0 & (replaced ?? $0) } ?? replaced ?? SystemFile.defaultPermissions
      try refusal(of: SystemFile.path(of: file.name, in: path)) { () throws(SystemRefusal) in
        try StagedFolders.step { () throws(SystemRefusal) in try staging.stage(file, permissions: permissions) }
      }
    }
    // From here on a signal waits: the moves are short.
    try StagedFolders.step { () throws(DocumentError) in
      try refusal(of: path) { () throws(SystemRefusal) in try staging.write(plan.journal) }
      do {
        for file in plan.files {
          do {
            try beforeMove(file.name)
            try staging.move(file.name)
          } catch {
            throw DocumentError.couldNotWrite(path: SystemFile.path(of: file.name, in: path), reason: "\(error)")
          }
        }
        for name in plan.changes.removed {
          try refusal(of: SystemFile.path(of: name, in: path)) { () throws(SystemRefusal) in try staging.takeAway(name)
          }
        }
        for name in Set(plan.files.map { SystemFile.parent(of: $0.name) }).sorted() {
          SystemFile.synchronize(folder: name.isEmpty ? path : SystemFile.path(of: name, in: path))
        }
        try refusal(of: path) { () throws(SystemRefusal) in try staging.settle() }
      } catch let error as DocumentError {
        throw error
      } catch {
        throw .couldNotWrite(path: path, reason: "\(error)")
      }
      for name in plan.changes.removed { staging.removeEmptyFolders(above: name) }
    }
  }

  /// Whether the folder is there; a file in its place, or in that of one above it, is an error.
  private func requireFolders() throws(DocumentError) -> Bool {
    var place = path
    while true {
      switch FileStatus(at: place)?.kind {
      case .folder: return place == path
      case nil where FileStatus(at: place, followingLinks: false) != nil: throw .danglingLink(path: place)
      case nil: break
      default: throw .notAFolder(path: place)
      }
      place = SystemFile.parent(of: place)
      if place.isEmpty { return false }
    }
  }

  private func refusal<Result>(
    of path: String, _ step: () throws(SystemRefusal) -> Result
  ) throws(DocumentError) -> Result {
    do { return try step() } catch { throw .couldNotWrite(path: path, reason: error.description) }
  }
}
