internal import Foundation

/// Which file it is, whatever it is called: the device that it lies on and its number there.
package struct FileIdentity: Sendable, Hashable {
  package let device: UInt64
  package let number: UInt64
}

/// What stands at a place of the file system.
package struct FileStatus: Sendable, Hashable {
  /// The kinds of things that a name can stand for.
  package enum Kind: Sendable {
    case file
    case folder
    case link
    /// A terminal, the null device and the like.
    case device
    /// A pipe or a socket.
    case pipe
  }

  package let kind: Kind
  package let identity: FileIdentity
  /// Who may read and write it, as nine bits.
  package let permissions: UInt32
  /// Whether it belongs to the user who runs the program.
  package let isOurs: Bool

  /// Looks at a place, at what a link leads to unless told otherwise; nil where nothing stands there.
  package init?(at path: String, followingLinks: Bool = true) {
    var facts = stat()
    let status = unsafe followingLinks ? stat(path, &facts) : lstat(path, &facts)
    guard status == 0 else { return nil }
    self.init(facts)
  }

  /// Looks at an open file.
  package init?(of descriptor: Int32) {
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0 else { return nil }
    self.init(facts)
  }

  private init(_ facts: stat) {
    kind =
      switch facts.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      case S_IFCHR, S_IFBLK: .device
      default: .pipe
      }
    identity = FileIdentity(device: UInt64(facts.st_dev), number: UInt64(facts.st_ino))
    permissions = UInt32(facts.st_mode) & 0o777
    isOurs = facts.st_uid == geteuid()
  }
}
