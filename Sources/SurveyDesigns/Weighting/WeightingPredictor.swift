public import SurveyMicrodata
internal import SurveyNumerics

/// What a propensity depends on: the levels of a variable, the combinations of several, or a number.
public enum WeightingPredictor: Sendable, Hashable, ExpressibleByStringLiteral {
  /// An indicator of each combination of levels but the first.
  case levels(of: [Categorical])
  /// A number as it is.
  case number(Number)

  /// Names a column whose levels are the predictor.
  public init(stringLiteral value: String) { self = .levels(of: [Categorical(value)]) }

  /// Names a column that is a number or levels as the data have it.
  public init(_ column: String, in data: Microdata) throws(MicrodataError) {
    switch try data.column(column) {
    case .numbers: self = .number(Number(column))
    case .factor: self = .levels(of: [Categorical(column)])
    }
  }

  /// The name of the predictor, for messages.
  var name: String {
    switch self {
    case .levels(let variables): variables.map(\.name).joined(separator: " x ")
    case .number(let number): number.name
    }
  }
}

/// The values of predictors for each record, with what a report tells of them.
struct PredictorValues: Sendable {
  /// One predictor.
  private enum Values: Sendable {
    case levels([Categorical], codes: [Int32], levels: [[String]])
    case number(Number, [Double])
  }

  /// A constant and the columns of each predictor.
  let variables: AuxiliaryVariables
  /// How each column is called.
  let labels: [ControlLabel]
  private let values: [Values]

  /// Reads predictors; a number is taken from its mean under some weights, so that no digit is lost.
  ///
  /// - Throws: `DesignError.missingCalibrationVariable` where a record with a weight has no value.
  init(
    _ predictors: [WeightingPredictor], data: Microdata, weights: [Double], centeredUnder centre: [Double]
  ) throws(DesignError) {
    precondition(!predictors.isEmpty, "a propensity needs a predictor")
    var blocks = [AuxiliaryVariables.Block(columnOfItem: [Int32](repeating: 0, count: data.rowCount), values: nil)]
    var labels = [ControlLabel(margin: "population", level: nil, kind: .sum(offset: 0))]
    var values: [Values] = []
    for predictor in predictors {
      let next = Int32(labels.count)
      switch predictor {
      case .levels(let variables):
        let (codes, levels, names) = try PredictorValues.levels(of: variables, data: data, weights: weights)
        blocks.append(.init(columnOfItem: codes.map { $0 > 0 ? next + $0 - 1 : -1 }, values: nil))
        labels += names.dropFirst().map { ControlLabel(margin: predictor.name, level: $0, kind: .sum(offset: 0)) }
        values.append(.levels(variables, codes: codes, levels: levels))
      case .number(let number):
        let read = try designing { () throws(MicrodataError) in try data.numbers(of: number) }
        try weights.requireKnown(number.name) { read[$0].isFinite }
        let known = zip(read, weights).map { $1 > 0 ? $0 : 0 }
        let mean = known.mean(under: centre)
        blocks.append(
          .init(
            columnOfItem: [Int32](repeating: next, count: data.rowCount),
            values: zip(known, weights).map { $1 > 0 ? $0 - mean : 0 }))
        labels.append(ControlLabel(margin: number.name, level: nil, kind: .mean(mean)))
        values.append(.number(number, known))
      }
    }
    variables = AuxiliaryVariables(blocks: blocks, columnCount: labels.count)
    self.labels = labels
    self.values = values
  }

  /// The combination of each record, in the order of the levels of the variables; 0 for records without weight.
  private static func levels(
    of variables: [Categorical], data: Microdata, weights: [Double]
  ) throws(DesignError) -> (codes: [Int32], levels: [[String]], names: [LevelName]) {
    precondition(!variables.isEmpty, "levels of no variable")
    var factors: [Factor] = []
    var (keys, levels) = ([Int](repeating: 0, count: data.rowCount), [[String]()])
    for variable in variables {
      let factor = try designing { () throws(MicrodataError) in try data.factor(of: variable) }
      try weights.requireKnown(variable.name) { factor.codes[$0] >= 0 }
      keys = zip(keys, factor.codes).map { $0 * factor.levels.count + Int(max($1, 0)) }
      factors.append(factor)
      levels = levels.flatMap { names in factor.levels.map { names + [$0] } }
    }
    // Only what occurs has a column.
    var isPresent = [Bool](repeating: false, count: levels.count)
    for (row, key) in keys.enumerated() where weights[row] > 0 { isPresent[key] = true }
    let present = levels.indices.filter { isPresent[$0] }
    var codeOfKey = [Int32](repeating: 0, count: levels.count)
    for (code, key) in present.enumerated() { codeOfKey[key] = Int32(code) }
    let names = present.enumerated().map { LevelName(levels[$1], of: factors, at: $0, of: present.count) }
    return (keys.map { codeOfKey[$0] }, present.map { levels[$0] }, names)
  }

  /// Tells the predictors in the population, which some weights stand for, and under the weights before and after.
  func cells(population: [Double], before: [Double], after: [Double]) -> [CalibrationReport.Cell] {
    let totals = [population, before, after].map { $0.reduce(0, +) }
    return values.flatMap { values -> [CalibrationReport.Cell] in
      switch values {
      case .levels(let variables, let codes, let levels):
        let sums = [population, before, after].map { weights in
          var sums = [Double](repeating: 0, count: levels.count)
          for (row, code) in codes.enumerated() { sums[Int(code)] += weights[row] }
          return sums
        }
        var counts = [Int](repeating: 0, count: levels.count)
        for (row, code) in codes.enumerated() where before[row] > 0 { counts[Int(code)] += 1 }
        return levels.indices.map { level in
          CalibrationReport.Cell(
            margin: variables.map(\.name).joined(separator: " x "), quantity: .count,
            variables: variables.map(\.name), levels: levels[level], population: sums[0][level],
            before: sums[1][level], after: sums[2][level], unweightedCount: counts[level],
            share: sums[0][level] / totals[0], shareBefore: sums[1][level] / totals[1],
            shareAfter: sums[2][level] / totals[2])
        }
      case .number(let number, let numbers):
        return [
          CalibrationReport.Cell(
            margin: "mean of \(number.name)", quantity: .mean(number), variables: [], levels: [],
            population: numbers.mean(under: population), before: numbers.mean(under: before),
            after: numbers.mean(under: after), unweightedCount: before.count { $0 > 0 }, share: nil, shareBefore: nil,
            shareAfter: nil)
        ]
      }
    }
  }
}

extension [Double] {
  /// Σwx/Σw.
  fileprivate func mean(under weights: [Double]) -> Double {
    let (sum, weight) = zip(self, weights).reduce((0.0, 0.0)) { ($0.0 + $1.0 * $1.1, $0.1 + $1.1) }
    return weight > 0 ? sum / weight : 0
  }

  /// Throws where a record with a weight of these has no value.
  func requireKnown(_ variable: String, _ isKnown: (Int) -> Bool) throws(DesignError) {
    let missing = indices.count { self[$0] > 0 && !isKnown($0) }
    guard missing == 0 else { throw .missingCalibrationVariable(variable: variable, count: missing) }
  }
}
