internal import Foundation
internal import ReportDocuments
internal import SurveyMicrodata

/// Evaluates a block of checks: numbers that results must meet, to the decimals that are printed.
///
/// Each entry names a number (`of`) and what it must be: `percent` or `value`, to as many decimals as the expected
/// number is written with; `equals`, the name of another number; or `above` or `below` a limit, which `under all` must
/// hold in every design.
struct CheckBlock {
  let language: Language

  /// One check that holds.
  struct Outcome {
    let label: String
    let expected: String
    let found: String
  }

  func evaluate(_ node: NotebookNode, in environment: Environment) throws(NotebookError) -> [Outcome] {
    var outcomes: [Outcome] = []
    for item in node.items {
      let mapping = try NotebookMapping(
        item, known: ["of", "percent", "value", "equals", "above", "below", "decimals", "label"])
      let text = try mapping.requiredText("of")
      guard let reference = Reference(text) else { throw item.error(.invalidReference(text)) }
      let key = try mapping.onlyKey(among: ["percent", "value", "equals", "above", "below"])
      if key == "above" || key == "below" {
        let numbers = try item.placing { () throws(NotebookFault) in try environment.numbers(reference) }
        let worst = (key == "above" ? numbers.min() : numbers.max()) ?? .nan
        outcomes.append(try bound(mapping, key: key, name: text, found: worst))
        continue
      }
      let found = try item.placing { () throws(NotebookFault) in try environment.number(reference) }
      let scale = key == "percent" ? 100.0 : 1.0
      let (expected, written) = try expectation(mapping, key: key, scale: scale, in: environment)
      let decimals = try mapping.decimals() ?? written
      let format = key == "percent" ? NumberFormat.percentage(decimals: decimals) : .number(decimals: decimals)
      let (wanted, seen) = (format.text(expected, in: language), format.text(found, in: language))
      guard wanted == seen else { throw item.error(.checkFailed(name: text, expected: wanted, found: seen)) }
      outcomes.append(Outcome(label: try mapping.text("label") ?? text, expected: wanted, found: seen))
    }
    return outcomes
  }

  /// A number that must lie above or below another: what the words of a sentence rest on.
  private func bound(
    _ mapping: NotebookMapping, key: String, name: String, found: Double
  ) throws(NotebookError) -> Outcome {
    guard let limit = try mapping.number(key) else { throw mapping.node.error(.missingKey(key)) }
    let format = NumberFormat.number(decimals: try mapping.decimals() ?? 3)
    let words = key == "above" ? "> " : "< "
    let (wanted, seen) = (words + format.text(limit, in: language), format.text(found, in: language))
    guard key == "above" ? found > limit : found < limit else {
      throw mapping.node.error(.checkFailed(name: name, expected: wanted, found: seen))
    }
    return Outcome(label: try mapping.text("label") ?? name, expected: wanted, found: seen)
  }

  /// The expected number and the decimals it is written with.
  private func expectation(
    _ mapping: NotebookMapping, key: String, scale: Double, in environment: Environment
  ) throws(NotebookError) -> (Double, Int) {
    if key == "equals" {
      let text = try mapping.requiredText(key)
      guard let reference = Reference(text) else { throw mapping.node.error(.invalidReference(text)) }
      let number = try mapping.node.placing { () throws(NotebookFault) in try environment.number(reference) }
      return (number, 6)
    }
    guard let number = try mapping.number(key) else { throw mapping.node.error(.missingKey(key)) }
    let written = try mapping.text(key) ?? ""
    let decimals = written.firstIndex(of: ".").map { written[written.index(after: $0)...].count } ?? 0
    return (number / scale, decimals)
  }
}
