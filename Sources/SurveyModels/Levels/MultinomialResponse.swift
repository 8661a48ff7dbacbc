private import Foundation

/// Levels without an order: log(P(Y = k)/P(Y = first)) = ηₖ.
struct MultinomialResponse: CategoryResponse {
  let predictorCount: Int
  let pairs: [(Int, Int)]

  init(levelCount: Int) {
    predictorCount = levelCount - 1
    pairs = (0..<levelCount - 1).flatMap { q in (q..<levelCount - 1).map { (q, $0) } }
  }

  func startingPredictors(shares: [Double]) -> [Double] { shares.dropFirst().map { log($0 / shares[0]) } }

  func evaluate(
    _ level: Int, _ predictors: [Double], scores: inout [Double], information: inout [Double]
  ) -> Double {
    // The probability of the observed level is found from the distances to it, and keeps its digits near 1.
    let own = level > 0 ? predictors[level - 1] : 0
    var others = level > 0 ? exp(-own) : 0
    for q in predictors.indices where q != level - 1 {
      scores[q] = exp(predictors[q] - own)
      others += scores[q]
    }
    let probability = 1 / (1 + others)
    for q in predictors.indices where q != level - 1 { scores[q] *= -probability }
    if level > 0 { scores[level - 1] = others * probability }
    var pair = 0
    for q in predictors.indices {
      let ofFirst = q == level - 1 ? probability : -scores[q]
      for s in q..<predictorCount {
        let ofSecond = s == level - 1 ? probability : -scores[s]
        let complement = q == level - 1 ? scores[q] : 1 - ofFirst
        information[pair] = q == s ? ofFirst * complement : -ofFirst * ofSecond
        pair += 1
      }
    }
    return -log1p(others)
  }

  func probability(ofLevels isWanted: [Bool], _ predictors: [Double], derivatives: inout [Double]) -> Double {
    let largest = max(0, predictors.max() ?? 0)
    let first = exp(-largest)
    var (total, wanted) = (first, isWanted[0] ? first : 0)
    for q in predictors.indices {
      derivatives[q] = exp(predictors[q] - largest)
      total += derivatives[q]
      if isWanted[q + 1] { wanted += derivatives[q] }
    }
    let probability = wanted / total
    for q in predictors.indices { derivatives[q] *= ((isWanted[q + 1] ? 1 : 0) - probability) / total }
    return probability
  }

  func changeOfDerivatives(
    ofLevels isWanted: [Bool], _ predictors: [Double], along direction: [Double], into changes: inout [Double]
  ) {
    // ∂P/∂ηᵩ = pᵩ(1ᵩ − P), with ∂pᵩ/∂ηᵣ = pᵩ(δᵩᵣ − pᵣ).
    let largest = max(0, predictors.max() ?? 0)
    let shares = ([0] + predictors).map { exp($0 - largest) }
    let total = shares.reduce(0, +)
    var (probability, meanChange, change) = (isWanted[0] ? shares[0] / total : 0, 0.0, 0.0)
    for q in predictors.indices {
      let share = shares[q + 1] / total
      if isWanted[q + 1] { probability += share }
      meanChange += share * direction[q]
    }
    for q in predictors.indices {
      change += shares[q + 1] / total * ((isWanted[q + 1] ? 1 : 0) - probability) * direction[q]
    }
    for q in predictors.indices {
      let share = shares[q + 1] / total
      changes[q] = share * ((direction[q] - meanChange) * ((isWanted[q + 1] ? 1 : 0) - probability) - change)
    }
  }

  func objection(ofLevel level: Int, to changes: [Double]) -> Double {
    let own = level > 0 ? changes[level - 1] : 0
    return changes.reduce(level > 0 ? -own : 0) { max($0, $1 - own) }
  }
}
