import Foundation
import Peilstok

/// Where results go.
enum StandardOutput {
  /// Writes a whole result.
  static func write(_ text: String) throws(CommandError) {
    try write(Data((isatty(STDOUT_FILENO) == 1 ? withoutControls(text) : text).utf8))
  }

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

  /// Text as a terminal may show it: no character in it moves the cursor or changes what was written before.
  private static func withoutControls(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    shown.append(
      contentsOf: text.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control })
    return String(shown)
  }

  /// Writes a remark to standard error, so that results stay apart.
  static func writeNote(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("peilstok: \(MarkdownText.collapsed(text))\n".utf8))
  }
}
