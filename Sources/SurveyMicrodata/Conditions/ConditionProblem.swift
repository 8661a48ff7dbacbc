/// What is wrong with the text of a condition.
public enum ConditionProblem: Sendable, Equatable {
  /// Something else stands where this was expected.
  case expected(Expectation)
  /// A quote or backtick opens and nothing closes it.
  case unclosedQuote
  /// A single equals sign, which is no comparison.
  case singleEqualsSign
  /// Parentheses and negations are nested too deeply.
  case tooDeep(limit: Int)

  /// What can stand at a place of a condition.
  public enum Expectation: Sendable, Equatable {
    /// The name of a column.
    case columnName
    /// A comparison, `in` or `is`.
    case comparison
    /// What `is` can ask.
    case status
    /// A value.
    case value
    /// The parenthesis that opens a list.
    case listStart
    /// A comma or the parenthesis that closes a list.
    case commaOrParenthesis
    /// An operator or the parenthesis that closes a group.
    case operatorOrParenthesis
    /// An operator or the end of the text.
    case operatorOrEnd
  }
}

extension ConditionProblem {
  /// The problem as a sentence that follows its place.
  var sentence: String {
    switch self {
    case .expected(let expectation): "Expected \(expectation.words)."
    case .unclosedQuote: "A quote opens here and nothing closes it."
    case .singleEqualsSign: "Expected ==; a single = compares nothing."
    case .tooDeep(let limit): "More than \(limit) parentheses and negations stand inside each other."
    }
  }
}

extension ConditionProblem.Expectation {
  fileprivate var words: String {
    switch self {
    case .columnName: "the name of a column"
    case .comparison: "==, !=, <, <=, >, >=, in or is"
    case .status: "answered, missing, blank, not asked, refused, doesNotKnow or the label of a missing code in quotes"
    case .value: "a value"
    case .listStart: "( before the list of values"
    case .commaOrParenthesis: ", or ) in the list of values"
    case .operatorOrParenthesis: "and, or, or )"
    case .operatorOrEnd: "and, or, or the end"
    }
  }
}
