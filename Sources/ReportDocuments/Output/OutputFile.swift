public import Foundation

/// A file to write: its name and what is in it.
public struct OutputFile: Sendable, Equatable {
  /// The name, with "/" between folders, relative to the folder it is written to.
  public let name: String
  /// The bytes.
  public let contents: Data

  /// Creates a file of bytes.
  public init(name: String, contents: Data) {
    self.name = name
    self.contents = contents
  }

  /// Creates a file of text in UTF-8.
  public init(name: String, text: String) {
    self.init(name: name, contents: Data(text.utf8))
  }
}
