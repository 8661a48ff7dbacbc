import Peilstok

/// What an answer prints of a coefficient, whether of records or pooled over imputations.
struct AnsweredCoefficient: Measured {
  let term: String
  let outcomeLevel: String?
  let number: MeasuredNumber

  var estimate: Double { number.value }
  var degreesOfFreedom: Double { number.degreesOfFreedom }
  var lower: Double { number.confidenceInterval?.lower ?? .nan }
  var upper: Double { number.confidenceInterval?.upper ?? .nan }
  /// How the interval is found, where that is not by a multiple of the standard error.
  var intervalMethod: IntervalMethod? {
    number.confidenceInterval.flatMap { $0.method == .wald ? nil : $0.method }
  }
  /// What missing values took from what is known; nil where nothing was imputed.
  var missingInformation: MissingInformation? { number.missingInformation }
  /// The name of the coefficient with the level of the outcome that it belongs to.
  var fullName: String { outcomeLevel.map { $0 == term ? term : "\(term), \($0)" } ?? term }
}

extension AnsweredCoefficient {
  /// Takes over a coefficient of a fit to records.
  init(_ coefficient: Coefficient) {
    self.init(term: coefficient.term, outcomeLevel: coefficient.outcomeLevel, number: coefficient.number)
  }

  /// Takes over a pooled coefficient.
  init(_ coefficient: PooledCoefficient) {
    self.init(term: coefficient.term, outcomeLevel: coefficient.outcomeLevel, number: coefficient.number)
  }
}

/// What an answer prints of e to the power of a coefficient.
struct AnsweredRatio {
  let term: String
  let outcomeLevel: String?
  let value: Double
  /// The interval; nil for a reference level.
  let interval: (lower: Double, upper: Double)?
}

extension AnsweredRatio {
  /// Takes over a ratio of a fit to records.
  init(_ ratio: OddsRatio) {
    self.init(
      term: ratio.term, outcomeLevel: ratio.outcomeLevel, value: ratio.value,
      interval: ratio.confidenceInterval.map { ($0.lower, $0.upper) })
  }

  /// Takes over a pooled coefficient.
  init(_ coefficient: PooledCoefficient) {
    self.init(
      term: coefficient.term, outcomeLevel: coefficient.outcomeLevel, value: coefficient.exponential,
      interval: coefficient.exponentialInterval.map { ($0.lower, $0.upper) } ?? (.nan, .nan))
  }

  /// Whether this is the level that the others of the term are compared with.
  var isReference: Bool { interval == nil }
}

extension JSONValue {
  /// Degrees of freedom, which imputation leaves as a fraction.
  static func degreesOfFreedom(_ number: Double) -> JSONValue {
    Int(exactly: number).map { .integer($0) } ?? .number(number)
  }
}

extension Cell {
  /// Degrees of freedom, which imputation leaves as a fraction.
  static func degreesOfFreedom(_ number: Double) -> Cell {
    Int(exactly: number).map { .count($0) } ?? .number(number, .number(decimals: 1))
  }
}
