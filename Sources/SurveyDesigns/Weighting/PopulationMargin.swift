public import SurveyMicrodata
public import SurveyNumerics

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
  /// The covariance of the controls, where they are estimates themselves; cells that it does not name are exact.
  public private(set) var uncertainty: Uncertainty?

  /// The covariance of the controls of some cells.
  public struct Uncertainty: Sendable {
    /// The levels of each cell.
    public let cells: [[String]]
    /// A row and a column for each cell.
    public let covariance: Matrix
  }

  /// Returns the margin with controls that are estimates, such as those of a larger survey.
  ///
  /// The covariance of the controls is added to the variance of what is estimated (Dever and Valliant 2010).
  ///
  /// - Parameters:
  ///   - cells: the levels of each cell, in the order of the covariance.
  ///   - covariance: the covariance of the controls of the cells.
  /// - Returns: The margin with the uncertainty of its controls.
  public func estimated(cells: [[String]], covariance: Matrix) -> PopulationMargin {
    precondition(
      covariance.rowCount == cells.count && covariance.columnCount == cells.count,
      "a covariance of \(covariance.rowCount) by \(covariance.columnCount) for \(cells.count) cells")
    var margin = self
    margin.uncertainty = Uncertainty(cells: cells, covariance: covariance)
    return margin
  }

  /// Returns the margin of one control that is an estimate with a standard error.
  public func estimated(standardError: Double) -> PopulationMargin {
    precondition(controls.count == 1, "one standard error for \(controls.count) controls")
    return estimated(
      cells: Array(controls.keys),
      covariance: Matrix(rowCount: 1, columnCount: 1, repeating: standardError * standardError))
  }

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
