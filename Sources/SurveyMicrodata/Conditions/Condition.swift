/// A statement about a record, such as `age >= 12 & province in (Drenthe, "Noord-Holland")`.
///
/// Parentheses come first, then `not`, then `and`, then `or`. A comparison with a missing value is neither true nor
/// false but unknown, and stays so through `not`, `and` and `or` unless the other side decides (Kleene's logic). So
/// `not (sex == girl)` does not hold for a record whose sex is missing.
public indirect enum Condition: Sendable, Hashable {
  /// The value of a column compares with a written value.
  case comparison(column: String, Comparison, value: String)
  /// The value of a column is one of a list.
  case membership(column: String, values: [String])
  /// The statement does not hold.
  case not(Condition)
  /// All statements hold.
  case all([Condition])
  /// At least one statement holds.
  case any([Condition])
}

/// How a value compares with another.
public enum Comparison: String, Sendable, Hashable, CaseIterable {
  /// The values are equal.
  case equal = "=="
  /// The values differ.
  case notEqual = "!="
  /// The value is smaller.
  case less = "<"
  /// The value is smaller or equal.
  case lessOrEqual = "<="
  /// The value is larger.
  case greater = ">"
  /// The value is larger or equal.
  case greaterOrEqual = ">="
}

extension Condition {
  /// The names of the columns that the condition uses, each once, in the order of their first use.
  public var columnNames: [String] {
    switch self {
    case .comparison(let column, _, _), .membership(let column, _):
      return [column]
    case .not(let condition):
      return condition.columnNames
    case .all(let conditions), .any(let conditions):
      var seen: Set<String> = []
      return conditions.flatMap(\.columnNames).filter { seen.insert($0).inserted }
    }
  }
}

extension Condition: CustomStringConvertible {
  /// The condition as it can be parsed again.
  public var description: String {
    switch self {
    case .comparison(let column, let comparison, let value):
      "\(written(column, quote: "`")) \(comparison.rawValue) \(written(value, quote: "\""))"
    case .membership(let column, let values):
      "\(written(column, quote: "`")) in (\(values.map { written($0, quote: "\"") }.joined(separator: ", ")))"
    case .not(let condition):
      "not (\(condition))"
    case .all(let conditions):
      conditions.map { $0.isAlternative ? "(\($0))" : "\($0)" }.joined(separator: " and ")
    case .any(let conditions):
      conditions.map { "\($0)" }.joined(separator: " or ")
    }
  }

  private var isAlternative: Bool {
    if case .any = self { true } else { false }
  }
}

private func written(_ word: String, quote: Character) -> String {
  let isBare = !word.isEmpty && word.allSatisfy(ConditionToken.isWordCharacter)
  if isBare, !ConditionToken.keywords.contains(word) { return word }
  // A text in double quotes cannot hold one, but then single quotes can hold the text.
  return quote == "\"" && word.contains(quote) ? "'\(word)'" : "\(quote)\(word)\(quote)"
}
