internal import SurveyMicrodata

/// The cell of each record and the count of each cell, with what is known of the sample.
struct MarginCells: Sendable {
  let margin: PopulationMargin
  let codes: [Int32]
  let levels: [[String]]
  let population: [Double]
  let before: [Double]
  let unweightedCounts: [Int]

  /// Finds the cells of the records, and checks that sample and population have the same ones.
  init(_ margin: PopulationMargin, data: Microdata, weights: [Double]) throws(DesignError) {
    for (levels, count) in margin.counts where !(count >= 0 && count.isFinite) {
      throw .invalidMarginCount(variable: margin.name, level: levels.joined(separator: ", "))
    }
    var factors: [Factor] = []
    for variable in margin.variables {
      let factor = try designing { () throws(MicrodataError) in try data.factor(of: variable) }
      let missing = factor.codes.indices.count { factor.codes[$0] < 0 && weights[$0] > 0 }
      guard missing == 0 else { throw .missingCalibrationVariable(variable: variable.name, count: missing) }
      factors.append(factor)
    }
    let cells = margin.counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let cellOfLevels = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1, Int32($0)) })
    let combinations = IdentifierCodes(
      combining: factors.map { ($0.codes.map { max($0, -1) + 1 }, $0.levels.count + 1) }, rowCount: data.rowCount)
    var cellOfCombination = [Int32](repeating: -1, count: combinations.count)
    var codes = [Int32](repeating: 0, count: data.rowCount)
    var before = [Double](repeating: 0, count: cells.count)
    var unweighted = [Int](repeating: 0, count: cells.count)
    for row in codes.indices {
      // A record of weight 0 without a value weighs nothing in any cell.
      guard weights[row] > 0 else { continue }
      let combination = Int(combinations.codes[row])
      if cellOfCombination[combination] < 0 {
        let names = factors.map { $0.levels[Int($0.codes[row])] }
        guard let cell = cellOfLevels[names] else {
          let weight = codes.indices.reduce(0.0) { sum, other in
            Int(combinations.codes[other]) == combination ? sum + weights[other] : sum
          }
          throw .marginMismatch(
            variable: margin.name, level: names.joined(separator: ", "), population: nil, sample: weight)
        }
        cellOfCombination[combination] = cell
      }
      let cell = cellOfCombination[combination]
      codes[row] = cell
      before[Int(cell)] += weights[row]
      unweighted[Int(cell)] += 1
    }
    self.margin = margin
    self.codes = codes
    self.before = before
    levels = cells
    population = cells.map { margin.counts[$0] ?? 0 }
    unweightedCounts = unweighted
    for cell in cells.indices where (population[cell] > 0) != (before[cell] > 0) {
      throw .marginMismatch(
        variable: margin.name, level: cells[cell].joined(separator: ", "), population: population[cell],
        sample: before[cell])
    }
  }

  /// The sum of the population counts.
  var total: Double { population.reduce(0, +) }

  /// Returns the sum of weights in each cell.
  func sums(of weights: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: population.count)
    for row in weights.indices { sums[Int(codes[row])] += weights[row] }
    return sums
  }
}
