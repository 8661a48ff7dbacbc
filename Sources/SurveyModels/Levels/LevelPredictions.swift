internal import SurveyDesigns

/// Fitted probabilities of the levels of an outcome.
extension CategoryLikelihood: PredictingLikelihood {
  func scores(at parameters: [Double]) -> ComputedValues {
    CategoryScores(likelihood: self, parameters: parameters, multiplier: nil).values
  }

  func predictions(of isWanted: [Bool], at parameters: [Double], in scenario: Scenario) -> LevelPredictions {
    LevelPredictions(self, parameters: parameters, ofLevels: isWanted, scenario: scenario)
  }
}

/// The probabilities P(η) of some levels of the outcome for a block of records, or their slopes Σ ∂P/∂η · η′ by a number.
struct LevelPredictions: PredictionBlock {
  private let likelihood: CategoryLikelihood
  private let parameters: [Double]
  private let isWanted: [Bool]
  private let scenario: Scenario
  private var block: CategoryBlock
  private var slopes: RecordBlock
  /// For each predictor its coefficients, without the intercept.
  private let coefficients: [[Double]]
  /// For each predictor η′ of each record.
  private var changes: [[Double]]
  /// ∂P/∂η of each predictor for each record, and its change where η moves along η′.
  private var first: [[Double]]
  private var second: [[Double]]
  private(set) var values = [Double](repeating: 0, count: RecordBlock.largestCount)

  init(_ likelihood: CategoryLikelihood, parameters: [Double], ofLevels isWanted: [Bool], scenario: Scenario) {
    self.likelihood = likelihood
    self.parameters = parameters
    self.isWanted = isWanted
    self.scenario = scenario
    block = CategoryBlock(likelihood)
    slopes = RecordBlock(likelihood.columns)
    let layout = likelihood.layout
    coefficients = (0..<layout.predictorCount).map {
      [0] + layout.coefficients(parameters, ofPredictor: $0).dropFirst()
    }
    first = [[Double]](
      repeating: [Double](repeating: 0, count: RecordBlock.largestCount), count: layout.predictorCount)
    second = first
    changes = first
  }

  mutating func read(_ rows: ArraySlice<Int32>) {
    block.read(rows, at: parameters, fixing: scenario.fixed)
    if let wanted = scenario.slopes {
      slopes.readSlopes(rows, of: likelihood.columns, wanted)
      for q in changes.indices { slopes.linearPredictor(coefficients[q], into: &changes[q]) }
    }
    var derivatives = [Double](repeating: 0, count: changes.count)
    var (change, curvature) = (derivatives, derivatives)
    for i in 0..<rows.count {
      block.select(i)
      let probability = likelihood.response.probability(
        ofLevels: isWanted, block.predictorsOfRecord, derivatives: &derivatives)
      values[i] = probability
      for q in derivatives.indices { first[q][i] = derivatives[q] }
      guard scenario.slopes != nil else { continue }
      for q in change.indices { change[q] = changes[q][i] }
      likelihood.response.changeOfDerivatives(
        ofLevels: isWanted, block.predictorsOfRecord, along: change, into: &curvature)
      values[i] = zip(derivatives, change).reduce(0) { $0 + $1.0 * $1.1 }
      for q in curvature.indices { second[q][i] = curvature[q] }
    }
  }

  mutating func addGradient(_ factors: [Double], to sum: inout [Double]) {
    let layout = likelihood.layout
    for q in first.indices {
      var ofColumns = [Double](repeating: 0, count: layout.columnCount + 1)
      let ofFirst = zip(factors, first[q]).map { $0 * $1 }
      if scenario.slopes == nil {
        block.records.addCrossProduct(with: ofFirst, to: &ofColumns)
      } else {
        slopes.addCrossProduct(with: ofFirst, to: &ofColumns)
        ofColumns[0] = 0
        block.records.addCrossProduct(with: zip(factors, second[q]).map { $0 * $1 }, to: &ofColumns)
      }
      for column in 0..<layout.columnCount {
        sum[layout.parameter(ofColumn: column, inPredictor: q)] += ofColumns[column]
      }
    }
  }
}
