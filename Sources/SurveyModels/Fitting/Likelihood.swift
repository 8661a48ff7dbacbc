internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// The weighted likelihood of a generalised linear model, its gradient and its information.
///
/// Works through blocks of records, on several threads, and adds the blocks in their order: the same bits whatever the
/// number of threads. Weights are scaled to mean 1 over the complete records.
package struct Likelihood: ModelLikelihood {
  let frame: ModelFrame
  let columns: ModelColumns
  let response: any Response
  /// The weight of each record of the data.
  let weights: [Double]
  /// What a weight is multiplied by.
  let weightScale: Double
  let penalization: Penalization
  let width: Int?

  init(
    frame: ModelFrame, columns: ModelColumns, response: any Response, weights: [Double], penalization: Penalization,
    width: Int?
  ) {
    self.frame = frame
    self.columns = columns
    self.response = response
    self.weights = weights
    self.penalization = penalization
    self.width = width
    weightScale = frame.weightScale(weights)
  }

  func column(ofParameter parameter: Int) -> Int { parameter }

  func predictorCoefficients(of parameters: [Double]) -> [[Double]] { [parameters] }

  func outcomeName(ofRow row: Int32) -> LevelName? { response.outcomeName(ofRow: row) }

  var offersPenalty: Bool { penalization == .offered }

  func isIntercept(_ parameter: Int) -> Bool { parameter == 0 }

  func checkIdentification(_ information: Matrix) throws(ModelError) { try columns.checkCollinearity(information) }

  func startingParameters() -> [Double] {
    if let start = sampledStart() { return start }
    let rows = frame.rows
    let offsets = frame.offset.map { offset in
      FixedOrder.sum(rows.map { weights[Int($0)] * offset[Int($0)] }) * weightScale / Double(rows.count)
    }
    return [response.startingPredictor(of: rows, weights: weights, weightScale: weightScale) - (offsets ?? 0)]
      + [Double](repeating: 0, count: columns.count - 1)
  }

  /// One record in this many takes part in the fit that finds a start.
  private static let recordsPerSampledRecord = 16
  /// The fewest records for each column that are worth a fit of a part of them.
  private static let recordsPerColumn = 2000

  /// The maximum over a sixteenth of the records, from which a few passes over all of them find that over all.
  ///
  /// Nil for few records, and where a part of them is not enough to tell: then the search starts where no covariate
  /// matters, and what is wrong with the model shows there.
  private func sampledStart() -> [Double]? {
    guard frame.rows.count >= Self.recordsPerColumn * columns.count else { return nil }
    let sample = Likelihood(
      frame: frame.keepingRows(each: Self.recordsPerSampledRecord), columns: columns, response: response,
      weights: weights, penalization: penalization, width: width)
    guard let optimum = try? sample.maximized(iterationLimit: 25), optimum.evaluation.extremeCount == 0 else {
      return nil
    }
    return optimum.parameters
  }

  package func evaluated(at coefficients: [Double]) -> LikelihoodEvaluation {
    penalized(evaluated(at: coefficients, .observed), at: coefficients)
  }

  func expectedInformation(at coefficients: [Double]) -> Matrix? {
    response.hasCanonicalLink && penalization != .taken ? nil : evaluated(at: coefficients, .expected).information
  }

  func scoreValues(at coefficients: [Double]) -> ComputedValues {
    ScoreValues(likelihood: self, coefficients: coefficients).values
  }

  func reweighted(by weights: [Double]) -> Likelihood {
    Likelihood(
      frame: frame, columns: columns, response: response, weights: weights, penalization: penalization, width: 1)
  }

  /// What one part of the records adds.
  private struct Part: Sendable {
    var deviance = 0.0
    /// With an element past the last.
    var gradient: [Double]
    var information: CrossProductAccumulator
    var extremeCount = 0
  }

  private func evaluated(at coefficients: [Double], _ information: InformationKind) -> LikelihoodEvaluation {
    let parts = mapParts { rows in
      var records = RecordBlock(columns)
      var block = ResponseBlock()
      var part = Part(
        gradient: [Double](repeating: 0, count: columns.count + 1),
        information: CrossProductAccumulator(columnCount: columns.count))
      forEachBlock(of: rows) { some in
        records.read(some, of: columns)
        records.linearPredictor(coefficients, into: &block.predictor)
        response.evaluate(some, weights: weights, weightScale: weightScale, information: information, in: &block)
        records.addCrossProduct(with: block.score, to: &part.gradient)
        records.addCrossProduct(weights: block.information, to: &part.information)
      }
      (part.deviance, part.extremeCount) = (block.deviance, block.extremeCount)
      return part
    }
    let sum = parts.dropFirst().reduce(into: parts[0]) { sum, part in
      sum.deviance += part.deviance
      for j in sum.gradient.indices { sum.gradient[j] += part.gradient[j] }
      sum.information.add(part.information)
      sum.extremeCount += part.extremeCount
    }
    return LikelihoodEvaluation(
      deviance: sum.deviance, gradient: [Double](sum.gradient.dropLast()), information: sum.information.matrix,
      extremeCount: sum.extremeCount)
  }

  /// Whether no record becomes less probable along a direction of the coefficients.
  ///
  /// Then the likelihood has no maximum (Albert and Anderson 1984), unless it is penalised.
  func isSeparated(by direction: [Double], tolerance: Double) -> Bool {
    guard penalization != .taken else { return false }
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
        let end = response.end(ofRow: some[position + i])
        sum += function(end == .none ? -abs(change) : Double(end.rawValue) * change, size)
      }
      position += some.count
    }
    return sum
  }

  /// Runs a closure on parts of the complete records, on several threads, and returns the results in their order.
  func mapParts<Result: Sendable>(_ body: @Sendable (ArraySlice<Int32>) -> Result) -> [Result] {
    frame.mapParts(width: width, body)
  }

  /// Calls a closure with the records in blocks.
  func forEachBlock(of rows: ArraySlice<Int32>, _ body: (ArraySlice<Int32>) -> Void) {
    frame.forEachBlock(of: rows, body)
  }
}
