/// How a condition is read from its text.
extension Condition {
  /// Reads a condition as it is written, such as `sex == girl & !(age < 12)`.
  ///
  /// ```
  /// NAME == VALUE    also != < <= > >=
  /// NAME in (VALUE, VALUE)
  /// NAME is answered    also missing, blank, not asked, refused, doesNotKnow, "LABEL", and not before these
  /// and &, or |, not !, parentheses
  /// ```
  ///
  /// A value stands bare or in single or double quotes; an odd name stands in backticks.
  ///
  /// - Throws: `MicrodataError.malformedCondition` with the character where reading stopped.
  public init(parsing text: String) throws(MicrodataError) {
    var parser = ConditionParser(text: text, tokens: try conditionTokens(text))
    self = try parser.alternatives(depth: 0)
    guard parser.token.kind == .end else { throw parser.problem(.expected(.operatorOrEnd)) }
  }
}

private struct ConditionParser {
  static let deepestNesting = 100

  let text: String
  let tokens: [ConditionToken]
  var index = 0

  var token: ConditionToken { tokens[index] }

  mutating func alternatives(depth: Int) throws(MicrodataError) -> Condition {
    var parts = [try conjunction(depth: depth)]
    while pass(.or) { parts.append(try conjunction(depth: depth)) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction(depth: Int) throws(MicrodataError) -> Condition {
    var parts = [try statement(depth: depth)]
    while pass(.and) { parts.append(try statement(depth: depth)) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func statement(depth: Int) throws(MicrodataError) -> Condition {
    guard depth < Self.deepestNesting else { throw problem(.tooDeep(limit: Self.deepestNesting)) }
    if pass(.not) { return .not(try statement(depth: depth + 1)) }
    if pass(.open) {
      let inner = try alternatives(depth: depth + 1)
      guard pass(.close) else { throw problem(.expected(.operatorOrParenthesis)) }
      return inner
    }
    return try comparison()
  }

  private mutating func comparison() throws(MicrodataError) -> Condition {
    let column: String
    switch token.kind {
    case .word(let name) where name != "in": column = name
    case .named(let name): column = name
    default: throw problem(.expected(.columnName))
    }
    index += 1
    switch token.kind {
    case .comparison(let comparison):
      index += 1
      return .comparison(column: column, comparison, value: try value())
    case .word("in"):
      index += 1
      guard pass(.open) else { throw problem(.expected(.listStart)) }
      var values = [try value()]
      while pass(.comma) { values.append(try value()) }
      guard pass(.close) else { throw problem(.expected(.commaOrParenthesis)) }
      return .membership(column: column, values: values)
    case .word("is"):
      index += 1
      return try status(of: column)
    default: throw problem(.expected(.comparison))
    }
  }

  /// Reads what stands after `is`: `not asked` is a kind of missing, any other `not` turns the statement around.
  private mutating func status(of column: String) throws(MicrodataError) -> Condition {
    if pass(.not) {
      if pass(.word("asked")) { return .status(column: column, .missingAs(.notAsked)) }
      return .not(.status(column: column, try status()))
    }
    return .status(column: column, try status())
  }

  private mutating func status() throws(MicrodataError) -> AnswerStatus {
    if case .quoted(let label) = token.kind {
      index += 1
      return .labelled(label)
    }
    if pass(.word("does")) {
      guard pass(.not), pass(.word("know")) else { throw problem(.expected(.status)) }
      return .missingAs(.doesNotKnow)
    }
    guard case .word(let word) = token.kind else { throw problem(.expected(.status)) }
    let status: AnswerStatus
    switch word {
    case "answered": status = .answered
    case "missing": status = .missing
    default:
      guard let kind = MissingKind.allCases.first(where: { $0.name == word }) else {
        throw problem(.expected(.status))
      }
      status = .missingAs(kind)
    }
    index += 1
    return status
  }

  private mutating func value() throws(MicrodataError) -> String {
    switch token.kind {
    case .word(let value) where value != "in":
      index += 1
      return value
    case .quoted(let value):
      index += 1
      return value
    default: throw problem(.expected(.value))
    }
  }

  private mutating func pass(_ kind: ConditionToken.Kind) -> Bool {
    guard token.kind == kind else { return false }
    index += 1
    return true
  }

  func problem(_ problem: ConditionProblem) -> MicrodataError {
    .malformedCondition(problem, text: text, position: token.position)
  }
}
