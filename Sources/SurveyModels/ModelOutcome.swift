public import SurveyMicrodata

/// What a generalised linear model explains.
public enum ModelOutcome: Sendable, Hashable {
  /// Whether a statement holds.
  case binary(Binary)
  /// A number.
  case number(Number)

  /// The name of the column.
  public var name: String {
    switch self {
    case .binary(let binary): binary.name
    case .number(let number): number.name
    }
  }
}
