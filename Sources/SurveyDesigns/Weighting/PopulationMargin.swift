public import SurveyMicrodata

/// What is known of the population: counts of cells, or totals or means of a number in cells.
///
/// Cells are the combinations of levels of the variables; without variables there is one cell, everybody.
public struct PopulationMargin: Sendable {
  /// What is known of each cell.
  public enum Quantity: Sendable, Hashable {
    /// The number of persons.
    case count
    /// The total of a number.
    case total(Number)
    /// The mean of a number.
    case mean(Number)
  }

  /// What is known of each cell.
  public let quantity: Quantity
  /// The variables whose combinations are the cells.
  public let variables: [Categorical]
  /// The count, total or mean of each combination of levels.
  public let controls: [[String]: Double]

  /// The counts of the levels of one variable.
  public static func counts(of variable: Categorical, _ counts: [String: Double]) -> PopulationMargin {
    PopulationMargin(quantity: .count, variables: [variable], controls: ofOne(counts))
  }

  /// The counts of the combinations of levels of several variables.
  public static func counts(of variables: [Categorical], _ counts: [[String]: Double]) -> PopulationMargin {
    PopulationMargin(quantity: .count, variables: variables, controls: counts)
  }

  /// The number of persons in the population.
  public static func count(_ count: Double) -> PopulationMargin {
    PopulationMargin(quantity: .count, variables: [], controls: [[]: count])
  }

  /// The total of a number over the population.
  public static func total(of number: Number, _ total: Double) -> PopulationMargin {
    PopulationMargin(quantity: .total(number), variables: [], controls: [[]: total])
  }

  /// The total of a number at each level of a variable.
  public static func totals(
    of number: Number, by variable: Categorical, _ totals: [String: Double]
  ) -> PopulationMargin {
    PopulationMargin(quantity: .total(number), variables: [variable], controls: ofOne(totals))
  }

  /// The mean of a number over the population.
  public static func mean(of number: Number, _ mean: Double) -> PopulationMargin {
    PopulationMargin(quantity: .mean(number), variables: [], controls: [[]: mean])
  }

  /// The mean of a number at each level of a variable.
  public static func means(
    of number: Number, by variable: Categorical, _ means: [String: Double]
  ) -> PopulationMargin {
    PopulationMargin(quantity: .mean(number), variables: [variable], controls: ofOne(means))
  }

  private static func ofOne(_ values: [String: Double]) -> [[String]: Double] {
    Dictionary(uniqueKeysWithValues: values.map { ([$0.key], $0.value) })
  }

  /// The names of the variables, for messages.
  package var name: String {
    let cells = variables.map(\.name).joined(separator: " x ")
    let by = cells.isEmpty ? "" : " by " + cells
    switch quantity {
    case .count: return cells.isEmpty ? "population" : cells
    case .total(let number): return "total of \(number.name)" + by
    case .mean(let number): return "mean of \(number.name)" + by
    }
  }
}
