internal import SurveyNumerics

/// Combinations of pooled numbers.
extension RubinPooling {
  /// Returns the pooled linear combinations of the numbers, one for each list of factors.
  ///
  /// ```
  /// Cθ̄      C Ū C'      C B C'
  /// ```
  func combined(by factors: [[Double]]) -> RubinPooling {
    let matrix = Matrix(rows: factors)
    return RubinPooling(
      values: matrix * values, within: combined(within, by: matrix), between: combined(between, by: matrix),
      imputationCount: imputationCount)
  }

  /// Returns the pooling of some of the numbers.
  func restricted(to positions: [Int]) -> RubinPooling {
    RubinPooling(
      values: positions.map { values[$0] }, within: within.submatrix(rows: positions, columns: positions),
      between: between.submatrix(rows: positions, columns: positions), imputationCount: imputationCount)
  }

  private func combined(_ covariance: Matrix, by matrix: Matrix) -> Matrix {
    (matrix * covariance * matrix.transposed).symmetrized()
  }
}
