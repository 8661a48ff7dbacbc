private import Foundation
internal import SurveyNumerics

/// The likelihood as a function of one combination of the parameters, the others at their best.
///
/// With c = aᵀθ held at b, Newton's step of θ has the multiplier μ of the constraint, and at the maximum the slope of the
/// deviance by b is −2μ. The distance r(b) = √(deviance(b) − deviance) is nearly a line, so that few values of b find where
/// it reaches a limit.
struct ProfileLikelihood {
  private let likelihood: Likelihood
  private let parameters: [Double]
  /// a.
  private let direction: [Double]
  private let best: Place
  /// The standard error of c of independent records.
  private let spread: Double
  /// The value of c at the maximum.
  let estimate: Double

  /// The maximum with c held at a value.
  private struct Place {
    let parameters: [Double]
    let evaluation: LikelihoodEvaluation
    let multiplier: Double
  }

  init(_ likelihood: Likelihood, optimum: Optimum, along direction: [Double]) {
    self.likelihood = likelihood
    self.direction = direction
    parameters = optimum.parameters
    best = Place(parameters: optimum.parameters, evaluation: optimum.evaluation, multiplier: 0)
    spread = optimum.inverseInformation.standardError(along: direction)
    estimate = direction.product(optimum.parameters)
  }

  /// Returns how much larger the deviance, with its penalty, is with c held at a value; nil where it has no maximum.
  func increase(at value: Double) -> Double? { maximum(at: value, from: best).map(increase) }

  private func increase(_ place: Place) -> Double {
    max(0, place.evaluation.objective - best.evaluation.objective)
  }

  /// Returns the value of c to one side of its estimate at which the deviance has increased by an amount; infinite where
  /// it does not within the numbers that can be worked with.
  func end(to side: FloatingPointSign, increase limit: Double) -> Double {
    let sign = side == .minus ? -1.0 : 1.0
    let target = limit.squareRoot()
    // Distances from the estimate.
    var (inside, outside): (Double, Double?) = (0, nil)
    var (place, distance) = (best, target * spread)
    for _ in 0..<100 {
      guard distance.isFinite, distance > inside, distance < outside ?? .infinity else { break }
      guard let next = maximum(at: estimate + sign * distance, from: place) else {
        outside = distance
        distance = (inside + distance) / 2
        continue
      }
      let reached = increase(next).squareRoot()
      if abs(reached - target) <= 1e-10 * target { return estimate + sign * distance }
      if reached < target { (inside, place) = (distance, next) } else { outside = distance }
      let slope = -sign * next.multiplier / reached
      var proposal = distance + (target - reached) / slope
      if !(slope > 0) || !(proposal > inside) || proposal >= outside ?? .infinity {
        proposal = outside.map { (inside + $0) / 2 } ?? 2 * distance
      }
      distance = min(proposal, 4 * distance)
    }
    return sign * .infinity
  }

  /// Finds the maximum with c held at a value by Newton's method; nil where there is none.
  private func maximum(at value: Double, from start: Place) -> Place? {
    var (parameters, current) = (start.parameters, start.evaluation)
    let recordCount = Double(likelihood.frame.rows.count)
    for _ in 0..<60 {
      guard
        let information = ScaledCholesky(current.information)
          ?? likelihood.expectedInformation(at: parameters).flatMap(ScaledCholesky.init)
      else { return nil }
      let (free, held) = (information.solve(current.gradient), information.solve(direction))
      let gap = value - direction.product(parameters)
      let isHeld = abs(gap) <= 1e-13 * max(abs(value), spread)
      let multiplier = (direction.product(free) - gap) / direction.product(held)
      let step = zip(free, held).map { $0 - multiplier * $1 }
      if isHeld {
        let rest = zip(current.gradient, direction).map { $0 - multiplier * $1 }
        if rest.product(step) <= 1e-20 * recordCount {
          return Place(parameters: parameters, evaluation: current, multiplier: multiplier)
        }
      }
      guard let next = moved(parameters, current, by: step, isHeld: isHeld) else { return nil }
      (parameters, current) = next
    }
    return nil
  }

  /// Takes a step, or the part of it that does not raise the deviance once the constraint holds.
  private func moved(
    _ parameters: [Double], _ current: LikelihoodEvaluation, by step: [Double], isHeld: Bool
  ) -> (parameters: [Double], evaluation: LikelihoodEvaluation)? {
    let slack = 1e-10 * (1 + abs(current.objective))
    var factor = 1.0
    for _ in 0..<40 {
      let candidate = zip(parameters, step).map { $0 + factor * $1 }
      let evaluation = likelihood.evaluated(at: candidate)
      if evaluation.objective.isFinite, !isHeld || evaluation.objective <= current.objective + slack {
        return (candidate, evaluation)
      }
      factor /= 2
    }
    return nil
  }
}

extension [Double] {
  /// The sum of the products with other numbers.
  fileprivate func product(_ other: [Double]) -> Double { zip(self, other).reduce(0) { $0 + $1.0 * $1.1 } }
}
