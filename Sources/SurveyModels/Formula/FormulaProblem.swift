/// What is wrong with the text of a formula.
public enum FormulaProblem: Sendable, Equatable {
  /// Something else stands where this was expected.
  case expected(Expectation)
  /// A quote or backtick opens and nothing closes it.
  case unclosedQuote
  /// A character that no formula has, or an operator that is not offered.
  case unsupportedCharacter(Character)
  /// A 0 or - 1 that would take the intercept away.
  case interceptRequired
  /// There is no such function.
  case unknownFunction(String, nearest: String?)
  /// There are no such contrasts.
  case unknownContrasts(String, nearest: String?)
  /// Parentheses are nested too deeply.
  case tooDeep(limit: Int)
  /// The formula has more terms than any data can tell apart.
  case tooManyTerms(limit: Int)

  /// What can stand at a place of a formula.
  public enum Expectation: Sendable, Equatable {
    /// The name of the outcome.
    case outcome
    /// A tilde after the outcome.
    case tilde
    /// The level of the outcome that is modelled.
    case outcomeLevel
    /// The column of times inside `Surv( )`.
    case time
    /// A comma between time and event.
    case commaAfterTime
    /// The column of the event inside `Surv( )`.
    case event
    /// The level that is the event.
    case eventLevel
    /// A level of the event, or the parenthesis that closes `Surv(`.
    case equalsOrParenthesis
    /// A covariate.
    case covariate
    /// The name of a column inside `factor( )`.
    case columnName
    /// The reference of a factor, or the parenthesis that closes it.
    case referenceOrParenthesis
    /// A whole number from 1 to 50.
    case wholeNumber
    /// The comma before the number of columns.
    case comma
    /// The sign before a power.
    case powerSign
    /// The parenthesis that closes a function.
    case closingParenthesis
    /// A reference level.
    case referenceLevel
    /// An operator or the parenthesis that closes a group.
    case operatorOrParenthesis
    /// An operator or the end of the text.
    case operatorOrEnd
  }
}

extension FormulaProblem {
  /// The problem as a sentence that follows its place.
  var sentence: String {
    switch self {
    case .expected(let expectation): "Expected \(expectation.words)."
    case .unclosedQuote: "A quote opens here and nothing closes it."
    case .unsupportedCharacter(let character):
      "\"\(character)\" has no meaning here; terms are combined with +, * and :."
    case .interceptRequired: "A model always has an intercept, which neither 0 nor - 1 takes away."
    case .unknownFunction(let name, let nearest):
      "There is no function \"\(name)\"; "
        + (nearest.map { "did you mean \"\($0)\"?" } ?? "expected factor, log, sqrt, I, ns, poly or offset.")
    case .unknownContrasts(let name, let nearest):
      "There are no contrasts \"\(name)\"; "
        + (nearest.map { "did you mean \"\($0)\"?" } ?? "expected treatment, sum, helmert or polynomial.")
    case .tooManyTerms(let limit): "The formula has more than \(limit) terms up to here."
    case .tooDeep(let limit): "More than \(limit) parentheses stand inside each other."
    }
  }
}

extension FormulaProblem.Expectation {
  fileprivate var words: String {
    switch self {
    case .outcome: "the name of the outcome"
    case .tilde: "~ after the outcome"
    case .outcomeLevel: "the level of the outcome that is modelled"
    case .time: "the column of times inside Surv( )"
    case .commaAfterTime: "a comma and the column of the event"
    case .event: "the column of the event inside Surv( )"
    case .eventLevel: "the level that is the event"
    case .equalsOrParenthesis: "== LEVEL or ) to close Surv("
    case .covariate: "the name of a covariate, factor(...) or ("
    case .columnName: "the name of a column inside factor( )"
    case .referenceOrParenthesis: "reference = LEVEL, contrasts = KIND or ) to close factor("
    case .wholeNumber: "a whole number from 1 to 50"
    case .comma: ", and the number of columns"
    case .powerSign: "^ and a power"
    case .closingParenthesis: ")"
    case .referenceLevel: "a reference level"
    case .operatorOrParenthesis: "+, *, : or )"
    case .operatorOrEnd: "+, *, : or the end"
    }
  }
}
