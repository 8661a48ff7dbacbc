private import Foundation
internal import SurveyNumerics

extension Likelihood {
  /// The maximum of the likelihood.
  struct Optimum: Sendable {
    /// The coefficients of the scaled and centred columns.
    let coefficients: [Double]
    let evaluation: Evaluation
    let information: ScaledCholesky
    let iterationCount: Int
  }

  /// Finds the maximum by Newton's method, halving a step that does not lower the deviance.
  ///
  /// Stops when the Newton decrement gᵀH⁻¹g, relative to the number of records, is at most 1e-24. It bounds every
  /// element of the gradient, gⱼ² ≤ Hⱼⱼ · gᵀH⁻¹g, and the error of the coefficients in units of the linear predictor, so
  /// that one criterion stands for both.
  func maximized(iterationLimit: Int, startingAt start: [Double]? = nil) throws(ModelError) -> Optimum {
    let recordCount = Double(frame.rows.count)
    var coefficients = start ?? [startingIntercept] + [Double](repeating: 0, count: columns.count - 1)
    var current = evaluated(at: coefficients)
    try checkCollinearity(current.information.matrix)
    var (previous, step) = (Double.infinity, coefficients)
    for iteration in 0..<max(1, iterationLimit) {
      guard let information = ScaledCholesky(current.information.matrix) else {
        // The information of separated records vanishes along the direction that separates them.
        throw failure(after: iteration, along: step, decrement: previous, tolerance: 1e-4)
      }
      step = information.solve([Double](current.gradient.dropLast()))
      let decrement = zip(current.gradient, step).reduce(0) { $0 + $1.0 * $1.1 } / recordCount
      // Where rounding keeps the decrement from falling further, what remains is as exact as the data allow.
      if decrement <= 1e-24 || (decrement <= 1e-18 && decrement > previous / 4) {
        return Optimum(
          coefficients: coefficients, evaluation: current, information: information, iterationCount: iteration)
      }
      if iteration >= 5, isSeparated(by: step, tolerance: 1e-6) { throw .separated(terms: names(along: step)) }
      (previous, current) = (decrement, improved(current, &coefficients, by: step))
    }
    throw failure(after: iterationLimit, along: step, decrement: previous, tolerance: 1e-4)
  }

  private var startingIntercept: Double {
    var trueWeight = 0.0
    for row in frame.rows where frame.outcome[Int(row)] == 1 { trueWeight += weights[Int(row)] }
    let share = trueWeight * weightScale / Double(frame.rows.count)
    return log(share / (1 - share))
  }

  private func improved(_ current: Evaluation, _ coefficients: inout [Double], by step: [Double]) -> Evaluation {
    var factor = 1.0
    let slack = 1e-10 * (1 + current.deviance)
    var candidate = coefficients
    var evaluation = current
    for _ in 0..<40 {
      for j in step.indices { candidate[j] = coefficients[j] + factor * step[j] }
      evaluation = evaluated(at: candidate)
      if evaluation.deviance <= current.deviance + slack { break }
      factor /= 2
    }
    coefficients = candidate
    return evaluation
  }

  private func failure(
    after iterations: Int, along step: [Double], decrement: Double, tolerance: Double
  ) -> ModelError {
    if iterations >= 5, isSeparated(by: step, tolerance: tolerance) { return .separated(terms: names(along: step)) }
    return .didNotConverge(iterations: iterations, gradient: decrement.squareRoot())
  }

  /// The names of the coefficients that a direction changes.
  private func names(along direction: [Double]) -> [String] {
    let largest = direction.reduce(0) { max($0, abs($1)) }
    let changed = direction.indices.filter { abs(direction[$0]) > 1e-3 * largest }
    let withoutIntercept = changed.filter { $0 != 0 }
    return (withoutIntercept.isEmpty ? changed : withoutIntercept).map { columns.names[$0] }
  }
}
