/// The combinations of cells of several margins that records have, with the sum of the weights of each.
///
/// Raking multiplies all weights of a combination by one number, so it needs no record before it is done.
struct CrossedMargins: Sendable {
  /// The combination of each record.
  let combinationOfRow: [Int32]
  private let weights: [Double]
  private let margins: [MarginCells]
  /// For each margin, the cell of each combination.
  private let cellOfCombination: [[Int32]]

  init(_ margins: [MarginCells], weights: [Double]) {
    let combinations = IdentifierCodes(
      combining: margins.map { ($0.codes, $0.population.count) }, rowCount: weights.count)
    var sums = [Double](repeating: 0, count: combinations.count)
    var cells = margins.map { _ in [Int32](repeating: 0, count: combinations.count) }
    for (row, combination) in combinations.codes.enumerated() { sums[Int(combination)] += weights[row] }
    for (position, margin) in margins.enumerated() {
      for (row, combination) in combinations.codes.enumerated() {
        cells[position][Int(combination)] = margin.codes[row]
      }
    }
    combinationOfRow = combinations.codes
    self.weights = sums
    self.margins = margins
    cellOfCombination = cells
  }

  /// The factor 1 for each combination.
  var unitFactors: [Double] { [Double](repeating: 1, count: weights.count) }

  /// Returns the sum of the multiplied weights in each cell of a margin.
  func sums(ofMargin margin: Int, factors: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: margins[margin].population.count)
    for (combination, cell) in cellOfCombination[margin].enumerated() {
      sums[Int(cell)] += weights[combination] * factors[combination]
    }
    return sums
  }

  /// Multiplies the factors so that the weights meet the population counts of one margin.
  func fit(_ factors: inout [Double], toMargin margin: Int) {
    let sums = sums(ofMargin: margin, factors: factors)
    let change = zip(margins[margin].population, sums).map { $1 > 0 ? $0 / $1 : 1 }
    for (combination, cell) in cellOfCombination[margin].enumerated() { factors[combination] *= change[Int(cell)] }
  }

  /// The cell that lies furthest from its population count, relative to the population.
  func worstMisfit(factors: [Double]) -> (misfit: Double, margin: Int, cell: Int, reached: Double) {
    var worst = (misfit: 0.0, margin: 0, cell: 0, reached: 0.0)
    for (position, margin) in margins.enumerated() {
      for (cell, sum) in sums(ofMargin: position, factors: factors).enumerated() {
        let misfit = abs(sum - margin.population[cell]) / margin.total
        if misfit > worst.misfit { worst = (misfit, position, cell, sum) }
      }
    }
    return worst
  }
}
