private import Foundation
internal import SurveyMicrodata
internal import SurveyNumerics

/// The response of a model of numbers: gaussian, Poisson, gamma or negative binomial.
struct NumberResponse: CanonicalResponse {
  /// The outcome of each record of the data.
  let outcome: [Double]
  let family: ResponseFamily
  let link: LinkFunction
  /// What deviance, scores and information are divided by: the variance of a gaussian outcome, so that the criterion of
  /// convergence does not depend on the unit of measurement; 1 for the others.
  let scale: Double

  /// The θ of a negative binomial family; where it is to be found, one to start at.
  private(set) var theta: Double = 1

  init(outcome: [Double], family: ResponseFamily, link: LinkFunction, rows: [Int32], weights: [Double]) {
    self.outcome = outcome
    self.family = family
    self.link = link
    if case .negativeBinomial(let theta?) = family { self.theta = theta }
    guard family == .gaussian else {
      scale = 1
      return
    }
    let weightSum = FixedOrder.sum(rows.map { weights[Int($0)] })
    let mean = FixedOrder.sum(rows.map { weights[Int($0)] * outcome[Int($0)] }) / weightSum
    let squares = rows.map { row in
      let deviation = outcome[Int(row)] - mean
      return weights[Int(row)] * deviation * deviation
    }
    scale = FixedOrder.sum(squares) / weightSum
  }

  /// Returns the response under another θ.
  func with(theta: Double) -> NumberResponse {
    var copy = self
    copy.theta = theta
    return copy
  }

  var hasCanonicalLink: Bool {
    switch family {
    case .gamma: link == .inverse
    case .negativeBinomial: false
    default: true
    }
  }

  func startingPredictor(of rows: [Int32], weights: [Double], weightScale: Double) -> Double {
    let total = FixedOrder.sum(rows.map { weights[Int($0)] * outcome[Int($0)] })
    return link.value(at: total * weightScale / Double(rows.count))
  }

  func evaluate(
    _ rows: ArraySlice<Int32>, weights: [Double], weightScale: Double, information: InformationKind,
    in block: inout ResponseBlock
  ) {
    for (i, row) in rows.enumerated() {
      let weight = weights[Int(row)] * weightScale / scale
      let point = contribution(of: outcome[Int(row)], at: block.predictor[i])
      block.deviance += weight * point.deviance
      block.score[i] = weight * point.score
      block.information[i] = weight * (information == .observed ? point.observed : point.expected)
    }
  }

  func replaceByScores(_ predictor: inout [Double], of rows: ArraySlice<Int32>) {
    for (i, row) in rows.enumerated() {
      predictor[i] = contribution(of: outcome[Int(row)], at: predictor[i]).score / scale
    }
  }

  func replaceByMeans(_ predictor: inout [Double], count: Int) {
    for i in 0..<count { predictor[i] = mean(at: predictor[i]) }
  }

  func multiplyByMeanDerivatives(_ values: inout [Double], predictor: [Double], count: Int) {
    for i in 0..<count {
      let mean = mean(at: predictor[i])
      switch link {
      case .identity: break
      case .inverse: values[i] *= -mean * mean
      default: values[i] *= mean
      }
    }
  }

  func multiplyByMeanSecondDerivatives(_ values: inout [Double], predictor: [Double], count: Int) {
    for i in 0..<count {
      let mean = mean(at: predictor[i])
      switch link {
      case .identity: values[i] = 0
      case .inverse: values[i] *= 2 * mean * mean * mean
      default: values[i] *= mean
      }
    }
  }

  func multiplyByMeanThirdDerivatives(_ values: inout [Double], predictor: [Double], count: Int) {
    for i in 0..<count {
      let mean = mean(at: predictor[i])
      switch link {
      case .identity: values[i] = 0
      case .inverse: values[i] *= -6 * mean * mean * mean * mean
      default: values[i] *= mean
      }
    }
  }

  func end(ofRow row: Int32) -> OutcomeEnd {
    switch family {
    case .poisson, .negativeBinomial: outcome[Int(row)] == 0 ? .lower : .none
    default: .none
    }
  }

  func outcomeName(ofRow row: Int32) -> LevelName? { end(ofRow: row) == .lower ? "0" : nil }

  private func mean(at predictor: Double) -> Double {
    switch link {
    case .identity: predictor
    case .inverse: 1 / predictor
    default: exp(predictor)
    }
  }

  /// What a record of weight 1 adds to the deviance, to the score and to the information.
  private struct Contribution {
    var deviance: Double
    var score: Double
    var observed: Double
    var expected: Double
  }

  private func contribution(of y: Double, at predictor: Double) -> Contribution {
    let mean = mean(at: predictor)
    switch family {
    case .poisson:
      let deviance = 2 * ((y > 0 ? y * log(y / mean) : 0) - (y - mean))
      return Contribution(deviance: deviance, score: y - mean, observed: mean, expected: mean)
    case .negativeBinomial:
      let logarithms = (y > 0 ? y * log(y / mean) : 0) - (y + theta) * log((y + theta) / (mean + theta))
      let share = theta / (theta + mean)
      return Contribution(
        deviance: 2 * logarithms, score: share * (y - mean), observed: share * mean * (y + theta) / (theta + mean),
        expected: share * mean)
    case .gamma:
      let deviance = 2 * ((y - mean) / mean - log(y / mean))
      guard link == .inverse else {
        return Contribution(deviance: deviance, score: (y - mean) / mean, observed: y / mean, expected: 1)
      }
      guard predictor > 0 else { return Contribution(deviance: .infinity, score: 0, observed: 0, expected: 0) }
      return Contribution(deviance: deviance, score: mean - y, observed: mean * mean, expected: mean * mean)
    default:
      let residual = y - mean
      return Contribution(deviance: residual * residual, score: residual, observed: 1, expected: 1)
    }
  }
}
