public import SurveyDesigns
public import SurveyMicrodata

/// A model written as text, such as `smoker == yes ~ age * sex + factor(region, reference = "north")`.
///
/// ```
/// OUTCOME ~ TERMS          OUTCOME == LEVEL ~ TERMS
/// factor(OUTCOME, reference = LEVEL) ~ TERMS
/// Surv(TIME, EVENT) ~ TERMS, Surv(TIME, EVENT == LEVEL) ~ TERMS, or time( ) for Surv( )
/// a + b                    main effects
/// a : b                    their interaction alone
/// a * b                    a + b + a:b
/// factor(a)                levels, also where the column holds numbers
/// factor(a, reference = L) the level that the others are compared with
/// factor(a, contrasts = K) treatment, sum, helmert or polynomial
/// log(a), sqrt(a), I(a^2)  a function of a number
/// ns(a, 3)                 a natural cubic spline
/// poly(a, 2)               orthogonal polynomials
/// offset(log(a))           a part without a coefficient
/// 1                        the intercept, which is always there
/// ```
///
/// Columns of levels enter as levels and columns of numbers as numbers. Names of coefficients follow R. Odd names stand
/// in backticks, odd levels in quotes. Without a level, an outcome of the numbers 0 and 1 models 1, and a column of two
/// levels the one that is certain to mean yes, as `Microdata.statement(_:)` says; R models the second, whatever it means.
public struct ModelFormula: Sendable, Equatable {
  /// The column of the outcome; of a time until an event, that of the event.
  public let outcomeColumn: String
  /// The level of the outcome that is modelled; nil to let the column say.
  public let outcomeLevel: String?
  /// The level that the others are compared with, where the outcome stands as a factor.
  public let outcomeReference: String?
  /// The column of times, where the outcome is a time until an event.
  public let timeColumn: String?
  /// The terms.
  public let terms: Terms

  /// Reads a formula.
  ///
  /// - Throws: `ModelError.malformedFormula` with the character where reading stopped.
  public init(parsing text: String) throws(ModelError) {
    var parser = try FormulaParser(text)
    let outcome = try parser.outcome()
    (outcomeColumn, outcomeLevel) = (outcome.column, outcome.level)
    (outcomeReference, timeColumn) = (outcome.reference, outcome.timeColumn)
    try parser.passTilde()
    terms = try parser.sum(depth: 0)
    try parser.end()
  }

  /// Returns the logistic model that the formula means for some data.
  ///
  /// - Throws: `ModelError` for an unknown column or level, with the nearest name, and for an outcome that does not
  ///   say by itself which level is modelled.
  public func model(for data: Microdata) throws(ModelError) -> LogisticModel {
    try checkStatement(in: data)
    return LogisticModel(of: try outcome(in: data), on: terms)
  }

  /// Returns the model that the formula means for some data under a family and link.
  ///
  /// A Poisson model of an outcome with a level, or of a column of two levels, is one of a yes-or-no outcome: its
  /// coefficients are the logarithms of prevalence ratios.
  public func model(
    for data: Microdata, family: ResponseFamily, link: LinkFunction? = nil
  ) throws(ModelError) -> GeneralizedLinearModel {
    try checkStatement(in: data)
    return GeneralizedLinearModel(of: try outcome(in: data, of: family), on: terms, family: family, link: link)
  }

  /// Fits the model to the records of a design.
  public func fitted(
    to design: SurveyDesign, family: ResponseFamily = .binomial, link: LinkFunction? = nil, level: Double = 0.95
  ) throws(ModelError) -> ModelFit {
    try model(for: design.data, family: family, link: link).fitted(to: design, level: level)
  }

  private func checkStatement(in data: Microdata) throws(ModelError) {
    guard timeColumn == nil, outcomeReference == nil else {
      throw .outcomeOfAnotherModel(column: outcomeColumn, wanted: timeColumn == nil ? .order : .statement)
    }
    try checkColumns(in: data)
  }

  /// Throws where the data lack a column of the terms.
  func checkColumns(in data: Microdata) throws(ModelError) {
    for variable in terms.variables + terms.offsets {
      _ = try reading { () throws(MicrodataError) in try data.column(variable.columnName) }
    }
  }

  private func outcome(in data: Microdata, of family: ResponseFamily) throws(ModelError) -> ModelOutcome {
    if family == .binomial || outcomeLevel != nil { return .binary(try outcome(in: data)) }
    if case .factor = try reading({ () throws(MicrodataError) in try data.column(outcomeColumn) }), family == .poisson {
      return .binary(try outcome(in: data))
    }
    return .number(Number(outcomeColumn))
  }

  /// Returns the statement that the outcome is the level that is modelled.
  func outcome(in data: Microdata) throws(ModelError) -> Binary {
    let name = outcomeColumn
    if let level = outcomeLevel {
      let outcome = Binary(name, isTrueFor: level)
      _ = try reading { () throws(MicrodataError) in try data.indicator(of: outcome) }
      return outcome
    }
    switch try reading({ () throws(MicrodataError) in try data.column(name) }) {
    case .numbers(let values):
      guard values.allSatisfy({ $0.isNaN || $0 == 0 || $0 == 1 }) else {
        throw .outcomeWithoutLevel(column: name)
      }
      return Binary(name, isTrueFor: "1")
    case .factor:
      return try reading { () throws(MicrodataError) in try data.statement(of: VariableLevel(name)) }
    }
  }
}
