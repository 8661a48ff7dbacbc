import Foundation
import TestSupport
import Testing

/// The rows of a table of reference values, without its header.
func referenceRows(_ file: String) throws -> [[String]] {
  let url = repository.appending(path: "Tests/SurveyNumericsTests/Fixtures/\(file).csv")
  return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map {
    $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}

/// The number that a field of a table holds.
func number(_ text: String) throws -> Double { try #require(Double(text)) }
