public import SurveyMicrodata
internal import SurveyNumerics

/// The cells within which who answered stands for who did not.
struct ResponseCells: Sendable {
  /// The cell of each item.
  let cellOfItem: [Int32]
  let responds: [Bool]
  let count: Int

  /// Returns the factor of each item, 0 for who did not answer; nil where a cell has weight and nobody who answered.
  func factors(weights: [Double]) -> [Double]? {
    let (all, responding) = sums(weights)
    guard zip(all, responding).allSatisfy({ $0 == 0 || $1 > 0 }) else { return nil }
    return cellOfItem.indices.map { item in
      let cell = Int(cellOfItem[item])
      return responds[item] && responding[cell] > 0 ? all[cell] / responding[cell] : 0
    }
  }

  /// The sum of the weights of each cell, and of those who answered.
  func sums(_ weights: [Double]) -> (all: [Double], responding: [Double]) {
    var (all, responding) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    for (item, cell) in cellOfItem.enumerated() {
      all[Int(cell)] += weights[item]
      if responds[item] { responding[Int(cell)] += weights[item] }
    }
    return (all, responding)
  }
}

extension SurveyDesign {
  /// Returns the design with the weights of those who did not answer given to those who did, within cells.
  ///
  /// In a cell with the sum of weights W, of which Wᵣ answered, the weight of who answered is multiplied by W/Wᵣ and that
  /// of who did not by 0. With ȳᵣ the mean of who answered, a record varies as w(ȳᵣ + W/Wᵣ · r(y − ȳᵣ)) (Särndal, Swensson
  /// and Wretman 1992, section 15.6): the size of a cell is itself an estimate. Every replicate is adjusted anew.
  ///
  /// - Parameters:
  ///   - response: whether a record answered.
  ///   - variables: the variables whose combinations are the cells; none for one cell.
  /// - Returns: The design in which those who answered carry all the weight.
  /// - Throws: `DesignError` for a cell in which nobody answered, and for unknown values.
  public func adjustedForNonresponse(
    _ response: Binary, within variables: Categorical...
  ) throws(DesignError) -> SurveyDesign {
    guard domain == nil else { throw .calibrationOfDomain }
    let data = self.data
    let answers = try designing { () throws(MicrodataError) in try data.indicator(of: response) }
    var identifiers: [(codes: [Int32], count: Int)] = []
    try weights.requireKnown(response.name) { answers[$0] >= 0 }
    var read: [Factor] = []
    for variable in variables {
      let factor = try designing { () throws(MicrodataError) in try data.factor(of: variable) }
      try weights.requireKnown(variable.name) { factor.codes[$0] >= 0 }
      identifiers.append((factor.codes.map { max($0, 0) }, factor.levels.count))
      read.append(factor)
    }
    let combined = IdentifierCodes(combining: identifiers, rowCount: data.rowCount)
    let cells = ResponseCells(
      cellOfItem: combined.codes, responds: answers.map { $0 == 1 }, count: combined.count)
    let (all, responding) = cells.sums(weights)
    guard let factors = cells.factors(weights: weights) else {
      let cell = all.indices.first { all[$0] > 0 && responding[$0] == 0 } ?? 0
      let row = combined.codes.firstIndex(of: Int32(cell)) ?? 0
      let levels = zip(read, identifiers).map { $0.levels[Int($1.codes[row])] }
      throw .cellWithoutRespondents(
        variable: variables.map(\.name).joined(separator: " x "),
        level: read.count == 1
          ? read[0].messageName(at: Int(identifiers[0].codes[row]))
          : LevelName(levels, of: read, at: cell, of: combined.count),
        weight: all[cell])
    }
    let adjusted = zip(weights, factors).map { $0 * $1 }
    let step = WeightingStep(
      cells, change: .response(cells), weightsBefore: weights, factors: factors, earlier: weightingSteps,
      report: CalibrationReport(
        "non-response adjustment", iterations: 1, margins: [],
        weightsBefore: weights.indices.map { cells.responds[$0] ? weights[$0] : 0 }, weightsAfter: adjusted))
    return try weighted(adjusted, steps: weightingSteps.map { $0.followed(byMultiplier: factors) } + [step])
      .withReplicatesCalibrated()
  }
}
