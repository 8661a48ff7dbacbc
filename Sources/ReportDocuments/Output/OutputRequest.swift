package import FileFacts

/// What a run wants to write into a folder, and what it may not touch there.
package struct OutputRequest: Sendable {
  /// The files that belong together, by the name of what they make up.
  package struct Document: Sendable {
    package let name: String
    package let files: [OutputFile]

    package init(name: String, files: [OutputFile]) {
      self.name = name
      self.files = files
    }
  }

  package let documents: [Document]
  /// The files that this run read, which nothing replaces.
  package var read: Set<FileIdentity> = []
  /// Whether files that were not written by an earlier run, or were changed since, may be replaced.
  package var overwrites = false
  /// Whether the documents are whole, so that files of theirs from an earlier run go.
  package var areWhole = false
  /// Whether the folder keeps a list of what was written; a single file beside others of the user's has none.
  package var isListed = true

  package init(_ documents: [Document]) { self.documents = documents }

  var files: [OutputFile] { documents.flatMap(\.files) }
}

/// What writing a folder did besides.
public struct OutputChanges: Sendable, Equatable {
  /// The files of an earlier run that are gone.
  public internal(set) var removed: [String] = []
  /// The files beside those of a document that were left, because they are not as an earlier run wrote them.
  public internal(set) var left: [String] = []
}
