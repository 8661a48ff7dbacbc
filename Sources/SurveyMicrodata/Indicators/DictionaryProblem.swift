/// What is wrong with an indicator dictionary, apart from the records it is applied to.
public enum DictionaryProblem: Error, Sendable, Equatable {
  /// The file is not YAML, in the words of the parser.
  case notYAML(String)
  /// A value of another type was expected.
  case expected(Expectation)
  /// A key is none of those that can stand here.
  case unknownKey(String, known: [String])
  /// A key that must be there is not.
  case missingKey(String)
  /// A key stands twice in one mapping.
  case repeatedKey(String)
  /// Two indicators have the same name.
  case repeatedName(String)
  /// A rule is made of exactly one of these.
  case oneRule(known: [String])
  /// A word is no rule for missing items.
  case unknownMissingRule(String, known: [String])
  /// The rule takes exactly one item.
  case oneItem(found: Int)
  /// More answers are asked for than there are items.
  case tooFewItems(needed: Int, found: Int)
  /// A rule that takes missing items as a no is given to a rule that does not hold several items to one test.
  case ruleOfSeveralItems
  /// A key stands beside another with which it means nothing.
  case keyBeside(String, String)
  /// An answer holds the text that stands between answers.
  case separatorInAnswer(String)
  /// The cut points of a count do not rise from 1 on.
  case cutPointsNotRising
  /// A level or number is put in two groups.
  case overlappingLevels(String)
  /// A condition uses a column that is not among the items.
  case conditionOutsideItems(String)
  /// Indicators are made of each other.
  case cycle([String])

  /// A type of value.
  public enum Expectation: String, Sendable, Equatable {
    /// A mapping.
    case mapping = "a mapping"
    /// A list.
    case list = "a list that is not empty"
    /// A text.
    case text = "a text"
    /// A number.
    case number = "a number"
    /// A level of each of several variables.
    case crossedLevels = "a level of each variable, with \" x \" between them"
    /// A whole number.
    case wholeNumber = "a whole number"
    /// The word no.
    case no = "no"
    /// A comparison.
    case comparison = "a comparison with a number, such as \"<= 5\""
    /// A range.
    case range = "two numbers, the smaller first"
  }
}
