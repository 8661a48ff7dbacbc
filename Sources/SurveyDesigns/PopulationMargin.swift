public import SurveyMicrodata

/// Population counts of the cells of one or more crossed variables.
public struct PopulationMargin: Sendable {
  /// The variables whose combinations are the cells.
  public let variables: [Categorical]
  /// The population count of each combination of levels.
  public let counts: [[String]: Double]

  /// The counts of the levels of one variable.
  public static func counts(of variable: Categorical, _ counts: [String: Double]) -> PopulationMargin {
    PopulationMargin(
      variables: [variable], counts: Dictionary(uniqueKeysWithValues: counts.map { ([$0.key], $0.value) }))
  }

  /// The counts of the combinations of levels of several variables.
  public static func counts(of variables: [Categorical], _ counts: [[String]: Double]) -> PopulationMargin {
    PopulationMargin(variables: variables, counts: counts)
  }

  /// The names of the variables, for messages.
  package var name: String { variables.map(\.name).joined(separator: " x ") }
}
