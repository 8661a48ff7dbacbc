import Foundation

/// Where results go.
enum StandardOutput {
  /// Writes a whole result.
  static func write(_ text: String) throws(CommandError) { try write(Data(text.utf8)) }

  /// Writes the bytes of a whole result.
  static func write(_ contents: Data) throws(CommandError) {
    do {
      try FileHandle.standardOutput.write(contentsOf: contents)
    } catch {
      throw .couldNotWrite
    }
  }

  /// Writes a result to standard error, where standard output has another one.
  static func writeBeside(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Writes a remark to standard error, so that results stay apart.
  static func writeNote(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("peilstok: \(text)\n".utf8))
  }
}
