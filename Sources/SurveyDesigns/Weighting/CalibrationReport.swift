internal import SurveyMicrodata

/// What one calibration, trimming or adjustment of the weights did.
///
/// Its method is post-stratification, raking, a calibration by its name, trimming, non-response adjustment or a propensity.
public struct CalibrationReport: Sendable {
  /// The name of the method.
  public let method: String
  /// The number of rounds over the margins, or of Newton steps.
  public let iterationCount: Int
  /// The smallest and the largest factor that a weight was multiplied by.
  public let factors: ClosedRange<Double>
  /// Every cell of every margin or predictor; none for a step that has neither.
  public let cells: [Cell]
  /// The weights that were cut off; nil for a step that is no trimming.
  public let cut: Cut?

  /// What a trimming cut off.
  public struct Cut: Sendable, Hashable {
    /// The smallest and the largest weight.
    public let bounds: ClosedRange<Double>
    /// The number of weights that were cut off at a bound.
    public let count: Int
  }

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
    /// The share of the population count among those of the margin; nil for totals and means.
    let share: Double?
    let shareBefore: Double?
    let shareAfter: Double?
  }
}

extension CalibrationReport {
  /// How far the share of a cell lies from the population's before and after, in standard deviations of its indicator.
  ///
  /// |p − P|/√(P(1 − P)); nil for totals and means and where the cell is all of the population.
  public func absoluteStandardizedDifferences(of cell: Cell) -> (before: Double, after: Double)? {
    guard let share = cell.share, let before = cell.shareBefore, let after = cell.shareAfter, share > 0, share < 1
    else {
      return nil
    }
    let deviation = (share * (1 - share)).squareRoot()
    return (abs(before - share) / deviation, abs(after - share) / deviation)
  }

  init(
    _ method: String, iterations: Int, margins: [MarginCells], weightsBefore: [Double], weightsAfter: [Double],
    cells: [Cell]? = nil, cut: Cut? = nil
  ) {
    self.method = method
    iterationCount = iterations
    self.cut = cut
    let used = weightsBefore.indices.lazy.filter { weightsBefore[$0] > 0 }.map { weightsAfter[$0] / weightsBefore[$0] }
    factors = (used.min() ?? 1)...(used.max() ?? 1)
    self.cells =
      cells
      ?? margins.flatMap { margin in
        let (before, after) = (margin.values(under: weightsBefore), margin.values(under: weightsAfter))
        let isCount = margin.margin.quantity == .count
        let (sumBefore, sumAfter) = (before.reduce(0, +), after.reduce(0, +))
        return margin.levels.indices.map { cell in
          Cell(
            margin: margin.margin.name, quantity: margin.margin.quantity,
            variables: margin.margin.variables.map(\.name), levels: margin.levels[cell],
            population: margin.population[cell], before: before[cell], after: after[cell],
            unweightedCount: margin.unweightedCounts[cell],
            share: isCount ? margin.population[cell] / margin.total : nil,
            shareBefore: isCount ? before[cell] / sumBefore : nil, shareAfter: isCount ? after[cell] / sumAfter : nil)
        }
      }
  }
}
