/// Whether the outcome is at most each level, as if these statements were independent: binary models side by side.
///
/// Not a likelihood of the outcome; its maximum is that of each binary model, and the covariance under the design is that
/// of all of them together (Brant 1990).
struct SideBySideResponse: CategoryResponse {
  let link: CumulativeLink
  let predictorCount: Int
  let pairs: [(Int, Int)]

  init(link: CumulativeLink, levelCount: Int) {
    self.link = link
    predictorCount = levelCount - 1
    pairs = (0..<levelCount - 1).map { ($0, $0) }
  }

  func startingPredictors(shares: [Double]) -> [Double] { link.predictors(ofShares: shares) }

  func evaluate(
    _ level: Int, _ predictors: [Double], scores: inout [Double], information: inout [Double]
  ) -> Double {
    var sum = 0.0
    for q in predictors.indices {
      if level <= q {
        let interval = link.interval(upper: predictors[q], lower: -.infinity)
        scores[q] = interval.upperRatio
        information[q] = interval.upperRatio * (interval.upperRatio - interval.upperSlope)
        sum += interval.logProbability
      } else {
        let interval = link.interval(upper: .infinity, lower: predictors[q])
        scores[q] = -interval.lowerRatio
        information[q] = interval.lowerRatio * (interval.lowerRatio + interval.lowerSlope)
        sum += interval.logProbability
      }
    }
    return sum
  }

  func probability(ofLevels isWanted: [Bool], _ predictors: [Double], derivatives: inout [Double]) -> Double {
    CumulativeResponse(link: link, levelCount: predictorCount + 1)
      .probability(ofLevels: isWanted, predictors, derivatives: &derivatives)
  }

  func changeOfDerivatives(
    ofLevels isWanted: [Bool], _ predictors: [Double], along direction: [Double], into changes: inout [Double]
  ) {
    CumulativeResponse(link: link, levelCount: predictorCount + 1)
      .changeOfDerivatives(ofLevels: isWanted, predictors, along: direction, into: &changes)
  }

  func objection(ofLevel level: Int, to changes: [Double]) -> Double {
    changes.indices.reduce(0) { max($0, level <= $1 ? -changes[$1] : changes[$1]) }
  }
}
