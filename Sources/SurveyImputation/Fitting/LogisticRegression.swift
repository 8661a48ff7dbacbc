private import Foundation
internal import SurveyNumerics

/// A weighted logistic regression on standardised predictors that also exists where levels are separated.
///
/// Each predictor adds four records, one standard deviation above and below its mean with each outcome, and their
/// weights add up to the number of coefficients (White, Daniel and Royston 2010): the prior that keeps every coefficient
/// finite and that a large sample outweighs.
struct LogisticRegression {
  private let matrix: Matrix
  private let response: [Double]
  private let weights: [Double]

  /// Describes a fit; the weights add up to the number of records.
  init(of response: [Double], on predictors: StandardizedPredictors, weights: [Double]) {
    let real = predictors.matrix
    let count = real.columnCount - 1
    let scale = Double(weights.count) / FixedOrder.sum(weights)
    var added = Matrix(rowCount: 4 * count, columnCount: count + 1)
    for j in 0..<count {
      for k in 0..<4 {
        added[4 * j + k, 0] = 1
        added[4 * j + k, j + 1] = k < 2 ? 1 : -1
      }
    }
    var elements: [Double] = []
    for j in 0...count { elements += real.column(j) + added.column(j) }
    matrix = Matrix(rowCount: real.rowCount + 4 * count, columnCount: count + 1, columnMajor: elements)
    self.response = response + (0..<4 * count).map { Double($0 % 2) }
    self.weights =
      weights.map { $0 * scale } + (0..<4 * count).map { _ in Double(count + 1) / Double(4 * count) }
  }

  /// Returns the coefficients that maximise the likelihood, the intercept first; nil where the iteration fails.
  func coefficients() -> [Double]? {
    let share = FixedOrder.sum(zip(response, weights).map { $0 * $1 }) / FixedOrder.sum(weights)
    // Without predictors the share is the fit, at its limits too.
    if matrix.columnCount == 1 { return [log(share / (1 - share))] }
    var coefficients = [log(share / (1 - share))] + [Double](repeating: 0, count: matrix.columnCount - 1)
    var likelihood = logLikelihood(matrix * coefficients)
    for _ in 0..<50 {
      var probabilities = matrix * coefficients
      logistic(&probabilities)
      let residuals = response.indices.map { weights[$0] * (response[$0] - probabilities[$0]) }
      let curvature = response.indices.map { weights[$0] * probabilities[$0] * (1 - probabilities[$0]) }
      let gradient = matrix.crossProduct(
        with: Matrix(rowCount: residuals.count, columnCount: 1, columnMajor: residuals)
      ).elements
      guard let information = try? CholeskyFactorization(.weightedCrossProduct(of: matrix, weights: curvature)) else {
        return nil
      }
      var step = information.solve(gradient)
      let decrement = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
      if decrement < 1e-12 * Double(response.count) { return coefficients }
      for _ in 0..<30 {
        let candidate = zip(coefficients, step).map { $0 + $1 }
        let reached = logLikelihood(matrix * candidate)
        if reached >= likelihood - 1e-12 * abs(likelihood) {
          (coefficients, likelihood) = (candidate, reached)
          break
        }
        step = step.map { $0 / 2 }
      }
    }
    return nil
  }

  private func logLikelihood(_ predictor: [Double]) -> Double {
    FixedOrder.sum(
      predictor.indices.map { i in
        let x = predictor[i]
        return weights[i] * (response[i] * x - max(x, 0) - log1p(exp(-abs(x))))
      })
  }
}
