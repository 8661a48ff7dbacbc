/// A statement about a record, such as `age >= 12 & province in (Drenthe, "Noord-Holland")`.
///
/// Parentheses come first, then `not`, then `and`, then `or`. A comparison with a missing value is neither true nor
/// false but unknown, and stays so through `not`, `and` and `or` unless the other side decides (Kleene's logic). So
/// `not (sex == girl)` does not hold for a record whose sex is missing.
///
/// `is` asks for the answer itself: `told is missing`, `told is answered`, and why it is missing, `told is not asked`,
/// `is refused`, `is doesNotKnow`, `is blank`, or the label of a missing code, `is "Item not applicable"`. Such a
/// statement is true or false for every record, so that `told == no or told is not asked` decides for whom nothing was
/// asked and leaves a refusal unknown.
public indirect enum Condition: Sendable, Hashable {
  /// The value of a column compares with a written value.
  case comparison(column: String, Comparison, value: String)
  /// The value of a column is one of a list.
  case membership(column: String, values: [String])
  /// A column has an answer, or has none for a reason.
  case status(column: String, AnswerStatus)
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
    case .comparison(let column, _, _), .membership(let column, _), .status(let column, _):
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
      "\(written(column, as: .name)) \(comparison.rawValue) \(written(value, as: .value))"
    case .membership(let column, let values):
      "\(written(column, as: .name)) in (\(values.map { written($0, as: .value) }.joined(separator: ", ")))"
    case .status(let column, let status):
      "\(written(column, as: .name)) is \(status)"
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

/// What a word of a condition stands for, which decides how it is quoted.
enum ConditionWord {
  case name
  case value
  /// A value that is always quoted.
  case quotedValue
}

/// A name or a value as a condition has it: bare where it can be.
func written(_ word: String, as kind: ConditionWord) -> String {
  let isBare = kind != .quotedValue && !word.isEmpty && word.allSatisfy(ConditionToken.isWordCharacter)
  if isBare, !ConditionToken.keywords.contains(word) { return word }
  if kind == .name { return "`\(word)`" }
  // A text in double quotes cannot hold one, but then single quotes can hold the text.
  return word.contains("\"") ? "'\(word)'" : "\"\(word)\""
}
