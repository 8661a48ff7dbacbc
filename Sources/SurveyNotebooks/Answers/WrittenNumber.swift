public import SurveyEstimates
public import SurveyImputation
public import SurveyModels

/// A number of an answer with what it is of: what a table, JSON and CSV write of an estimate, a coefficient or a margin.
public struct WrittenNumber: Measured {
  /// The kind of number, such as "prevalence", "coefficient" or "odds-ratio" (`RatioKind`).
  public let kind: String
  /// The name of the variable, or of a coefficient.
  public let name: String
  /// The level of the variable; nil where none is meant.
  public let level: String?
  /// The level of the outcome that a coefficient belongs to; nil where it belongs to all.
  public let outcomeLevel: String?
  /// The groups of an estimate, or the levels that a coefficient stands for.
  public let domain: [DomainLevel]
  /// The number with its precision.
  public let number: MeasuredNumber
  /// Whether it is the level that others are compared with, and nothing was estimated of it.
  public let isReference: Bool
  /// The number of records behind it; nil where that is not known of one number.
  public let unweightedCount: Int?
  /// The number of records left out because a value is missing.
  public let missingCount: Int?
  /// What the number is written as.
  let form: Form

  /// How a number is written for reading.
  enum Form: Sendable {
    case share
    case ratio
    case number
    case count
  }

  init(
    _ kind: String, of name: String, level: String? = nil, outcomeLevel: String? = nil, domain: [DomainLevel] = [],
    _ number: MeasuredNumber, isReference: Bool = false, unweightedCount: Int? = nil, missingCount: Int? = nil,
    form: Form
  ) {
    (self.kind, self.name, self.level, self.outcomeLevel) = (kind, name, level, outcomeLevel)
    (self.domain, self.number, self.isReference) = (domain, number, isReference)
    (self.unweightedCount, self.missingCount, self.form) = (unweightedCount, missingCount, form)
  }
}

extension WrittenNumber {
  /// Whether it is a coefficient or e to the power of one, whose levels are those of its term.
  var isOfCoefficient: Bool { ["coefficient", "exponential"].contains(kind) || RatioKind(rawValue: kind) != nil }
}

/// What can be written as a row of a table, an element of JSON and a record of CSV.
public protocol Writable: Sendable {
  /// The number with what it is of.
  var written: WrittenNumber { get }
}

extension Estimate: Writable {
  /// The estimate with its variable, level and groups.
  public var written: WrittenNumber {
    WrittenNumber(
      statistic.rawValue, of: variable, level: level, domain: domain, number, unweightedCount: unweightedCount,
      missingCount: missingCount, form: statistic.form)
  }
}

extension PooledEstimate: Writable {
  /// The pooled estimate with its variable, level and groups.
  public var written: WrittenNumber {
    WrittenNumber(
      statistic.rawValue, of: variable, level: level, domain: domain, number, unweightedCount: unweightedCount,
      missingCount: missingCount, form: statistic.form)
  }
}

extension Statistic {
  fileprivate var form: WrittenNumber.Form {
    switch self {
    case .total: .count
    case .ratio, .correlation, .gini, .quintileShareRatio, .alpha, .kappa: .ratio
    default: isShare ? .share : .number
    }
  }
}

extension Coefficient: Writable {
  /// The coefficient with its name.
  public var written: WrittenNumber {
    WrittenNumber("coefficient", of: term, outcomeLevel: outcomeLevel, domain: levels, number, form: .number)
  }
}

extension PooledCoefficient: Writable {
  /// The pooled coefficient with its name.
  public var written: WrittenNumber {
    WrittenNumber("coefficient", of: term, outcomeLevel: outcomeLevel, domain: levels, number, form: .number)
  }
}

extension SmallSampleCoefficient: Writable {
  /// The coefficient with its name.
  public var written: WrittenNumber { WrittenNumber("coefficient", of: term, number, form: .number) }
}

extension OddsRatio: Writable {
  /// The ratio with the name of its coefficient.
  public var written: WrittenNumber {
    WrittenNumber(
      kind?.rawValue ?? "exponential", of: term, outcomeLevel: outcomeLevel, domain: levels, number,
      isReference: isReference, form: .ratio)
  }
}

extension Margin: Writable {
  /// The adjusted mean with its variable and level.
  public var written: WrittenNumber {
    WrittenNumber("margin", of: variable, level: level, number, form: number.scale.isShare ? .share : .number)
  }
}

extension PooledMargin: Writable {
  /// The pooled adjusted mean with its variable and level.
  public var written: WrittenNumber {
    WrittenNumber("margin", of: variable, level: level, number, form: number.scale.isShare ? .share : .number)
  }
}

extension MarginalEffect: Writable {
  /// The change of the mean with its variable and level.
  public var written: WrittenNumber {
    WrittenNumber("effect", of: variable, level: level, change.number, form: .number)
  }
}

extension MeasuredNumber.Scale {
  fileprivate var isShare: Bool { if case .share = self { true } else { false } }
}
