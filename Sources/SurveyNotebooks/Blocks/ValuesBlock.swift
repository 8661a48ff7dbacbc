internal import Foundation
internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyMicrodata

/// Evaluates a block that gives names to published numbers and to arithmetic on them.
///
/// An entry is a number read from a table (`file`, `where`, `column`), a number that the notebook states (`number`),
/// a `sum`, `difference`, `product` or `share` of numbers that were named before, or what the records and the dictionary
/// are (see `BoundValue`).
struct ValuesBlock {
  let folder: URL
  let language: Language
  /// The tables that were read, by path.
  private(set) var tables: [String: Microdata] = [:]

  /// What a number is, where it is not a plain one.
  private enum Unit: String, CaseIterable {
    case percent
    case points
  }

  private static let operations = ["file", "number", "sum", "difference", "product", "share"]

  init(folder: URL, language: Language) {
    self.folder = folder
    self.language = language
  }

  /// The files that were read.
  var sources: [DataSource] { tables.sorted { $0.key < $1.key }.flatMap(\.value.sources) }

  mutating func evaluate(
    _ node: NotebookNode, in context: EstimationContext?, into environment: inout Environment
  ) throws(NotebookError) {
    for (name, entry) in try node.entries() {
      let mapping = try NotebookMapping(
        entry,
        known: ValuesBlock.operations + BoundValue.operations
          + ["where", "column", "decimals", "round", "unit", "level"])
      let operation = try mapping.onlyKey(among: ValuesBlock.operations + BoundValue.operations)
      if operation != "file" {
        try mapping.refuse(operation == "levels" ? ["column"] : ["where", "column"], beside: operation)
      }
      try mapping.refuse(operation == "share" ? ["unit", "round"] : ["level"], beside: operation)
      if mapping["round"] != nil { try mapping.refuse(["decimals", "unit"], beside: "round") }
      let result: NamedResult
      if BoundValue.operations.contains(operation) {
        try mapping.refuse(["decimals", "round", "unit"], beside: operation)
        result = try BoundValue(context: context, language: language).result(operation, mapping, in: environment)
      } else if operation == "share" {
        result = try share(mapping, in: environment)
      } else {
        let value: Double
        var terms: [Double]
        switch operation {
        case "file":
          value = try lookUp(mapping)
          terms = [value]
        case "number":
          value = try mapping.number("number") ?? .nan
          terms = [value]
        default:
          terms = try operands(operation, mapping, in: environment)
          value = arithmetic(operation, terms)
          if operation == "product" { terms = [value] }
        }
        result = try NamedResult([element(value, mapping, decimals: terms.map(Self.decimals).max() ?? 0)])
      }
      try environment.define(name, result, at: entry)
    }
  }

  /// The decimals that a number is written with; of one that was computed, which may have any, that of a mean.
  private static func decimals(of number: Double) -> Int {
    let text = "\(number)"
    guard number != number.rounded(), !text.contains("e"), let point = text.firstIndex(of: ".") else { return 0 }
    let count = text[text.index(after: point)...].count
    return count > 6 ? 1 : count
  }

  private func element(
    _ value: Double, _ mapping: NotebookMapping, decimals written: Int
  ) throws(NotebookError) -> NamedResult.Element {
    let decimals = try mapping.decimals()
    let format: NumberFormat
    switch try mapping.word("unit", as: Unit.self) {
    case .percent: format = .percentage(decimals: decimals ?? 1)
    case .points: format = NumberFormat.percentagePoints(decimals: decimals ?? 1).signed
    case nil:
      let multiple = try mapping.multiple()
      format =
        multiple.map { NumberFormat.count.rounded(toMultiplesOf: $0) } ?? decimals.map { .number(decimals: $0) }
        ?? (written == 0 ? .count : .number(decimals: written))
    }
    var fields = ResultFields()
    fields.set("value", value) { format.phrase($0, in: language) }
    fields.setText()
    return NamedResult.Element(groups: [], items: [], fields)
  }

  /// Reads the one number of a table that a condition leaves.
  private mutating func lookUp(_ mapping: NotebookMapping) throws(NotebookError) -> Double {
    let file = try mapping.requiredText("file")
    let path = folder.path(of: file)
    if tables[path] == nil {
      tables[path] = try mapping.node.reading { () throws(MicrodataError) in try Microdata(contentsOf: path) }
    }
    guard let table = tables[path] else { return .nan }
    let column = try mapping.requiredText("column")
    let condition = try mapping.requiredText("where")
    let (rows, values) = try mapping.node.reading { () throws(MicrodataError) in
      (try Condition(parsing: condition).rows(in: table), try table.numbers(of: Number(column)))
    }
    let found = rows.indices.filter { rows[$0] }
    guard found.count == 1, let row = found.first else {
      throw mapping.node.error(
        .unexpectedValue(key: "where", expected: "a condition that one row of the table satisfies, not \(found.count)"))
    }
    return mapping.requiresPercent ? values[row] / 100 : values[row]
  }

  private func operands(
    _ key: String, _ mapping: NotebookMapping, in environment: Environment
  ) throws(NotebookError) -> [Double] {
    var numbers: [Double] = []
    let items = mapping[key]?.items ?? []
    guard !items.isEmpty else {
      throw mapping.node.error(.unexpectedValue(key: key, expected: "numbers or names of numbers"))
    }
    for item in items { numbers.append(try item.number(in: environment, key: key)) }
    return numbers
  }

  private func arithmetic(_ operation: String, _ numbers: [Double]) -> Double {
    switch operation {
    case "sum": return numbers.reduce(0, +)
    case "product": return numbers.reduce(1, *)
    default: return numbers.dropFirst().reduce(numbers[0], -)
    }
  }

  /// A share of two counts with Wilson's interval, as if they were of a simple random sample.
  private func share(_ mapping: NotebookMapping, in environment: Environment) throws(NotebookError) -> NamedResult {
    let numbers = try operands("share", mapping, in: environment)
    guard numbers.count == 2, numbers[1] > 0, numbers[0] >= 0, numbers[0] <= numbers[1] else {
      throw mapping.node.error(
        .unexpectedValue(key: "share", expected: "a numerator and a denominator that is no smaller"))
    }
    let level = try mapping.number("level") ?? 0.95
    guard level > 0, level < 1 else { throw mapping.node.error(.estimation(.invalidLevel(level))) }
    let share = numbers[0] / numbers[1]
    let format = NumberFormat.percentage(decimals: try mapping.decimals() ?? 1)
    let sentences = Sentences(language: language)
    let text = { (number: Double) in format.text(number, in: language) }
    var fields = ResultFields()
    fields.set("value", share, text)
    fields.set("n", numbers[1], sentences.count)
    fields.set("one-in", share) { NumberFormat.oneIn.text($0, in: language) }
    fields.set(ConfidenceInterval.wilson(share: share, count: numbers[1], level: level), in: sentences, text)
    fields.setText(fields["interval"], "n = \(fields["n"])")
    return NamedResult([NamedResult.Element(groups: [], items: [], fields)])
  }
}

extension NotebookMapping {
  /// Whether a number that was read is a percentage, to be kept as a share.
  fileprivate var requiresPercent: Bool { self["unit"]?.text == "percent" }
}
