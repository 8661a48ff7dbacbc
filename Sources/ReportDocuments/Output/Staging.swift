internal import FileFacts
internal import Foundation

/// A hidden folder inside the folder that is written to, where files are made whole before any is moved in place.
///
/// It is locked as long as its process lives, so that a later run knows it for abandoned. Before the first move a
/// journal says what will move; with it the moves are undone, by the same process or by the next one.
struct Staging: Sendable {
  static let prefix = ".peilstok-staging-"

  /// What is about to happen in the folder.
  struct Journal: Codable {
    var moves: [OutputList.Entry]
    var removals: [String]
    /// The folders that are not there before, the outermost first.
    var newFolders: [String]
  }

  /// The folder that is written to.
  let folder: String
  /// The hidden folder.
  let path: String
  private let descriptor: Int32

  /// Makes the hidden folder and locks it.
  init(in folder: String) throws(SystemRefusal) {
    self.folder = folder
    while true {
      let path = "\(folder)/\(Self.prefix)\(UUID().uuidString)"
      guard unsafe mkdir(path, 0o700) == 0 else { throw .last }
      let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .last }
      flock(descriptor, LOCK_EX | LOCK_NB)
      // Between its making and its locking another run may have taken it for abandoned.
      if FileStatus(at: path)?.identity == FileStatus(of: descriptor)?.identity {
        self.path = path
        self.descriptor = descriptor
        break
      }
      close(descriptor)
    }
    for part in ["new", "old"] where unsafe mkdir("\(path)/\(part)", 0o700) != 0 { throw .last }
  }

  private init(abandoned path: String, in folder: String, lockedAs descriptor: Int32) {
    self.folder = folder
    self.path = path
    self.descriptor = descriptor
  }

  /// The hidden folders in a folder whose processes are gone, locked for this one.
  static func abandoned(in folder: String) -> [Staging] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.sorted().compactMap { name in
      let path = "\(folder)/\(name)"
      let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      // What another user left could name files of ours in its journal.
      guard FileStatus(of: descriptor)?.isOurs == true, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        return nil
      }
      return Staging(abandoned: path, in: folder, lockedAs: descriptor)
    }
  }

  /// Makes one file whole.
  func stage(_ file: OutputFile, permissions: UInt32) throws(SystemRefusal) {
    let place = "\(path)/new/\(file.name)"
    try SystemFile.makeFolders(SystemFile.parent(of: place))
    try SystemFile.create(place, contents: file.contents, permissions: permissions)
  }

  /// Says what is about to happen, before it does.
  func write(_ journal: Journal) throws(SystemRefusal) {
    guard let contents = try? JSONEncoder().encode(journal) else { preconditionFailure("a journal without a form") }
    try SystemFile.create("\(path)/journal", contents: contents, permissions: 0o600)
    SystemFile.synchronize(folder: path)
  }

  /// Moves one whole file in place, keeping what stands there.
  func move(_ name: String) throws(SystemRefusal) {
    let place = "\(folder)/\(name)"
    try SystemFile.makeFolders(SystemFile.parent(of: place))
    if FileStatus(at: place, followingLinks: false) != nil {
      try SystemFile.makeFolders(SystemFile.parent(of: "\(path)/old/\(name)"))
      try SystemFile.keep(place, as: "\(path)/old/\(name)")
    }
    try SystemFile.move("\(path)/new/\(name)", to: place)
  }

  /// Takes a file out of the folder, keeping it until all is done.
  func takeAway(_ name: String) throws(SystemRefusal) {
    try SystemFile.makeFolders(SystemFile.parent(of: "\(path)/old/\(name)"))
    try SystemFile.move("\(folder)/\(name)", to: "\(path)/old/\(name)")
  }

  /// Takes the journal away: from here on nothing is undone.
  func settle() throws(SystemRefusal) {
    try SystemFile.remove("\(path)/journal")
    SystemFile.synchronize(folder: path)
  }

  /// Puts everything back as the journal finds it, and leaves alone what was changed by others since.
  func undo() {
    guard let bytes = FileManager.default.contents(atPath: "\(path)/journal"),
      let journal = try? JSONDecoder().decode(Journal.self, from: bytes)
    else { return }
    for move in journal.moves.reversed() where FileStatus(at: "\(path)/new/\(move.name)") == nil {
      let (place, old) = ("\(folder)/\(move.name)", "\(path)/old/\(move.name)")
      guard OutputFile.isName(move.name), SystemFile.sha256(of: place) == move.sha256 else { continue }
      if FileStatus(at: old) != nil { try? SystemFile.move(old, to: place) } else { try? SystemFile.remove(place) }
    }
    for name in journal.removals where OutputFile.isName(name) && FileStatus(at: "\(folder)/\(name)") == nil {
      try? SystemFile.move("\(path)/old/\(name)", to: "\(folder)/\(name)")
    }
    for name in journal.newFolders.reversed() where OutputFile.isName(name) {
      SystemFile.removeIfEmpty("\(folder)/\(name)")
    }
  }

  /// Removes the folders above a file, within the folder that is written to, where nothing is left in them.
  func removeEmptyFolders(above name: String) {
    var above = SystemFile.parent(of: name)
    while !above.isEmpty {
      SystemFile.removeIfEmpty("\(folder)/\(above)")
      above = SystemFile.parent(of: above)
    }
  }

  /// Removes the hidden folder with all that is in it.
  func remove() {
    try? FileManager.default.removeItem(atPath: path)
    close(descriptor)
  }
}
