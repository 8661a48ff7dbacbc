private import Foundation
internal import SurveyNumerics

/// The response of a logistic model: log-odds η, p = 1 / (1 + exp(−η)).
struct LogitResponse: CanonicalResponse {
  /// 1 where the outcome is true, for each record of the data.
  let outcome: [Int32]

  var hasCanonicalLink: Bool { true }

  func startingPredictor(of rows: [Int32], weights: [Double], weightScale: Double) -> Double {
    var trueWeight = 0.0
    for row in rows where outcome[Int(row)] == 1 { trueWeight += weights[Int(row)] }
    let share = trueWeight * weightScale / Double(rows.count)
    return log(share / (1 - share))
  }

  func evaluate(
    _ rows: ArraySlice<Int32>, weights: [Double], weightScale: Double, information: InformationKind,
    in block: inout ResponseBlock
  ) {
    turnToOutcome(rows, &block.predictor)
    for i in block.predictor.indices { block.mean[i] = block.predictor[i] }
    logistic(&block.mean)
    let (deviance, extremeCount) = differentiate(
      rows, weights, weightScale, predictor: block.predictor, mean: block.mean, &block.score, &block.information)
    block.deviance += deviance
    block.extremeCount += extremeCount
  }

  /// Turns predictors of a true outcome into those of the outcome observed, which keep their precision in both tails.
  private func turnToOutcome(_ rows: ArraySlice<Int32>, _ predictor: inout [Double]) {
    let (rows, outcome) = (rows.span, outcome.span)
    var predictor = predictor.mutableSpan
    for i in rows.indices where outcome[Int(rows[i])] != 1 { predictor[i] = -predictor[i] }
  }

  private func differentiate(
    _ rows: ArraySlice<Int32>, _ weights: [Double], _ weightScale: Double, predictor: [Double], mean: [Double],
    _ score: inout [Double], _ information: inout [Double]
  ) -> (deviance: Double, extremeCount: Int) {
    let (rows, outcome, weights, predictor, mean) = (rows.span, outcome.span, weights.span, predictor.span, mean.span)
    var score = score.mutableSpan
    var information = information.mutableSpan
    var (deviance, extremeCount) = (0.0, 0)
    for i in rows.indices {
      let row = Int(rows[i])
      let weight = weights[row] * weightScale
      let probability = mean[i]
      let spread = probability * (1 - probability)
      deviance -= 2 * weight * (probability > 1e-300 ? log(probability) : predictor[i])
      score[i] = weight * (outcome[row] == 1 ? 1 - probability : probability - 1)
      information[i] = weight * spread
      if spread < 1e-8 { extremeCount += 1 }
    }
    return (deviance, extremeCount)
  }

  func replaceByScores(_ predictor: inout [Double], of rows: ArraySlice<Int32>) {
    logistic(&predictor)
    for (i, row) in rows.enumerated() { predictor[i] = Double(outcome[Int(row)]) - predictor[i] }
  }

  func replaceByMeans(_ predictor: inout [Double], count: Int) { logistic(&predictor) }

  func multiplyByMeanDerivatives(_ values: inout [Double], predictor: [Double], count: Int) {
    var probability = predictor
    logistic(&probability)
    for i in 0..<count { values[i] = values[i] * probability[i] * (1 - probability[i]) }
  }

  func multiplyByMeanSecondDerivatives(_ values: inout [Double], predictor: [Double], count: Int) {
    var probability = predictor
    logistic(&probability)
    for i in 0..<count { values[i] *= probability[i] * (1 - probability[i]) * (1 - 2 * probability[i]) }
  }

  func multiplyByMeanThirdDerivatives(_ values: inout [Double], predictor: [Double], count: Int) {
    var probability = predictor
    logistic(&probability)
    for i in 0..<count {
      let spread = probability[i] * (1 - probability[i])
      values[i] *= spread * (1 - 6 * spread)
    }
  }

  func end(ofRow row: Int32) -> OutcomeEnd { outcome[Int(row)] == 1 ? .upper : .lower }
}
