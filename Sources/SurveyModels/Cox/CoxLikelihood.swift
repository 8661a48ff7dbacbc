private import Foundation
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// The weighted partial likelihood of a proportional hazards model, its gradient and its information.
///
/// At a time with events D, of d records with mean weight w̄, the sums over those at risk S₀ = Σ w e^η and S₁ = Σ w e^η x
/// are taken d times, less j/d of their part in D for Efron's j = 0 … d − 1 and as they are for Breslow:
///
///     ℓ = Σ_D w η − w̄ Σⱼ log S₀ⱼ
///
/// The information Σ w̄ (S₂ⱼ/S₀ⱼ − x̄ⱼx̄ⱼᵀ) is that of all records with the weights w e^η Λ, Λ being the hazard that each has
/// lived through, less that of the means x̄ⱼ = S₁ⱼ/S₀ⱼ: two cross-products, and no sum of squares for each risk set.
struct CoxLikelihood: ModelLikelihood {
  let frame: ModelFrame
  let columns: ModelColumns
  let survival: SurvivalTimes
  let ties: CoxModel.Ties
  let weights: [Double]
  let weightScale: Double
  let width: Int?
  /// The complete records, the longest time first.
  let order: [Int32]
  /// The runs of records of the same time, as positions in the order.
  let runs: [Range<Int>]

  init(
    frame: ModelFrame, columns: ModelColumns, survival: SurvivalTimes, ties: CoxModel.Ties, weights: [Double],
    width: Int?
  ) {
    let order = [Int32](ascending(frame.rows, by: survival.times).reversed())
    var runs: [Range<Int>] = []
    var start = 0
    for end in order.indices.dropFirst() where survival.times[Int(order[end])] != survival.times[Int(order[start])] {
      runs.append(start..<end)
      start = end
    }
    runs.append(start..<order.count)
    self.init(
      frame: frame, columns: columns, survival: survival, ties: ties, weights: weights, width: width, order: order,
      runs: runs)
  }

  private init(
    frame: ModelFrame, columns: ModelColumns, survival: SurvivalTimes, ties: CoxModel.Ties, weights: [Double],
    width: Int?, order: [Int32], runs: [Range<Int>]
  ) {
    self.frame = frame
    self.columns = columns
    self.survival = survival
    self.ties = ties
    self.weights = weights
    self.width = width
    self.order = order
    self.runs = runs
    weightScale = frame.weightScale(weights)
  }

  /// The number of coefficients; the baseline takes the place of an intercept.
  var count: Int { columns.count - 1 }

  func column(ofParameter parameter: Int) -> Int { parameter + 1 }

  func predictorCoefficients(of parameters: [Double]) -> [[Double]] { [[0] + parameters] }

  /// A time is no level.
  func outcomeName(ofRow row: Int32) -> LevelName? { nil }

  func isIntercept(_ parameter: Int) -> Bool { false }

  func scoreValues(at parameters: [Double]) -> ComputedValues { CoxScores(self, at: parameters).values }

  func reweighted(by weights: [Double]) -> CoxLikelihood {
    CoxLikelihood(
      frame: frame, columns: columns, survival: survival, ties: ties, weights: weights, width: 1, order: order,
      runs: runs)
  }

  func startingParameters() -> [Double] { [Double](repeating: 0, count: count) }

  func expectedInformation(at parameters: [Double]) -> Matrix? { nil }

  func checkIdentification(_ information: Matrix) throws(ModelError) {
    try columns.checkCollinearity(frame.crossProduct(of: columns, weights: weights, scale: weightScale, width: width))
  }

  func hasEvent(_ row: Int32) -> Bool { survival.events[Int(row)] == 1 && weights[Int(row)] > 0 }

  func evaluated(at parameters: [Double]) -> LikelihoodEvaluation {
    var gradient = [Double](repeating: 0, count: columns.count + 1)
    var means = MeanVectors(count: count)
    var logLikelihood = 0.0
    let hazards = hazards(at: parameters) { step in
      logLikelihood += step.eventPredictorSum - step.meanWeight * step.logDenominators
      for j in gradient.indices { gradient[j] += step.eventSum[j] }
      step.forEachMean { mean, weight in
        for j in 0..<count { gradient[j + 1] -= weight * mean[j] }
        means.add(mean, weight: weight)
      }
    }
    let lived = livedInformation(at: parameters, hazards: hazards)
    let ofMeans = means.crossProduct
    var information = Matrix(rowCount: count, columnCount: count)
    for i in 0..<count {
      for j in 0..<count { information[i, j] = lived[i + 1, j + 1] - ofMeans[i, j] }
    }
    return LikelihoodEvaluation(
      deviance: -2 * logLikelihood, gradient: Array(gradient[1...count]), information: information, extremeCount: 0)
  }

  /// Returns Σ w e^η Λ x xᵀ over the records.
  private func livedInformation(at parameters: [Double], hazards: CoxHazards) -> Matrix {
    let parts = frame.mapParts(width: width) { rows in
      var block = RecordBlock(columns)
      var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
      var sum = CrossProductAccumulator(columnCount: columns.count)
      frame.forEachBlock(of: rows) { some in
        block.read(some, of: columns)
        block.linearPredictor([0] + parameters, into: &predictor)
        for (i, row) in some.enumerated() {
          predictor[i] =
            weights[Int(row)] * weightScale * exp(predictor[i])
            * hazards.lived(until: survival.times[Int(row)], withEvent: hasEvent(row))
        }
        block.addCrossProduct(weights: predictor, to: &sum)
      }
      return sum
    }
    return parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }.matrix
  }

  /// Whether along a direction no record with the event falls behind another at risk at its time.
  ///
  /// Then the partial likelihood has no maximum.
  func isSeparated(by direction: [Double], tolerance: Double) -> Bool {
    let changes = predictors(at: direction)
    let mean = changes.reduce(0) { $0 + abs($1) } / Double(changes.count)
    guard mean > 0 else { return false }
    var largest = -Double.infinity
    for run in runs {
      for position in run where weights[Int(order[position])] > 0 { largest = max(largest, changes[position]) }
      for position in run where hasEvent(order[position]) {
        if changes[position] < largest - tolerance * max(mean, abs(largest)) { return false }
      }
    }
    return true
  }

  /// The linear predictors of the records in the order of their times.
  func predictors(at parameters: [Double]) -> [Double] {
    var block = RecordBlock(columns)
    var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
    var all: [Double] = []
    all.reserveCapacity(order.count)
    frame.forEachBlock(of: order[...]) { some in
      block.read(some, of: columns)
      block.linearPredictor([0] + parameters, into: &predictor)
      all += predictor[..<some.count]
    }
    return all
  }
}

/// The cross-products of vectors that come one after the other, in blocks.
private struct MeanVectors {
  private static let capacity = 1024
  private let count: Int
  private var rows: [Double]
  private var weights: [Double] = []
  private var sum: CrossProductAccumulator

  init(count: Int) {
    self.count = count
    rows = []
    sum = CrossProductAccumulator(columnCount: count)
  }

  mutating func add(_ row: [Double], weight: Double) {
    rows += row[..<count]
    weights.append(weight)
    if weights.count == Self.capacity { flush() }
  }

  private mutating func flush() {
    var columns = [Double](repeating: 0, count: rows.count)
    for i in weights.indices {
      for j in 0..<count { columns[j * weights.count + i] = rows[i * count + j] }
    }
    let held = weights
    sum.add(rows: columns.span, rowCount: held.count, weights: held.span)
    rows.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
  }

  var crossProduct: Matrix {
    var copy = self
    copy.flush()
    return copy.sum.matrix
  }
}
