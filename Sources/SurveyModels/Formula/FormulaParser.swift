internal import SurveyMicrodata

/// Reads a formula from left to right; `:` binds tighter than `*`, and `*` tighter than `+`, as in R.
struct FormulaParser {
  static let deepestNesting = 50
  private static let mostTerms = ComputationLimits.standard.terms

  let text: String
  let tokens: [FormulaToken]
  private var index = 0

  init(_ text: String) throws(ModelError) {
    self.text = text
    tokens = try formulaTokens(text)
  }

  private var token: FormulaToken { tokens[index] }

  mutating func outcome() throws(ModelError) -> FormulaOutcome {
    if tokens[index].kind == .word("factor"), tokens[index + 1].kind == .sign("(") {
      index += 2
      let (column, reference, _) = try levels(ofOutcome: true)
      return FormulaOutcome(column: column, reference: reference)
    }
    if [.word("Surv"), .word("time")].contains(token.kind), tokens[index + 1].kind == .sign("(") {
      index += 2
      let time = try name(or: .time)
      guard pass(.sign(",")) else { throw problem(.expected(.commaAfterTime)) }
      let event = try name(or: .event)
      let level = pass(.equals) ? try value(or: .eventLevel) : nil
      guard pass(.sign(")")) else { throw problem(.expected(.equalsOrParenthesis)) }
      return FormulaOutcome(column: event, level: level, timeColumn: time)
    }
    let column = try name(or: .outcome)
    guard pass(.equals) else { return FormulaOutcome(column: column) }
    return FormulaOutcome(column: column, level: try value(or: .outcomeLevel))
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
    case .word(let name) where tokens[index + 1].kind == .sign("(") && name.first?.isNumber == false:
      return try function(name)
    case .sign("("):
      guard depth < Self.deepestNesting else { throw problem(.tooDeep(limit: Self.deepestNesting)) }
      index += 1
      let terms = try sum(depth: depth + 1)
      guard pass(.sign(")")) else { throw problem(.expected(.operatorOrParenthesis)) }
      return terms
    default: return Terms(.column(try name(or: .covariate)))
    }
  }

  private static let functions = ["factor", "log", "sqrt", "I", "ns", "poly", "offset"]

  private mutating func function(_ name: String) throws(ModelError) -> Terms {
    guard Self.functions.contains(name) else {
      throw problem(.unknownFunction(name, nearest: nearestName(to: name, among: Self.functions)))
    }
    index += 2
    switch name {
    case "factor": return try factor()
    case "offset":
      let terms = try offset()
      try close()
      return terms
    case "ns", "poly":
      let number = Number(try self.name(or: .columnName))
      guard pass(.sign(",")) else { throw problem(.expected(.comma)) }
      let argument = name == "ns" ? "df" : "degree"
      if tokens[index].kind == .word(argument), tokens[index + 1].kind == .equals { index += 2 }
      let count = try wholeNumber()
      try close()
      return name == "ns"
        ? NaturalSpline(number, degreesOfFreedom: count).terms : OrthogonalPolynomial(number, degree: count).terms
    default:
      let transformed = try transformed(name)
      return transformed.terms
    }
  }

  private mutating func offset() throws(ModelError) -> Terms {
    if case .word(let name) = token.kind, ["log", "sqrt", "I"].contains(name), tokens[index + 1].kind == .sign("(") {
      index += 2
      return try transformed(name).offset
    }
    return Number(try name(or: .columnName)).offset
  }

  /// Reads what stands in the parentheses of log, sqrt or I, and the one that closes them.
  private mutating func transformed(_ name: String) throws(ModelError) -> TransformedNumber {
    let number = Number(try self.name(or: .columnName))
    var function: TransformedNumber.Function = name == "log" ? .logarithm : .squareRoot
    if name == "I" {
      guard pass(.sign("^")) else { throw problem(.expected(.powerSign)) }
      function = .power(try wholeNumber())
    }
    try close()
    return TransformedNumber(number, function)
  }

  private mutating func wholeNumber() throws(ModelError) -> Int {
    guard case .word(let text) = token.kind, let number = Int(text), (1...50).contains(number) else {
      throw problem(.expected(.wholeNumber))
    }
    index += 1
    return number
  }

  private mutating func close() throws(ModelError) {
    guard pass(.sign(")")) else { throw problem(.expected(.closingParenthesis)) }
  }

  private mutating func factor() throws(ModelError) -> Terms {
    let (column, reference, contrasts) = try levels()
    let categorical = Categorical(column, reference: reference)
    guard let contrasts, contrasts != .treatment else { return Terms(.factor(categorical)) }
    return Terms(.contrasted(Contrasted(categorical, by: contrasts)))
  }

  /// Reads what stands in the parentheses of factor, and the one that closes them; an outcome has no contrasts.
  private mutating func levels(
    ofOutcome isOutcome: Bool = false
  ) throws(ModelError) -> (column: String, reference: String?, contrasts: Contrasts?) {
    let column = try name(or: .columnName)
    var reference: String?
    var contrasts: Contrasts?
    while pass(.sign(",")) {
      if reference == nil, pass(.word("reference")), pass(.equals) {
        reference = try value(or: .referenceLevel)
      } else if !isOutcome, contrasts == nil, pass(.word("contrasts")), pass(.equals) {
        contrasts = try self.contrasts()
      } else {
        throw problem(.expected(.referenceOrParenthesis))
      }
    }
    guard pass(.sign(")")) else { throw problem(.expected(.referenceOrParenthesis)) }
    return (column, reference, contrasts)
  }

  private mutating func contrasts() throws(ModelError) -> Contrasts {
    let known = Contrasts.allCases.map(\.rawValue)
    guard case .word(let name) = token.kind, let contrasts = Contrasts(rawValue: name) else {
      let found = if case .word(let name) = token.kind { name } else { "" }
      throw problem(.unknownContrasts(found, nearest: nearestName(to: found, among: known)))
    }
    index += 1
    return contrasts
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
