private import Foundation
internal import SurveyNumerics

/// The response of a binomial model with another link than the logit.
///
/// With ℓ₁ and ℓ₀ the logarithms of the probabilities of yes and no, the information observed is −ℓ″ of the outcome and
/// the one expected −ℓ₁′ℓ₀′, which is μ′²/(μ(1 − μ)).
struct BinaryResponse: Response {
  /// 1 where the outcome is true, for each record of the data.
  let outcome: [Int32]
  let link: LinkFunction

  var hasCanonicalLink: Bool { false }

  func startingPredictor(of rows: [Int32], weights: [Double], weightScale: Double) -> Double {
    var trueWeight = 0.0
    for row in rows where outcome[Int(row)] == 1 { trueWeight += weights[Int(row)] }
    return link.value(at: trueWeight * weightScale / Double(rows.count))
  }

  func evaluate(
    _ rows: ArraySlice<Int32>, weights: [Double], weightScale: Double, information: InformationKind,
    in block: inout ResponseBlock
  ) {
    for (i, row) in rows.enumerated() {
      let weight = weights[Int(row)] * weightScale
      let isTrue = outcome[Int(row)] == 1
      let observed = probability(ofTrue: isTrue, at: block.predictor[i])
      let other = probability(ofTrue: !isTrue, at: block.predictor[i])
      block.deviance -= 2 * weight * observed.logarithm
      block.score[i] = weight * observed.first
      block.information[i] = weight * (information == .observed ? -observed.second : -observed.first * other.first)
      if min(observed.logarithm, other.logarithm) < log(1e-8) { block.extremeCount += 1 }
    }
  }

  func replaceByScores(_ predictor: inout [Double], of rows: ArraySlice<Int32>) {
    for (i, row) in rows.enumerated() {
      predictor[i] = probability(ofTrue: outcome[Int(row)] == 1, at: predictor[i]).first
    }
  }

  func replaceByMeans(_ predictor: inout [Double], count: Int) {
    for i in 0..<count { predictor[i] = exp(probability(ofTrue: true, at: predictor[i]).logarithm) }
  }

  func multiplyByMeanDerivatives(_ values: inout [Double], predictor: [Double], count: Int) {
    for i in 0..<count {
      let probability = probability(ofTrue: true, at: predictor[i])
      values[i] *= exp(probability.logarithm) * probability.first
    }
  }

  func multiplyByMeanSecondDerivatives(_ values: inout [Double], predictor: [Double], count: Int) {
    for i in 0..<count {
      let probability = probability(ofTrue: true, at: predictor[i])
      values[i] *= exp(probability.logarithm) * (probability.first * probability.first + probability.second)
    }
  }

  func end(ofRow row: Int32) -> OutcomeEnd { outcome[Int(row)] == 1 ? .upper : .lower }

  /// The logarithm of a probability with its two derivatives by the linear predictor.
  private struct LogProbability {
    var logarithm: Double
    var first: Double
    var second: Double

    /// No linear predictor here has a probability.
    static let none = LogProbability(logarithm: -.infinity, first: 0, second: 0)
  }

  private func probability(ofTrue isTrue: Bool, at predictor: Double) -> LogProbability {
    switch link {
    case .probit:
      let sign = isTrue ? 1.0 : -1.0
      let normal = NormalDistribution()
      let probability = normal.cumulativeProbability(sign * predictor)
      guard probability > 0 else { return .none }
      let hazard = normal.density(predictor) / probability
      return LogProbability(
        logarithm: log(probability), first: sign * hazard, second: -hazard * (sign * predictor + hazard))
    case .complementaryLogLog:
      let rate = exp(predictor)
      guard isTrue else { return LogProbability(logarithm: -rate, first: -rate, second: -rate) }
      let probability = -expm1(-rate)
      guard probability > 0 else { return .none }
      let first = rate * exp(-rate) / probability
      return LogProbability(logarithm: log(probability), first: first, second: first * (1 - rate - first))
    default:
      guard predictor < 0 else { return .none }
      guard !isTrue else { return LogProbability(logarithm: predictor, first: 1, second: 0) }
      let (probability, complement) = (exp(predictor), -expm1(predictor))
      let first = -probability / complement
      return LogProbability(logarithm: log(complement), first: first, second: first / complement)
    }
  }
}
