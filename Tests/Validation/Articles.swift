internal import Foundation

/// Replaces the measured part of an article of the repository.
func write(_ sections: [String], in path: String) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: path)
  let text = try String(contentsOf: file, encoding: .utf8)
  guard let start = text.range(of: "## Measured") else { preconditionFailure("\(path) has no measured part") }
  try Data((text[..<start.lowerBound] + sections.joined(separator: "\n\n") + "\n").utf8).write(to: file)
  print("wrote \(path)")
}
