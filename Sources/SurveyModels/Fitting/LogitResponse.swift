private import Foundation
internal import SurveyNumerics

/// The response of a logistic model: log-odds η, p = 1 / (1 + exp(−η)).
struct LogitResponse: Response {
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
    let first = rows.startIndex
    // The probability of the outcome that was observed keeps its precision in both tails.
    for i in 0..<rows.count {
      block.predictor[i] = outcome[Int(rows[first + i])] == 1 ? block.predictor[i] : -block.predictor[i]
      block.mean[i] = block.predictor[i]
    }
    logistic(&block.mean)
    for i in 0..<rows.count {
      let row = Int(rows[first + i])
      let weight = weights[row] * weightScale
      let probability = block.mean[i]
      let spread = probability * (1 - probability)
      block.deviance -= 2 * weight * (probability > 1e-300 ? log(probability) : block.predictor[i])
      block.score[i] = weight * (outcome[row] == 1 ? 1 - probability : probability - 1)
      block.information[i] = weight * spread
      if spread < 1e-8 { block.extremeCount += 1 }
    }
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

  func end(ofRow row: Int32) -> OutcomeEnd { outcome[Int(row)] == 1 ? .upper : .lower }
}
