import Foundation

/// Values that R printed for weighted designs, by case and name.
public struct WeightingFixture: Sendable {
  private let values: [String: [Double]]

  /// Reads a CSV of Tests/Fixtures/weighting whose columns are case, name, position and value.
  public init(_ file: String) {
    let url = repository.appending(path: "Tests/Fixtures/weighting/\(file).csv")
    guard let text = try? String(contentsOf: url, encoding: .utf8) else {
      fatalError("the file of reference values \(file).csv cannot be read")
    }
    var values: [String: [Double]] = [:]
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      values["\(fields[0])/\(fields[1])", default: []].append(printedNumber(fields[3]))
    }
    self.values = values
  }

  /// Returns the values of a name in a case, at least one.
  public func numbers(_ name: String, of reference: String) -> [Double] {
    guard let numbers = values["\(reference)/\(name)"] else { fatalError("no value \(name) of \(reference)") }
    return numbers
  }
}
