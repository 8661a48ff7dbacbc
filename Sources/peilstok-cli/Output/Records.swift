import FileFacts
import Foundation
import Peilstok

/// Reads the records that a verb was given: a file, a folder, or a dash for standard input.
func readRecords(_ path: String, format: TextFormat, keepsText: Bool) throws -> Microdata {
  try withProgress("Reading \(fileName(of: path))") {
    guard isStandardInput(path) else { return try Microdata(contentsOf: path, format: format, keepsText: keepsText) }
    let status = FileStatus(of: FileHandle.standardInput.fileDescriptor)
    guard let bytes = try? FileHandle.standardInput.readToEnd() else {
      throw MicrodataError.unreadableFile(fileName(of: path), .empty)
    }
    return try Microdata(bytes, from: fileName(of: path), status: status, format: format, keepsText: keepsText)
  }
}

/// Whether a path stands for standard input.
func isStandardInput(_ path: String) -> Bool {
  ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].contains(path)
}
