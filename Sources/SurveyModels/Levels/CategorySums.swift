internal import SurveyNumerics

/// What some records add to the likelihood of a model of several levels.
struct CategorySums: Sendable {
  private let layout: PredictorLayout
  private let pairs: [(Int, Int)]
  private var deviance = 0.0
  private var extremeCount = 0
  /// For each predictor Xᵀs, with an element past the last; last the sum of all.
  private var gradients: [[Double]]
  /// For each predictor and each of its columns x, Xᵀ(x ΣH): what it has in common with the shared columns.
  private var crossings: [[[Double]]]
  /// For each pair, X₀ᵀHX₀.
  private var ownInformation: [CrossProductAccumulator]
  /// X₁ᵀΣHX₁.
  private var sharedInformation: CrossProductAccumulator

  init(_ layout: PredictorLayout, pairs: [(Int, Int)]) {
    self.layout = layout
    self.pairs = pairs
    let empty = [Double](repeating: 0, count: layout.columnCount + 1)
    gradients = Array(repeating: empty, count: layout.predictorCount + 1)
    crossings = Array(
      repeating: Array(repeating: empty, count: layout.own.count),
      count: layout.shared.isEmpty ? 0 : layout.predictorCount)
    ownInformation = pairs.map { _ in CrossProductAccumulator(columnCount: layout.own.count) }
    sharedInformation = CrossProductAccumulator(columnCount: layout.shared.count)
  }

  /// Adds a block of records with their derivatives.
  mutating func add(_ records: inout RecordBlock, _ derivatives: CategoryDerivatives) {
    let count = records.count
    for q in 0..<layout.predictorCount { records.addCrossProduct(with: derivatives.scores[q], to: &gradients[q]) }
    for (position, weights) in derivatives.information.enumerated() {
      ownInformation[position].add(
        rows: derivatives.own.span.extracting(0..<layout.own.count * count), rowCount: count,
        weights: weights.span.extracting(0..<count))
    }
    guard !layout.shared.isEmpty else { return }
    records.addCrossProduct(
      with: derivatives.scores[layout.predictorCount], to: &gradients[layout.predictorCount])
    var total = [Double](repeating: 0, count: count)
    var ofPredictor = total
    var values = total
    for q in 0..<layout.predictorCount {
      for i in 0..<count { ofPredictor[i] = 0 }
      for (pair, weights) in zip(pairs, derivatives.information) where pair.0 == q || pair.1 == q {
        for i in 0..<count { ofPredictor[i] += weights[i] }
      }
      for i in 0..<count { total[i] += ofPredictor[i] }
      for position in layout.own.indices {
        for i in 0..<count { values[i] = ofPredictor[i] * derivatives.own[position * count + i] }
        records.addCrossProduct(with: values, to: &crossings[q][position])
      }
    }
    sharedInformation.add(
      rows: derivatives.shared.span.extracting(0..<layout.shared.count * count), rowCount: count, weights: total.span)
  }

  /// Takes over what was counted of the records.
  mutating func count(_ derivatives: CategoryDerivatives) {
    deviance += derivatives.deviance
    extremeCount += derivatives.extremeCount
  }

  /// Adds other sums.
  mutating func add(_ other: CategorySums) {
    deviance += other.deviance
    extremeCount += other.extremeCount
    for q in gradients.indices {
      for j in gradients[q].indices { gradients[q][j] += other.gradients[q][j] }
    }
    for q in crossings.indices {
      for position in crossings[q].indices {
        for j in crossings[q][position].indices { crossings[q][position][j] += other.crossings[q][position][j] }
      }
    }
    for pair in ownInformation.indices { ownInformation[pair].add(other.ownInformation[pair]) }
    sharedInformation.add(other.sharedInformation)
  }

  /// The gradient and the information by all parameters.
  var evaluation: LikelihoodEvaluation {
    let (own, firstShared) = (layout.own.count, layout.firstShared)
    var gradient = [Double](repeating: 0, count: layout.parameterCount)
    var matrix = Matrix(rowCount: layout.parameterCount, columnCount: layout.parameterCount)
    for q in 0..<layout.predictorCount {
      for (position, column) in layout.own.enumerated() { gradient[q * own + position] = gradients[q][column] }
    }
    for (pair, accumulator) in zip(pairs, ownInformation) {
      let product = accumulator.matrix
      for i in 0..<own {
        for j in 0..<own {
          matrix[pair.0 * own + i, pair.1 * own + j] = product[i, j]
          matrix[pair.1 * own + i, pair.0 * own + j] = product[i, j]
        }
      }
    }
    let product = sharedInformation.matrix
    for (i, column) in layout.shared.enumerated() {
      gradient[firstShared + i] = gradients[layout.predictorCount][column]
      for j in layout.shared.indices { matrix[firstShared + i, firstShared + j] = product[i, j] }
      for q in 0..<layout.predictorCount {
        for position in 0..<own {
          let value = crossings[q][position][column]
          matrix[firstShared + i, q * own + position] = value
          matrix[q * own + position, firstShared + i] = value
        }
      }
    }
    return LikelihoodEvaluation(
      deviance: deviance, gradient: gradient, information: matrix, extremeCount: extremeCount)
  }
}
