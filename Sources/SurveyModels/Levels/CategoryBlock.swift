internal import SurveyNumerics

/// A block of records with their linear predictors, and the weighted derivatives of their log-likelihoods.
struct CategoryBlock {
  var records: RecordBlock
  private let layout: PredictorLayout
  private let columns: ModelColumns
  /// The linear predictors, predictor after predictor, `RecordBlock.largestCount` apart.
  private var predictors: [Double]
  /// The linear predictors of one record.
  private(set) var predictorsOfRecord: [Double]
  private var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)

  init(_ likelihood: CategoryLikelihood) {
    records = RecordBlock(likelihood.columns)
    layout = likelihood.layout
    columns = likelihood.columns
    predictors = [Double](repeating: 0, count: layout.predictorCount * RecordBlock.largestCount)
    predictorsOfRecord = [Double](repeating: 0, count: layout.predictorCount)
  }

  /// Reads records and works out their predictors.
  mutating func read(
    _ rows: ArraySlice<Int32>, at parameters: [Double], fixing fixed: FixedValues = FixedValues()
  ) {
    records.read(rows, of: columns, fixing: fixed)
    let stride = RecordBlock.largestCount
    if layout.own.count == 1 {
      // The predictors differ by their intercepts alone.
      var coefficients = layout.coefficients(parameters, ofPredictor: 0)
      coefficients[0] = 0
      records.linearPredictor(coefficients, into: &predictor)
      for q in 0..<layout.predictorCount {
        for i in 0..<rows.count { predictors[q * stride + i] = predictor[i] + parameters[q] }
      }
    } else {
      for q in 0..<layout.predictorCount {
        records.linearPredictor(layout.coefficients(parameters, ofPredictor: q), into: &predictor)
        for i in 0..<rows.count { predictors[q * stride + i] = predictor[i] }
      }
    }
  }

  /// Makes the predictors of a record those of `predictorsOfRecord`.
  mutating func select(_ i: Int) {
    for q in predictorsOfRecord.indices { predictorsOfRecord[q] = predictors[q * RecordBlock.largestCount + i] }
  }
}

/// The weighted derivatives of the log-likelihoods of a block of records, and the columns that they multiply.
struct CategoryDerivatives {
  /// Σ w ∂ℓ/∂η of each predictor for each record, and last of all predictors together.
  private(set) var scores: [[Double]]
  /// −w ∂²ℓ/∂η∂η of each pair of predictors for each record.
  private(set) var information: [[Double]]
  /// The columns with coefficients for each predictor, and those that all share.
  private(set) var own: [Double] = []
  private(set) var shared: [Double] = []
  private(set) var deviance = 0.0
  private(set) var extremeCount = 0

  init(_ likelihood: CategoryLikelihood) {
    let empty = [Double](repeating: 0, count: RecordBlock.largestCount)
    scores = Array(repeating: empty, count: likelihood.layout.predictorCount + 1)
    information = Array(repeating: empty, count: likelihood.response.pairs.count)
  }

  /// Works out the derivatives of the records of a block.
  mutating func evaluate(_ rows: ArraySlice<Int32>, _ block: inout CategoryBlock, of likelihood: CategoryLikelihood) {
    let (response, layout) = (likelihood.response, likelihood.layout)
    block.records.writeColumns(layout.own, into: &own)
    block.records.writeColumns(layout.shared, into: &shared)
    var first = [Double](repeating: 0, count: layout.predictorCount)
    var second = [Double](repeating: 0, count: information.count)
    for (i, row) in rows.enumerated() {
      let weight = likelihood.weights[Int(row)] * likelihood.weightScale
      block.select(i)
      for q in first.indices { first[q] = 0 }
      for pair in second.indices { second[pair] = 0 }
      let logLikelihood = response.evaluate(
        Int(likelihood.levels[Int(row)]), block.predictorsOfRecord, scores: &first, information: &second)
      if weight > 0 { deviance -= 2 * weight * logLikelihood }
      var (total, largest) = (0.0, 0.0)
      for q in first.indices {
        scores[q][i] = weight * first[q]
        total += first[q]
      }
      for pair in second.indices {
        information[pair][i] = weight * second[pair]
        largest = max(largest, second[pair])
      }
      scores[layout.predictorCount][i] = weight * total
      if largest < 1e-8 { extremeCount += 1 }
    }
  }
}
