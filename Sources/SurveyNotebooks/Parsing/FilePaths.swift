internal import Foundation

/// Where the files are that a notebook names.
extension URL {
  /// The path of a file that a notebook in this folder names: from the folder, unless it is absolute.
  func path(of file: String) -> String {
    (file.hasPrefix("/") ? URL(filePath: file) : appending(path: file)).standardizedFileURL.path
  }
}
