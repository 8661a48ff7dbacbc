internal import FileFacts
internal import Foundation

/// The list of what was written into a folder, document by document, which stands in the folder itself.
///
/// By it a later run knows which files it may replace: those that are still as they were written.
struct OutputList: Codable, Equatable {
  /// The name of the list's own file.
  static let fileName = "peilstok-files.json"

  /// One written file.
  struct Entry: Codable, Equatable {
    let name: String
    let sha256: String
  }

  var program = "Peilstok"
  /// The files of each document, sorted by their names.
  var documents: [String: [Entry]] = [:]

  /// Reads the list of a folder; empty where there is none, nil where the file is something else.
  init?(of folder: String) {
    let path = folder + "/" + Self.fileName
    guard FileStatus(at: path, followingLinks: false) != nil else { return }
    guard let bytes = FileManager.default.contents(atPath: path),
      let list = try? JSONDecoder().decode(Self.self, from: bytes), list.program == program
    else { return nil }
    documents = list.documents.mapValues { $0.filter { OutputFile.isName($0.name) } }
  }

  /// Creates a list of nothing.
  init() {}

  /// The hash that a file had when it was written.
  subscript(_ name: String) -> String? {
    documents.values.joined().first { $0.name == name }?.sha256
  }

  /// Takes in the files of a document, in the place of those it had where it is written whole.
  mutating func note(_ files: [OutputFile], of document: String, isWhole: Bool) {
    let names = Set(files.map(\.name))
    for key in documents.keys { documents[key]?.removeAll { names.contains($0.name) } }
    let kept = isWhole ? [] : documents[document] ?? []
    documents[document] = (kept + files.map { Entry(name: $0.name, sha256: hexadecimalSHA256(of: $0.contents.span)) })
      .sorted { $0.name < $1.name }
    documents = documents.filter { !$0.value.isEmpty }
  }

  /// The list as a file.
  var file: OutputFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("a list of files that cannot be encoded") }
    return OutputFile(name: Self.fileName, text: String(decoding: data, as: UTF8.self) + "\n")
  }
}
