internal import SurveyMicrodata

/// Reads a formula from left to right; `:` binds tighter than `*`, and `*` tighter than `+`, as in R.
struct FormulaParser {
  static let deepestNesting = 50
  private static let mostTerms = 500

  let text: String
  let tokens: [FormulaToken]
  private var index = 0

  init(_ text: String) throws(ModelError) {
    self.text = text
    tokens = try formulaTokens(text)
  }

  private var token: FormulaToken { tokens[index] }

  mutating func outcome() throws(ModelError) -> (column: String, level: String?) {
    let column = try name(or: .outcome)
    guard pass(.equals) else { return (column, nil) }
    return (column, try value(or: .outcomeLevel))
  }

  mutating func passTilde() throws(ModelError) {
    guard pass(.sign("~")) else { throw problem(.expected(.tilde)) }
  }

  mutating func end() throws(ModelError) {
    guard token.kind == .end else { throw problem(.expected(.operatorOrEnd)) }
  }

  mutating func sum(depth: Int) throws(ModelError) -> Terms {
    var terms = try product(depth: depth)
    while pass(.sign("+")) { terms = terms + (try product(depth: depth)) }
    return terms
  }

  private mutating func product(depth: Int) throws(ModelError) -> Terms {
    var terms = try interaction(depth: depth)
    while pass(.sign("*")) {
      let factor = try interaction(depth: depth)
      // Each covariate that is multiplied in doubles the number of terms.
      guard (terms.names.count + 1) * (factor.names.count + 1) <= Self.mostTerms else {
        throw problem(.tooManyTerms(limit: Self.mostTerms))
      }
      terms = terms * factor
    }
    return terms
  }

  private mutating func interaction(depth: Int) throws(ModelError) -> Terms {
    var terms = try term(depth: depth)
    while pass(.sign(":")) { terms = terms.interaction(with: try term(depth: depth)) }
    return terms
  }

  private mutating func term(depth: Int) throws(ModelError) -> Terms {
    switch token.kind {
    case .word("1"):
      index += 1
      return Terms()
    case .word("0"): throw problem(.interceptRequired)
    case .word("factor") where tokens[index + 1].kind == .sign("("):
      index += 2
      return try factor()
    case .sign("("):
      guard depth < Self.deepestNesting else { throw problem(.tooDeep(limit: Self.deepestNesting)) }
      index += 1
      let terms = try sum(depth: depth + 1)
      guard pass(.sign(")")) else { throw problem(.expected(.operatorOrParenthesis)) }
      return terms
    default: return Terms(.column(try name(or: .covariate)))
    }
  }

  private mutating func factor() throws(ModelError) -> Terms {
    let column = try name(or: .columnName)
    var reference: String?
    if pass(.sign(",")) {
      guard pass(.word("reference")), pass(.equals) else { throw problem(.expected(.referenceOrParenthesis)) }
      reference = try value(or: .referenceLevel)
    }
    guard pass(.sign(")")) else { throw problem(.expected(.referenceOrParenthesis)) }
    return Terms(.factor(Categorical(column, reference: reference)))
  }

  private mutating func name(or expectation: FormulaProblem.Expectation) throws(ModelError) -> String {
    switch token.kind {
    case .word(let name) where name.first?.isNumber == false, .name(let name):
      index += 1
      return name
    default: throw problem(.expected(expectation))
    }
  }

  private mutating func value(or expectation: FormulaProblem.Expectation) throws(ModelError) -> String {
    switch token.kind {
    case .word(let value), .quoted(let value):
      index += 1
      return value
    default: throw problem(.expected(expectation))
    }
  }

  private mutating func pass(_ kind: FormulaToken.Kind) -> Bool {
    guard token.kind == kind else { return false }
    index += 1
    return true
  }

  private func problem(_ problem: FormulaProblem) -> ModelError {
    .malformedFormula(problem, text: text, position: token.position)
  }
}
