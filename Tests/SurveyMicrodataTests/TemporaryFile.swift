import Foundation
import SurveyMicrodata
import Testing

/// Writes bytes to a file in a folder of its own, hands over its path and removes the folder.
func withFile<Result>(
  named name: String = "survey.csv", _ bytes: some Collection<UInt8>, _ body: (String) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: name)
  try Data(bytes).write(to: file)
  return try body(file.path(percentEncoded: false))
}

/// Reads a CSV text.
func microdata(_ text: String, columns: [String]? = nil) throws -> Microdata {
  try withFile(text.utf8) { try Microdata(contentsOf: $0, columns: columns) }
}

/// The sentence of the error that an action throws.
func sentence(of action: () throws -> Void) -> String {
  do {
    try action()
    return "no error"
  } catch {
    return "\(error)"
  }
}

extension Microdata {
  /// The levels of a column as text, nil where missing.
  func texts(_ name: String) throws -> [String?] {
    let factor = try factor(of: Categorical(name))
    return factor.codes.map { $0 < 0 ? nil : factor.levels[Int($0)] }
  }
}
