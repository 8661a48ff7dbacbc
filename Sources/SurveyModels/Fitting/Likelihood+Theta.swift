private import Foundation
internal import SurveyMicrodata
internal import SurveyNumerics

/// The overdispersion of a negative binomial model.
extension Likelihood {
  /// Finds the maximum, with the parameter θ of a negative binomial family where it is not given.
  ///
  /// Coefficients and θ are found in turn, each given the other, until neither changes; the information that is expected
  /// has nothing between them, so that few turns are needed.
  func maximized(iterationLimit: Int, startingAt start: [Double]? = nil) throws(ModelError) -> Optimum {
    guard let counts = response as? NumberResponse, counts.family == .negativeBinomial(theta: nil) else {
      return try newtonMaximum(iterationLimit: iterationLimit, startingAt: start)
    }
    let largest = frame.rows.reduce(0.0) { max($0, counts.outcome[Int($1)]) }
    try reading { () throws(MicrodataError) in
      // Any number beyond the limit says as much as the largest count.
      try LimitExcess.check(
        .largestCount, Int(min(largest, 1e15)), limit: ComputationLimits.standard.largestCount)
    }
    var theta = counts.theta
    var parameters = start
    var iterationCount = 0
    for _ in 0..<iterationLimit {
      let given = replacing(counts.with(theta: theta))
      let optimum = try given.newtonMaximum(iterationLimit: iterationLimit, startingAt: parameters)
      iterationCount += optimum.iterationCount
      let next = try given.theta(near: theta, at: optimum.parameters, of: counts.outcome)
      parameters = optimum.parameters
      if abs(next - theta) <= 1e-13 * theta {
        return Optimum(
          parameters: optimum.parameters, evaluation: optimum.evaluation,
          inverseInformation: optimum.inverseInformation, iterationCount: iterationCount, theta: next)
      }
      theta = next
    }
    throw .didNotConverge(iterations: iterationCount, gradient: .nan)
  }

  /// Returns the likelihood with the θ of its maximum.
  func settled(at optimum: Optimum) -> Likelihood {
    guard let theta = optimum.theta, let counts = response as? NumberResponse else { return self }
    return replacing(counts.with(theta: theta))
  }

  /// Returns the likelihood of the same records with another response.
  func replacing(_ response: any Response) -> Likelihood {
    Likelihood(
      frame: frame, columns: columns, response: response, weights: weights, penalization: penalization, width: width)
  }

  /// Returns the θ at which the likelihood of the counts has its maximum, given their means.
  ///
  /// A root of Σ w (Σₖ 1/(θ + k) over k below y, + log(θ/(θ + μ)) + (μ − y)/(θ + μ)) by Newton's method on log θ.
  private func theta(near start: Double, at parameters: [Double], of counts: [Double]) throws(ModelError) -> Double {
    let means = fittedMeans(at: parameters)
    let largest = Int(frame.rows.reduce(0) { max($0, counts[Int($1)]) })
    var theta = start
    for _ in 0..<100 {
      // Sums of 1/(θ + k) and of 1/(θ + k)² over k below y, for each y.
      var (sums, squareSums) = ([0.0], [0.0])
      for k in 0..<largest {
        let term = 1 / (theta + Double(k))
        sums.append(sums[k] + term)
        squareSums.append(squareSums[k] + term * term)
      }
      var (slope, curvature) = (0.0, 0.0)
      for (row, mean) in zip(frame.rows, means) {
        let (count, weight, total) = (counts[Int(row)], weights[Int(row)] * weightScale, theta + mean)
        slope += weight * (sums[Int(count)] - log1p(mean / theta) + (mean - count) / total)
        curvature += weight * (-squareSums[Int(count)] + mean / (theta * total) - (mean - count) / (total * total))
      }
      // By log θ: the slope times θ, and the curvature times θ² with the slope times θ.
      let (first, second) = (slope * theta, curvature * theta * theta + slope * theta)
      let step = second < 0 ? -first / second : (first > 0 ? 1 : -1)
      let next = theta * exp(min(2, max(-2, step)))
      guard next < 1e8 else { throw .noOverdispersion }
      if abs(next - theta) <= 1e-14 * theta { return next }
      if abs(step) < 1e-12 { return next }
      theta = next
    }
    throw .didNotConverge(iterations: 100, gradient: .nan)
  }

  /// The fitted mean of each complete record.
  func fittedMeans(at parameters: [Double]) -> [Double] {
    var means = predictors(at: parameters)
    response.replaceByMeans(&means, count: means.count)
    return means
  }
}
