import Foundation
import SurveyMicrodata
import Testing

/// The path of a file that another program wrote.
func fixture(_ name: String) throws -> String {
  try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil)).path(percentEncoded: false)
}

/// The bytes of a file that another program wrote.
func fixtureBytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: fixture(name))) }

/// Reads a file that another program wrote.
func records(_ name: String) throws -> Microdata { try Microdata(contentsOf: fixture(name)) }

extension Microdata {
  /// Every cell of a column as text: a level by its name, a missing one as its kind and label in angle brackets.
  func cells(_ name: String) throws -> [String] {
    let column = try column(name)
    let description = try #require(codebook.variables[name])
    return (0..<rowCount).map { row in
      if let reason = column.missingReason(at: row) {
        let label = reason.label.map { " " + description.orderedMissingLabels[$0] } ?? ""
        return "<\(reason.kind.name)\(label)>"
      }
      switch column {
      case .numbers(let values): return "\(values[row])"
      case .factor(let factor): return factor.levels[Int(factor.codes[row])]
      }
    }
  }

  /// The levels of a column with their labels.
  func labelledLevels(_ name: String) throws -> [String] {
    let description = try #require(codebook.variables[name])
    return description.levels.map { "\($0.name)=\($0.label.text(in: "en") ?? "")" }
  }
}

/// Writes bytes to a file of a name, hands over its path and removes it.
func withFile<Result>(named name: String, _ bytes: some Collection<UInt8>, _ body: (String) throws -> Result) throws
  -> Result
{
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: name)
  try Data(bytes).write(to: file)
  return try body(file.path(percentEncoded: false))
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
