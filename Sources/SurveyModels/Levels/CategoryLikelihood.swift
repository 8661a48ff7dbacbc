internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// The weighted likelihood of a model of an outcome with several levels, its gradient and its information.
///
/// Works through blocks of records on several threads, as that of a single predictor does. With X₀ the columns that each
/// predictor has coefficients of its own for, X₁ those that all share, s the scores and H the information by the
/// predictors of a record:
///
///     gradient        X₀ᵀsₖ for each k,  X₁ᵀΣsₖ
///     information     X₀ᵀHₖₗX₀,  X₀ᵀΣₗHₖₗX₁,  X₁ᵀΣₖₗHₖₗX₁
package struct CategoryLikelihood: ModelLikelihood {
  let frame: ModelFrame
  let columns: ModelColumns
  let response: any CategoryResponse
  let layout: PredictorLayout
  /// The level of each record of the data; negative where it takes no part.
  let levels: [Int32]
  let levelNames: [String]
  /// Whether messages may name the levels.
  let areLevelsDeclared: Bool
  let weights: [Double]
  let weightScale: Double
  let width: Int?
  /// Where each column stands among those with coefficients for each predictor, and among those that all share.
  let ownPosition: [Int?]
  let sharedPosition: [Int?]

  init(
    frame: ModelFrame, columns: ModelColumns, response: any CategoryResponse, own: [Int], levels: [Int32],
    levelNames: [String], areLevelsDeclared: Bool, weights: [Double], width: Int?
  ) {
    self.frame = frame
    self.columns = columns
    self.response = response
    self.levels = levels
    self.levelNames = levelNames
    self.areLevelsDeclared = areLevelsDeclared
    self.weights = weights
    self.width = width
    layout = PredictorLayout(predictorCount: response.predictorCount, columnCount: columns.count, own: own)
    weightScale = frame.weightScale(weights)
    ownPosition = columns.names.indices.map { own.firstIndex(of: $0) }
    let shared = layout.shared
    sharedPosition = columns.names.indices.map { shared.firstIndex(of: $0) }
  }

  func column(ofParameter parameter: Int) -> Int {
    parameter < layout.firstShared
      ? layout.own[parameter % layout.own.count] : layout.shared[parameter - layout.firstShared]
  }

  func predictorCoefficients(of parameters: [Double]) -> [[Double]] {
    (0..<layout.predictorCount).map { layout.coefficients(parameters, ofPredictor: $0) }
  }

  func outcomeName(ofRow row: Int32) -> LevelName? { nameInMessages(ofLevel: Int(levels[Int(row)])) }

  func isIntercept(_ parameter: Int) -> Bool {
    parameter < layout.firstShared && layout.own[parameter % layout.own.count] == 0
  }

  func scoreValues(at parameters: [Double]) -> ComputedValues {
    CategoryScores(likelihood: self, parameters: parameters, multiplier: nil).values
  }

  func reweighted(by weights: [Double]) -> CategoryLikelihood {
    CategoryLikelihood(
      frame: frame, columns: columns, response: response, own: layout.own, levels: levels, levelNames: levelNames,
      areLevelsDeclared: areLevelsDeclared, weights: weights, width: 1)
  }

  func startingParameters() -> [Double] {
    var parameters = [Double](repeating: 0, count: layout.parameterCount)
    for (predictor, value) in response.startingPredictors(shares: shares).enumerated() {
      parameters[predictor * layout.own.count] = value
    }
    return parameters
  }

  func expectedInformation(at parameters: [Double]) -> Matrix? { nil }

  func checkIdentification(_ information: Matrix) throws(ModelError) {
    // Under the weights of a replicate a level may be gone.
    if let empty = shares.firstIndex(where: { !($0 > 0) }) {
      throw .emptyOutcomeLevel(level: nameInMessages(ofLevel: empty))
    }
    try columns.checkCollinearity(frame.crossProduct(of: columns, weights: weights, scale: weightScale, width: width))
  }

  private func nameInMessages(ofLevel level: Int) -> LevelName {
    LevelName(levelNames[level], isDeclared: areLevelsDeclared, at: level, of: levelNames.count)
  }

  private var shares: [Double] {
    var sums = [Double](repeating: 0, count: levelNames.count)
    for row in frame.rows { sums[Int(levels[Int(row)])] += weights[Int(row)] }
    let total = sums.reduce(0, +)
    return sums.map { $0 / total }
  }

  package func evaluated(at parameters: [Double]) -> LikelihoodEvaluation {
    let parts = frame.mapParts(width: width) { rows in
      var part = CategorySums(layout, pairs: response.pairs)
      var block = CategoryBlock(self)
      var derivatives = CategoryDerivatives(self)
      frame.forEachBlock(of: rows) { some in
        block.read(some, at: parameters)
        derivatives.evaluate(some, &block, of: self)
        part.add(&block.records, derivatives)
      }
      part.count(derivatives)
      return part
    }
    return parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }.evaluation
  }

  func isSeparated(by direction: [Double], tolerance: Double) -> Bool {
    let sizes = direction.map { abs($0) }
    var (mean, objections) = (0.0, 0)
    // The first pass finds the size of a change, the second counts the records that it makes less probable.
    for isCounting in [false, true] {
      var block = RecordBlock(columns)
      var (changes, bounds) = ([Double](repeating: 0, count: layout.predictorCount), 0.0)
      let ofPredictors = (0..<layout.predictorCount).map {
        (layout.coefficients(direction, ofPredictor: $0), layout.coefficients(sizes, ofPredictor: $0))
      }
      frame.forEachBlock(of: frame.rows[...]) { some in
        block.read(some, of: columns)
        for (i, row) in some.enumerated() where weights[Int(row)] > 0 {
          bounds = 0
          for (q, (change, size)) in ofPredictors.enumerated() {
            changes[q] = change[0]
            var bound = size[0]
            block.forEachValue(ofRecord: i) { column, value in
              changes[q] += change[column] * value
              bound += size[column] * abs(value)
            }
            bounds = max(bounds, bound)
            if !isCounting { mean += abs(changes[q]) / Double(frame.rows.count * layout.predictorCount) }
          }
          if isCounting {
            let objection = response.objection(ofLevel: Int(levels[Int(row)]), to: changes)
            if objection > tolerance * max(bounds, mean) { objections += 1 }
          }
        }
      }
      guard mean > 0 else { return false }
    }
    return objections == 0
  }
}
