internal import Foundation

/// The moving of finished files to their places, which can be undone.
struct Replacement {
  /// Where the finished files are.
  let staged: URL
  /// Where the files that they replace are kept meanwhile.
  let kept: URL
  /// Where the finished files go.
  let folder: URL

  private var moved: [String] = []

  init(staged: URL, kept: URL, folder: URL) {
    self.staged = staged
    self.kept = kept
    self.folder = folder
  }

  /// Moves one file in place, keeping the old one.
  mutating func move(_ name: String) throws {
    let place = folder.appending(path: name)
    try makeParent(of: place)
    if FileManager.default.fileExists(atPath: place.path) {
      let old = kept.appending(path: name)
      try makeParent(of: old)
      // A second name for the same file: the first stays until the rename replaces it at once.
      do {
        try FileManager.default.linkItem(at: place, to: old)
      } catch {
        // Some file systems have no second names.
        try FileManager.default.copyItem(at: place, to: old)
      }
    }
    try rename(staged.appending(path: name), to: place)
    moved.append(name)
  }

  /// Puts the old files back, last move first, and removes files that replaced none.
  func undo() {
    for name in moved.reversed() {
      let place = folder.appending(path: name)
      let old = kept.appending(path: name)
      if FileManager.default.fileExists(atPath: old.path) {
        try? rename(old, to: place)
      } else {
        try? FileManager.default.removeItem(at: place)
      }
    }
  }

  private func makeParent(of place: URL) throws {
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
  }

  /// Replaces a file in one step; Foundation's own move refuses when there is one.
  private func rename(_ source: URL, to place: URL) throws {
    guard unsafe Foundation.rename(source.path, place.path) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }
}
