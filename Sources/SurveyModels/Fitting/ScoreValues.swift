internal import SurveyDesigns
internal import SurveyNumerics

/// The scores x ∂ℓ/∂η of the records with what a penalty adds to them, or their influence on the coefficients.
///
/// Worked out block by block.
struct ScoreValues: Sendable {
  let likelihood: Likelihood
  /// The coefficients of the scaled and centred columns.
  let coefficients: [Double]
  /// A⁻¹, to write the influence A⁻¹x ∂ℓ/∂η of each record in place of its score; nil for the score.
  ///
  /// Where units hold many records it is less work to multiply the scores of a unit by A⁻¹ when they are added up.
  /// Where each record is a unit it is less work to add the few columns of A⁻¹ that a record's row x picks out.
  let multiplier: Matrix?
  /// I⁻¹ of a penalised likelihood.
  private let inverseInformation: Matrix?

  init(likelihood: Likelihood, coefficients: [Double], multiplier: Matrix? = nil) {
    self.likelihood = likelihood
    self.coefficients = coefficients
    self.multiplier = multiplier
    inverseInformation =
      likelihood.penalization == .taken
      ? likelihood.expectedInformation(at: coefficients).flatMap(ScaledCholesky.init)?.inverse : nil
  }

  private var columnCount: Int { likelihood.columns.count }

  /// The contributions, an element for each column.
  var values: ComputedValues {
    ComputedValues(count: columnCount) { rows, values in
      fill(rows, &values, elements: columnCount, from: 0)
    }
  }

  /// Writes the contributions of a range of records as part of a longer list of elements for each record.
  ///
  /// A record that is not complete gets not-a-number as its first element.
  func fill(_ range: Range<Int>, _ values: inout [Double], elements: Int, from offset: Int) {
    forEachBlock(of: range, &values, elements: elements) { block, rows, values in
      var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
      block.linearPredictor(coefficients, into: &predictor)
      let penalty = penaltyScores(of: block, predictor)
      likelihood.response.replaceByScores(&predictor, of: rows)
      for i in penalty.indices { predictor[i] += penalty[i] }
      for (i, row) in rows.enumerated() {
        let start = (Int(row) - range.lowerBound) * elements + offset
        write(predictor[i], ofRecord: i, in: block, &values, from: start)
      }
    }
  }

  /// What the penalty adds to the score of each record, ½ q μ″; nothing without one.
  func penaltyScores(of block: RecordBlock, _ predictor: [Double]) -> [Double] {
    guard let inverseInformation else { return [] }
    var scores = (0..<block.count).map { inverseInformation.quadraticForm(block.row(ofRecord: $0)) / 2 }
    likelihood.response.multiplyByMeanSecondDerivatives(&scores, predictor: predictor, count: block.count)
    return scores
  }

  private func write(
    _ residual: Double, ofRecord i: Int, in block: RecordBlock, _ values: inout [Double], from start: Int
  ) {
    guard let multiplier = multiplier?.elements else {
      for j in 0..<columnCount { values[start + j] = 0 }
      values[start] = residual
      block.forEachValue(ofRecord: i) { column, value in values[start + column] += residual * value }
      return
    }
    for j in 0..<columnCount { values[start + j] = residual * multiplier[j] }
    block.forEachValue(ofRecord: i) { column, value in
      let factor = residual * value
      let first = column * columnCount
      for j in 0..<columnCount { values[start + j] += factor * multiplier[first + j] }
    }
  }

  private func forEachBlock(
    of range: Range<Int>, _ values: inout [Double], elements: Int,
    _ body: (inout RecordBlock, ArraySlice<Int32>, inout [Double]) -> Void
  ) {
    for row in 0..<range.count { values[row * elements] = .nan }
    let positions = likelihood.frame.positions(of: range)
    var block = RecordBlock(likelihood.columns)
    for start in stride(from: positions.lowerBound, to: positions.upperBound, by: RecordBlock.largestCount) {
      let rows = likelihood.frame.rows[start..<min(start + RecordBlock.largestCount, positions.upperBound)]
      block.read(rows, of: likelihood.columns)
      body(&block, rows, &values)
    }
  }
}
