internal import SurveyNumerics

/// Weighted least squares on standardised predictors.
enum LinearRegression {
  /// What the diagonal of the cross-product of standardised columns is raised by, in parts of the weights: columns that
  /// a bootstrap sample makes dependent share their coefficient instead of having none.
  private static let ridge = 1e-6

  /// Returns the coefficients, the intercept first: β = (X'WX + λI)⁻¹X'Wy.
  static func coefficients(
    of response: [Double], on predictors: StandardizedPredictors, weights: [Double]
  ) throws(NumericsError) -> [Double] {
    let matrix = predictors.matrix
    let count = matrix.columnCount
    let joined = Matrix(
      rowCount: matrix.rowCount, columnCount: count + 1, columnMajor: matrix.elements + response)
    let products = Matrix.weightedCrossProduct(of: joined, weights: weights)
    var information = products.submatrix(rows: Array(0..<count), columns: Array(0..<count))
    let lambda = ridge * FixedOrder.sum(weights)
    for j in 1..<max(1, count) { information[j, j] += lambda }
    return try CholeskyFactorization(information).solve((0..<count).map { products[$0, count] })
  }
}
