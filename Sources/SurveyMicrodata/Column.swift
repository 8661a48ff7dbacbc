/// The values of one variable, one for each record.
public enum Column: Sendable {
  /// Numbers; a missing value is a NaN whose payload tells the kind (see `MissingKind`).
  case numbers([Double])
  /// Answers from a list of levels.
  case factor(Factor)
}

extension Column {
  /// The number of records.
  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .factor(let factor): factor.codes.count
    }
  }

  /// The kind of missing at a record, or nil where there is an answer.
  public func missingKind(at row: Int) -> MissingKind? {
    switch self {
    case .numbers(let values): MissingKind(number: values[row])
    case .factor(let factor): MissingKind(code: factor.codes[row])
    }
  }
}
