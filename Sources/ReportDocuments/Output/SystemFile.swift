internal import FileFacts
internal import Foundation

/// A refusal of the file system.
struct SystemRefusal: Error, CustomStringConvertible {
  let number: Int32

  /// The last refusal of this thread.
  static var last: SystemRefusal { SystemRefusal(number: errno) }

  /// The system's words, without a full stop.
  var description: String { unsafe String(cString: strerror(number)) }
}

/// Steps on files that either are done when they return, on the disk too, or are refused.
enum SystemFile {
  /// Writes a file that is not there yet, for nobody else to read until its permissions are set.
  static func create(_ path: String, contents: Data, permissions: UInt32) throws(SystemRefusal) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    try write(contents, to: descriptor)
    guard fchmod(descriptor, mode_t(permissions)) == 0, fsync(descriptor) == 0 else { throw .last }
  }

  /// Writes all bytes to an open file.
  static func write(_ contents: Data, to descriptor: Int32) throws(SystemRefusal) {
    var rest = contents[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { bytes in
        unsafe Foundation.write(descriptor, bytes.baseAddress, bytes.count)
      }
      if written < 0 {
        guard errno == EINTR else { throw .last }
        continue
      }
      rest = rest.dropFirst(written)
    }
  }

  /// Gives a file another place in one step, in the place of a file that is there.
  static func move(_ source: String, to place: String) throws(SystemRefusal) {
    guard unsafe rename(source, place) == 0 else { throw .last }
  }

  /// Keeps what stands at a place under a second name, so that the first can be replaced in one step.
  static func keep(_ place: String, as copy: String) throws(SystemRefusal) {
    if unsafe link(place, copy) == 0 { return }
    // Some file systems have no second names.
    guard let status = FileStatus(at: place), let contents = FileManager.default.contents(atPath: place) else {
      throw .last
    }
    try create(copy, contents: contents, permissions: status.permissions)
  }

  /// Makes the folders on the way to a file that are not there; returns those that it made, the outermost first.
  @discardableResult
  static func makeFolders(_ path: String) throws(SystemRefusal) -> [String] {
    if path.isEmpty || FileStatus(at: path)?.kind == .folder { return [] }
    var made = try makeFolders(parent(of: path))
    if unsafe mkdir(path, 0o777) == 0 { made.append(path) } else if errno != EEXIST { throw .last }
    return made
  }

  /// Removes a file; a place where nothing stands is fine.
  static func remove(_ path: String) throws(SystemRefusal) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw .last }
  }

  /// Removes a folder where it is empty.
  static func removeIfEmpty(_ path: String) { _ = unsafe rmdir(path) }

  /// Waits until the names in a folder are on the disk.
  static func synchronize(folder: String) {
    let descriptor = unsafe open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The folder that a path lies in, empty where that is the current one.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path of a name in a folder, as a person would write it.
  static func path(of name: String, in folder: String) -> String {
    switch folder {
    case ".", "./", "": name
    case _ where folder.hasSuffix("/"): folder + name
    default: "\(folder)/\(name)"
    }
  }

  /// The hash of what is in a file; nil where it cannot be read.
  static func sha256(of path: String) -> String? {
    guard let contents = FileManager.default.contents(atPath: path) else { return nil }
    return hexadecimalSHA256(of: contents.span)
  }

  /// The permissions that a new file gets from the one who runs the program.
  static let defaultPermissions: UInt32 = {
    let mask = umask(0o077)
    umask(mask)
    return 0o666 & ~UInt32(mask)
  }()
}
