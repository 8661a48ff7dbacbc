import Foundation

/// Reads a CSV file without quotes under `Tests/Fixtures`: each row as its values by column.
public func fixtureRows(_ name: String) -> [[String: String]] {
  let url = repository.appending(path: "Tests/Fixtures/\(name).csv")
  guard let text = try? String(contentsOf: url, encoding: .utf8) else { fatalError("\(name).csv cannot be read") }
  let lines = text.split(whereSeparator: \.isNewline).map {
    $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
  guard let header = lines.first, lines.count > 1 else { fatalError("\(name).csv has no rows") }
  return lines.dropFirst().map { cells in
    precondition(
      cells.count == header.count, "a row of \(name).csv has \(cells.count) cells for \(header.count) columns")
    return Dictionary(uniqueKeysWithValues: zip(header, cells))
  }
}

/// What R printed of each model of a fixture: its values by what they are.
public func modelValues(_ fixture: String) -> [String: [String: [Double]]] {
  var values: [String: [String: [Double]]] = [:]
  for row in fixtureRows("models/\(fixture)") {
    guard let name = row["case"], let what = row["what"], let value = row["value"] else {
      fatalError("a row of \(fixture).csv lacks a column")
    }
    values[name, default: [:]][what, default: []].append(printedNumber(value))
  }
  return values
}
