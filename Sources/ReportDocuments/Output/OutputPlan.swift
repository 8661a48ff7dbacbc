internal import FileFacts
internal import Foundation

/// What will happen in a folder, after everything in it that a request may not touch has been found.
struct OutputPlan {
  let folder: String
  /// The files to write that are not there yet as they should be; the list of files is the last.
  private(set) var files: [OutputFile]
  private(set) var changes = OutputChanges()
  /// The folders that are made on the way, the outermost first.
  private(set) var newFolders: [String] = []

  /// Looks at each place that a request writes to; nothing is changed.
  init(_ request: OutputRequest, in folder: String) throws(DocumentError) {
    self.folder = folder
    files = request.files
    try requireNames()
    guard request.isListed else {
      try requirePlaces(request, list: OutputList())
      files = files.filter { !isThere($0) }
      return
    }
    let found = OutputList(of: folder)
    if found == nil, !request.overwrites { throw .foreignFile(path: place(OutputList.fileName)) }
    let old = found ?? OutputList()
    try requirePlaces(request, list: old)
    var new = old
    for document in request.documents { new.note(document.files, of: document.name, isWhole: request.areWhole) }
    if request.areWhole { findEarlierFiles(request, old: old) }
    files.append(new.file)
    findNewFolders()
    files = files.filter { !isThere($0) }
  }

  private func place(_ name: String) -> String { SystemFile.path(of: name, in: folder) }

  /// Whether a file stands in its place already, byte for byte.
  private func isThere(_ file: OutputFile) -> Bool {
    FileStatus(at: place(file.name), followingLinks: false)?.kind == .file
      && FileManager.default.contents(atPath: place(file.name)) == file.contents
  }

  private func requireNames() throws(DocumentError) {
    var names: Set<String> = [OutputList.fileName]
    for file in files {
      guard OutputFile.isName(file.name) else { throw .invalidFileName(file.name) }
      guard names.insert(file.name).inserted else { throw .duplicateFile(file.name) }
    }
  }

  private func requirePlaces(_ request: OutputRequest, list: OutputList) throws(DocumentError) {
    for file in files {
      try requireFolders(above: file.name)
      let path = place(file.name)
      guard let status = FileStatus(at: path, followingLinks: false) else { continue }
      switch status.kind {
      case .folder: throw .notAFile(path: path)
      case .link: throw FileStatus(at: path) == nil ? .danglingLink(path: path) : .linkInPlace(path: path)
      case .device, .pipe: throw .notRegular(path: path)
      case .file: break
      }
      if request.read.contains(status.identity) { throw .wasRead(path: path) }
      if request.overwrites || isThere(file) { continue }
      guard let sha256 = list[file.name] else { throw .foreignFile(path: path) }
      guard SystemFile.sha256(of: path) == sha256 else { throw .changedFile(path: path) }
    }
  }

  /// The folders between the output folder and a file are folders, or are not there.
  private func requireFolders(above name: String) throws(DocumentError) {
    let above = SystemFile.parent(of: name)
    guard !above.isEmpty else { return }
    try requireFolders(above: above)
    switch FileStatus(at: place(above), followingLinks: false)?.kind {
    case .folder, nil: return
    case .link: throw .linkInPlace(path: place(above))
    default: throw .notAFolder(path: place(above))
    }
  }

  /// Finds what an earlier run wrote and this one does not, and what else stands among the files of a document.
  private mutating func findEarlierFiles(_ request: OutputRequest, old: OutputList) {
    let names = Set(files.map(\.name))
    for document in request.documents {
      for entry in old.documents[document.name] ?? [] where !names.contains(entry.name) {
        guard let status = FileStatus(at: place(entry.name), followingLinks: false) else { continue }
        let isAsWritten =
          status.kind == .file && !request.read.contains(status.identity)
          && SystemFile.sha256(of: place(entry.name)) == entry.sha256
        if isAsWritten { changes.removed.append(entry.name) } else { changes.left.append(entry.name) }
      }
    }
    for above in Set(files.map { SystemFile.parent(of: $0.name) }) where !above.isEmpty {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: place(above))) ?? [] {
        let name = "\(above)/\(name)"
        guard !names.contains(name), !changes.removed.contains(name), !changes.left.contains(name) else { continue }
        guard FileStatus(at: place(name), followingLinks: false)?.kind != .folder else { continue }
        changes.left.append(name)
      }
    }
    changes.removed.sort()
    changes.left.sort()
  }

  private mutating func findNewFolders() {
    var folders: Set<String> = []
    for file in files {
      var above = SystemFile.parent(of: file.name)
      while !above.isEmpty {
        if FileStatus(at: place(above)) == nil { folders.insert(above) }
        above = SystemFile.parent(of: above)
      }
    }
    newFolders = folders.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }

  /// What the hidden folder needs to undo it all.
  var journal: Staging.Journal {
    Staging.Journal(
      moves: files.map { OutputList.Entry(name: $0.name, sha256: hexadecimalSHA256(of: $0.contents.span)) },
      removals: changes.removed, newFolders: newFolders)
  }
}
