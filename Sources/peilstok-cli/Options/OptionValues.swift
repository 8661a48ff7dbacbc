import Foundation
import Peilstok

/// Reads a number between 0 and 1, exclusive.
func probability(_ text: String, option: String, example: String) throws(CommandError) -> Double {
  guard let value = Double(text), value > 0, value < 1 else {
    throw .notAProbability(option: option, found: text, example: example)
  }
  return value
}

/// Reads numbers separated by commas.
func numbers(_ text: String, option: String, example: String) throws(CommandError) -> [Double] {
  var numbers: [Double] = []
  try checkListed(text.count(where: { $0 == "," }) + 1, option: option)
  for part in text.split(separator: ",", omittingEmptySubsequences: false) {
    guard let number = Double(part.trimmingCharacters(in: .whitespaces)), number.isFinite else {
      throw .notNumbers(option: option, found: text, example: example)
    }
    numbers.append(number)
  }
  return numbers
}

/// Refuses a list of more names or numbers than one option takes.
func checkListed(_ count: Int, option: String) throws(CommandError) {
  let limit = ComputationLimits.standard.listed
  if count > limit { throw .tooManyListed(option: option, found: count, limit: limit) }
}

/// Reads the condition of `--where`; what it says of the data is checked against them later.
func parsedCondition(_ text: String) throws(CommandError) -> Condition {
  do {
    return try Condition(parsing: text)
  } catch {
    throw .malformedCondition(error)
  }
}

/// The name of a file without its folder.
func fileName(of path: String) -> String {
  isStandardInput(path) ? "standard input" : URL(filePath: path).lastPathComponent
}
