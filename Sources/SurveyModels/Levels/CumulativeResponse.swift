private import Foundation
internal import SurveyNumerics

/// Levels in an order, cut out of a scale by thresholds: P(Y ≤ k) = F(ηₖ).
struct CumulativeResponse: CategoryResponse {
  let link: CumulativeLink
  let predictorCount: Int
  let pairs: [(Int, Int)]

  init(link: CumulativeLink, levelCount: Int) {
    self.link = link
    predictorCount = levelCount - 1
    pairs = (0..<levelCount - 1).map { ($0, $0) } + (0..<levelCount - 2).map { ($0, $0 + 1) }
  }

  func startingPredictors(shares: [Double]) -> [Double] { link.predictors(ofShares: shares) }

  func evaluate(
    _ level: Int, _ predictors: [Double], scores: inout [Double], information: inout [Double]
  ) -> Double {
    let hasUpper = level < predictorCount
    let interval = link.interval(
      upper: hasUpper ? predictors[level] : .infinity, lower: level > 0 ? predictors[level - 1] : -.infinity)
    if hasUpper {
      let ratio = interval.upperRatio
      scores[level] = ratio
      information[level] = ratio * (ratio - interval.upperSlope)
    }
    if level > 0 {
      let ratio = interval.lowerRatio
      scores[level - 1] = -ratio
      information[level - 1] = ratio * (ratio + interval.lowerSlope)
      if hasUpper { information[predictorCount + level - 1] = -ratio * interval.upperRatio }
    }
    return interval.logProbability
  }

  func probability(ofLevels isWanted: [Bool], _ predictors: [Double], derivatives: inout [Double]) -> Double {
    var sum = isWanted[predictorCount] ? 1.0 : 0
    for q in predictors.indices {
      let sign = (isWanted[q] ? 1.0 : 0) - (isWanted[q + 1] ? 1 : 0)
      derivatives[q] = sign == 0 ? 0 : sign * link.density(predictors[q])
      if sign != 0 { sum += sign * link.probability(predictors[q]) }
    }
    return sum
  }

  func changeOfDerivatives(
    ofLevels isWanted: [Bool], _ predictors: [Double], along direction: [Double], into changes: inout [Double]
  ) {
    for q in predictors.indices {
      let sign = (isWanted[q] ? 1.0 : 0) - (isWanted[q + 1] ? 1 : 0)
      changes[q] = sign == 0 ? 0 : sign * link.densitySlope(predictors[q]) * direction[q]
    }
  }

  func objection(ofLevel level: Int, to changes: [Double]) -> Double {
    max(level < predictorCount ? -changes[level] : 0, level > 0 ? changes[level - 1] : 0)
  }
}

extension CumulativeLink {
  /// The predictors at which each cumulated share is reached.
  func predictors(ofShares shares: [Double]) -> [Double] {
    var (below, above) = (0.0, shares.reduce(0, +))
    return shares.dropLast().map { share in
      below += share
      above -= share
      switch self {
      case .logit: return log(below / above)
      case .probit:
        return below < above ? -NormalDistribution().upperQuantile(below) : NormalDistribution().upperQuantile(above)
      case .cloglog: return log(-log(above))
      }
    }
  }
}
