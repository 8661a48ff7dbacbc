internal import SurveyMicrodata

/// The cell of each record and the control of each cell, with what is known of the sample.
struct MarginCells: Sendable {
  let margin: PopulationMargin
  let codes: [Int32]
  let levels: [[String]]
  /// The count, total or mean of each cell in the population.
  let population: [Double]
  /// The number of each record, or nil where the margin counts.
  let values: [Double]?
  /// The sum of weights of each cell.
  let before: [Double]
  let unweightedCounts: [Int]
  private let names: [LevelName]

  /// Finds the cells of the records, and checks that sample and population have the same ones.
  init(_ margin: PopulationMargin, data: Microdata, weights: [Double]) throws(DesignError) {
    let sorted = margin.controls.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    for (position, (levels, control)) in sorted.enumerated() {
      guard control.isFinite, control >= 0 || margin.quantity != .count else {
        let factors = margin.variables.compactMap { try? data.factor(of: $0) }
        let level = LevelName(levels, of: factors, at: position, of: sorted.count)
        throw margin.quantity == .count
          ? .invalidMarginCount(variable: margin.name, level: level)
          : .invalidControl(margin: margin.name, level: levels.isEmpty ? nil : level)
      }
    }
    values = try margin.values(in: data, weights: weights)
    var factors: [Factor] = []
    for variable in margin.variables {
      let factor = try designing { () throws(MicrodataError) in try data.factor(of: variable) }
      let missing = factor.codes.indices.count { factor.codes[$0] < 0 && weights[$0] > 0 }
      guard missing == 0 else { throw .missingCalibrationVariable(variable: variable.name, count: missing) }
      factors.append(factor)
    }
    let cells = margin.controls.keys.sorted { $0.lexicographicallyPrecedes($1) }
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
            variable: margin.name,
            level: names.count == 1
              ? factors[0].messageName(at: Int(factors[0].codes[row]))
              : LevelName(names, of: factors, at: combination, of: combinations.count),
            population: nil, sample: weight)
        }
        cellOfCombination[combination] = cell
      }
      let cell = cellOfCombination[combination]
      codes[row] = cell
      before[Int(cell)] += weights[row]
      unweighted[Int(cell)] += 1
    }
    self.margin = margin
    names = cells.enumerated().map { LevelName($1, of: factors, at: $0, of: cells.count) }
    self.codes = codes
    self.before = before
    levels = cells
    population = cells.map { margin.controls[$0] ?? 0 }
    unweightedCounts = unweighted
    for cell in cells.indices where isImpossible(cell) {
      throw .marginMismatch(
        variable: margin.name, level: messageName(ofCell: cell), population: population[cell],
        sample: before[cell])
    }
  }

  /// The levels of a cell as a message may say them.
  func messageName(ofCell cell: Int) -> LevelName { names[cell] }

  /// Whether a cell has a population and no record, or records and no population.
  private func isImpossible(_ cell: Int) -> Bool {
    guard margin.quantity == .count else { return population[cell] != 0 && before[cell] == 0 }
    return (population[cell] > 0) != (before[cell] > 0)
  }

  /// The sum of the population counts.
  var total: Double { population.reduce(0, +) }

  /// Returns the count, total or mean of each cell under other weights.
  func values(under weights: [Double]) -> [Double] {
    var (sums, totals) = (population.map { _ in 0.0 }, population.map { _ in 0.0 })
    for row in weights.indices where weights[row] != 0 {
      sums[Int(codes[row])] += weights[row]
      if let values { totals[Int(codes[row])] += weights[row] * values[row] }
    }
    switch margin.quantity {
    case .count: return sums
    case .total: return totals
    case .mean: return zip(totals, sums).map { $0 / $1 }
    }
  }
}

extension PopulationMargin {
  /// Reads the number whose total or mean is known; nil for counts.
  fileprivate func values(in data: Microdata, weights: [Double]) throws(DesignError) -> [Double]? {
    let number: Number
    switch quantity {
    case .count: return nil
    case .total(let read), .mean(let read): number = read
    }
    let values = try designing { () throws(MicrodataError) in try data.numbers(of: number) }
    let missing = values.indices.count { !values[$0].isFinite && weights[$0] > 0 }
    guard missing == 0 else { throw .missingCalibrationVariable(variable: number.name, count: missing) }
    // A record of weight 0 may lack its number; 0 in its place adds nothing, where no number would spoil every sum.
    return zip(values, weights).map { value, weight in weight > 0 ? value : 0 }
  }
}
