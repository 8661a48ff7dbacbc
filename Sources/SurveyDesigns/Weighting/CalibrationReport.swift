internal import SurveyMicrodata

/// What one calibration of the weights did.
public struct CalibrationReport: Sendable {
  /// The name of the method: post-stratification, raking, or one calibration or another.
  public let method: String
  /// The number of rounds over the margins, or of Newton steps.
  public let iterationCount: Int
  /// The smallest and the largest factor that a weight was multiplied by.
  public let factors: ClosedRange<Double>
  /// Every cell of every margin.
  public let cells: [Cell]

  /// One cell of a margin.
  public struct Cell: Sendable {
    /// The name of the margin.
    public let margin: String
    /// What is known of the cell.
    public let quantity: PopulationMargin.Quantity
    /// The variables of the margin.
    public let variables: [String]
    /// The level of each variable.
    public let levels: [String]
    /// The population count, total or mean to be met.
    public let population: Double
    /// The sum of the weights, total or mean before.
    public let before: Double
    /// The sum of the weights, total or mean after.
    public let after: Double
    /// The number of records.
    public let unweightedCount: Int
  }
}

extension CalibrationReport {
  init(
    _ method: String, iterations: Int, margins: [MarginCells], weightsBefore: [Double], weightsAfter: [Double]
  ) {
    self.method = method
    iterationCount = iterations
    let used = weightsBefore.indices.lazy.filter { weightsBefore[$0] > 0 }.map { weightsAfter[$0] / weightsBefore[$0] }
    factors = (used.min() ?? 1)...(used.max() ?? 1)
    cells = margins.flatMap { margin in
      let (before, after) = (margin.values(under: weightsBefore), margin.values(under: weightsAfter))
      return margin.levels.indices.map { cell in
        Cell(
          margin: margin.margin.name, quantity: margin.margin.quantity,
          variables: margin.margin.variables.map(\.name), levels: margin.levels[cell],
          population: margin.population[cell], before: before[cell], after: after[cell],
          unweightedCount: margin.unweightedCounts[cell])
      }
    }
  }
}
