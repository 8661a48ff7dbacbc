/// A numeric variable of an analysis.
public struct Number: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The name of the column.
  public let name: String

  /// Names a numeric column.
  public init(_ name: String) { self.name = name }

  /// Names a numeric column.
  public init(stringLiteral value: String) { name = value }
}

/// A yes-or-no variable of an analysis: true for some levels of a column, false for its other levels.
public struct Binary: Sendable, Hashable {
  /// The name of the column.
  public let name: String
  /// The levels that count as true; for a numeric column the written numbers.
  public let trueLevels: [String]

  /// Names a column and the levels for which the statement holds.
  public init(_ name: String, isTrueFor levels: String...) {
    self.name = name
    trueLevels = levels
  }

  /// Names a column and the levels for which the statement holds.
  public init(_ name: String, isTrueFor levels: [String]) {
    self.name = name
    trueLevels = levels
  }
}

/// A variable whose levels form groups.
public struct Categorical: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The name of the column.
  public let name: String
  /// The level that the others are compared with; nil for the first level.
  public let reference: String?
  /// Whether estimates by this variable also come with a total: all records, whatever their level.
  public private(set) var hasTotal = false

  /// Names a column and, for models, its reference level.
  public init(_ name: String, reference: String? = nil) {
    self.name = name
    self.reference = reference
  }

  /// The variable with a total beside its levels, for the groups of estimates.
  public var withTotal: Categorical {
    var copy = self
    copy.hasTotal = true
    return copy
  }

  /// Names a column; its first level is the reference.
  public init(stringLiteral value: String) { self.init(value) }
}
