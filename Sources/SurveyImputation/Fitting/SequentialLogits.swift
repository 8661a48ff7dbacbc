internal import SurveyNumerics

/// The probabilities of levels as a product of logits: each level against those behind it.
///
/// ```
/// P(Y = k) = pₖ Π_{j<k} (1 − pⱼ),  logit pₖ = xβₖ  over the records with Y ≥ k
/// ```
struct SequentialLogits {
  private enum Step {
    /// The probability is the same for every record: no one, or everyone, has this level.
    case constant(Double)
    case regression(StandardizedPredictors, [Double])
  }

  private var steps: [Step] = []

  /// Fits the logits; nil where an iteration fails.
  init?(of values: [Double], levelCount: Int, on blocks: [PredictorBlock], rows: [Int], weights: [Double]) {
    for level in 0..<max(0, levelCount - 1) {
      let positions = rows.indices.filter { values[rows[$0]] >= Double(level) }
      let hits = positions.count { values[rows[$0]] == Double(level) }
      guard hits > 0, hits < positions.count else {
        steps.append(.constant(hits > 0 ? 1 : 0))
        continue
      }
      let (kept, shares) = (positions.map { rows[$0] }, positions.map { weights[$0] })
      let predictors = StandardizedPredictors(blocks, rows: kept, weights: shares)
      let response = kept.map { values[$0] == Double(level) ? 1.0 : 0 }
      guard
        let coefficients = LogisticRegression(of: response, on: predictors, weights: shares).coefficients()
      else { return nil }
      steps.append(.regression(predictors, coefficients))
    }
  }

  /// Draws the level of a record.
  func draw(row: Int, from stream: inout RandomStream) -> Double {
    for (level, step) in steps.enumerated() {
      var probability: [Double]
      switch step {
      case .constant(let value): probability = [value]
      case .regression(let predictors, let coefficients):
        probability = [predictors.linearPredictor(coefficients, row: row)]
        logistic(&probability)
      }
      if stream.uniform() < probability[0] { return Double(level) }
    }
    return Double(steps.count)
  }
}
