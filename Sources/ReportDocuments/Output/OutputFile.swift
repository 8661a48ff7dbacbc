public import Foundation

/// A file to write: its name and what is in it.
public struct OutputFile: Sendable, Equatable {
  /// The name, with "/" between folders, relative to the folder it is written to.
  public let name: String
  /// The bytes.
  public let contents: Data
  /// Who may read and write it, as nine bits; nil for what the program's user gives to new files.
  package var permissions: UInt32?

  /// Creates a file of bytes.
  public init(name: String, contents: Data) {
    self.name = name
    self.contents = contents
  }

  /// Creates a file of text in UTF-8.
  public init(name: String, text: String) {
    self.init(name: name, contents: Data(text.utf8))
  }

  /// The permissions that a new file gets from the one who runs the program, as nine bits.
  package static var defaultPermissions: UInt32 { SystemFile.defaultPermissions }

  /// Whether a name stays within the folder.
  static func isName(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !["", ".", ".."].contains($0) && !$0.hasPrefix(Staging.prefix) } && !name.utf8.contains(0)
  }
}
