private import Foundation
package import SurveyNumerics

/// The weighted likelihood of a logistic model, its gradient and its information.
///
/// Works through blocks of records, on several threads, and adds the blocks in their order: the same bits whatever the
/// number of threads. Weights are scaled to mean 1 over the complete records.
package struct Likelihood: Sendable {
  let frame: ModelFrame
  let columns: ModelColumns
  /// The weight of each record of the data.
  let weights: [Double]
  /// What a weight is multiplied by.
  let weightScale: Double
  /// The largest number of threads; nil for the number of processors.
  let width: Int?

  /// The records that one thread works through before it reports.
  private static let recordsPerPart = 16 * RecordBlock.largestCount

  init(frame: ModelFrame, columns: ModelColumns, weights: [Double], width: Int?) {
    self.frame = frame
    self.columns = columns
    self.weights = weights
    self.width = width
    weightScale = Double(frame.rows.count) / FixedOrder.sum(frame.rows.map { weights[Int($0)] })
  }

  /// The likelihood at one set of coefficients.
  package struct Evaluation: Sendable {
    /// −2 Σ w log(probability of the observed outcome).
    var deviance = 0.0
    /// Σ w x (y − p), with an element past the last.
    package var gradient: [Double]
    /// Σ w p (1 − p) x xᵀ.
    package var information: CrossProductAccumulator
    /// The records with p (1 − p) below 1e-8.
    var extremeCount = 0
  }

  /// Evaluates the likelihood, its gradient and its information.
  package func evaluated(at coefficients: [Double]) -> Evaluation {
    let parts = mapParts { rows in
      var block = RecordBlock(columns)
      var scratch = Scratch()
      var evaluation = Evaluation(
        gradient: [Double](repeating: 0, count: columns.count + 1),
        information: CrossProductAccumulator(columnCount: columns.count))
      forEachBlock(of: rows) { some in
        block.read(some, of: columns)
        block.linearPredictor(coefficients, into: &scratch.predictor)
        add(some, &block, &scratch, to: &evaluation)
      }
      return evaluation
    }
    return parts.dropFirst().reduce(into: parts[0]) { sum, part in
      sum.deviance += part.deviance
      for j in sum.gradient.indices { sum.gradient[j] += part.gradient[j] }
      sum.information.add(part.information)
      sum.extremeCount += part.extremeCount
    }
  }

  private struct Scratch {
    var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
    var probability = [Double](repeating: 0, count: RecordBlock.largestCount)
    var residual = [Double](repeating: 0, count: RecordBlock.largestCount)
    var weight = [Double](repeating: 0, count: RecordBlock.largestCount)
  }

  private func add(
    _ rows: ArraySlice<Int32>, _ block: inout RecordBlock, _ scratch: inout Scratch, to evaluation: inout Evaluation
  ) {
    let first = rows.startIndex
    // The probability of the outcome that was observed keeps its precision in both tails.
    for i in 0..<rows.count {
      scratch.predictor[i] = frame.outcome[Int(rows[first + i])] == 1 ? scratch.predictor[i] : -scratch.predictor[i]
      scratch.probability[i] = scratch.predictor[i]
    }
    logistic(&scratch.probability)
    for i in 0..<rows.count {
      let row = Int(rows[first + i])
      let weight = weights[row] * weightScale
      let probability = scratch.probability[i]
      let spread = probability * (1 - probability)
      evaluation.deviance -= 2 * weight * (probability > 1e-300 ? log(probability) : scratch.predictor[i])
      scratch.residual[i] = weight * (frame.outcome[row] == 1 ? 1 - probability : probability - 1)
      scratch.weight[i] = weight * spread
      if spread < 1e-8 { evaluation.extremeCount += 1 }
    }
    block.addCrossProduct(with: scratch.residual, to: &evaluation.gradient)
    block.addCrossProduct(weights: scratch.weight, to: &evaluation.information)
  }

  /// Whether the outcomes never speak against a direction of the coefficients: no record becomes less probable.
  ///
  /// Then the likelihood has no maximum (Albert and Anderson 1984).
  func isSeparated(by direction: [Double], tolerance: Double) -> Bool {
    let sizes = direction.map { abs($0) }
    let total = predictors(direction, sizes) { change, _ in abs(change) }
    guard total > 0 else { return false }
    let mean = total / Double(frame.rows.count)
    let objections = predictors(direction, sizes) { change, size in
      change < -tolerance * max(size, mean) ? 1 : 0
    }
    return objections == 0
  }

  /// Adds up a function of the change in favour of the observed outcome and of its size without signs.
  private func predictors(
    _ direction: [Double], _ sizes: [Double], _ function: @Sendable (Double, Double) -> Double
  ) -> Double {
    var block = RecordBlock(columns)
    var sum = 0.0
    var position = 0
    while position < frame.rows.count {
      let some = frame.rows[position..<min(position + RecordBlock.largestCount, frame.rows.count)]
      block.read(some, of: columns)
      for i in 0..<some.count where weights[Int(some[position + i])] > 0 {
        var (change, size) = (direction[0], sizes[0])
        block.forEachValue(ofRecord: i) { column, value in
          change += direction[column] * value
          size += sizes[column] * abs(value)
        }
        let isTrue = frame.outcome[Int(some[position + i])] == 1
        sum += function(isTrue ? change : -change, size)
      }
      position += some.count
    }
    return sum
  }

  /// Runs a closure on parts of the complete records, on several threads, and returns the results in their order.
  func mapParts<Result: Sendable>(_ body: @Sendable (ArraySlice<Int32>) -> Result) -> [Result] {
    let rows = frame.rows
    let partCount = (rows.count + Self.recordsPerPart - 1) / Self.recordsPerPart
    return withoutActuallyEscaping(body) { body in
      let work: @Sendable (Int) -> Result = { part in
        let start = part * Self.recordsPerPart
        return body(rows[start..<min(start + Self.recordsPerPart, rows.count)])
      }
      if let width { return FixedOrder.map(blockCount: partCount, width: width, work) }
      return FixedOrder.map(blockCount: partCount, work)
    }
  }

  /// Calls a closure with the records in blocks.
  func forEachBlock(of rows: ArraySlice<Int32>, _ body: (ArraySlice<Int32>) -> Void) {
    for start in stride(from: rows.startIndex, to: rows.endIndex, by: RecordBlock.largestCount) {
      body(rows[start..<min(start + RecordBlock.largestCount, rows.endIndex)])
    }
  }
}
