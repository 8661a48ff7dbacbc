internal import SurveyNumerics

/// Refuses columns that follow from others.
extension ModelColumns {
  /// Throws where a column of the design matrix is a combination of those before it.
  ///
  /// A Cholesky factorisation from left to right: what is left of a column's squared length after the earlier columns
  /// are taken out, as a share of that length, counts as nothing below 1e-12; and so does any
  /// column of scaled numbers below 1e-24 of the intercept.
  func checkCollinearity(_ crossProduct: Matrix) throws(ModelError) {
    var factor = Matrix(rowCount: count, columnCount: count)
    for j in 0..<count {
      for k in 0..<j {
        var sum = crossProduct[j, k]
        for m in 0..<k { sum -= factor[j, m] * factor[k, m] }
        factor[j, k] = sum / factor[k, k]
      }
      var remaining = crossProduct[j, j]
      for k in 0..<j { remaining -= factor[j, k] * factor[j, k] }
      guard remaining > max(1e-12 * crossProduct[j, j], 1e-24 * crossProduct[0, 0]) else {
        var others: [String] = []
        for name in earlierColumns(explaining: j, factor, crossProduct).map(nameInMessages) where !others.contains(name)
        {
          others.append(name)
        }
        throw .collinear(term: nameInMessages(ofColumn: j), with: others)
      }
      factor[j, j] = remaining.squareRoot()
    }
  }

  /// The columns with a coefficient other than 0 in the regression of a column on those before it.
  private func earlierColumns(explaining column: Int, _ factor: Matrix, _ crossProduct: Matrix) -> [Int] {
    guard crossProduct[column, column] > 1e-24 * crossProduct[0, 0] else {
      // A centred column that is 0 is a column that repeats those it is centred by.
      return (0..<column).filter { transformation[$0, column] != 0 }
    }
    var coefficients = (0..<column).map { factor[column, $0] }
    for k in stride(from: column - 1, through: 0, by: -1) {
      for m in (k + 1)..<max(column, k + 1) { coefficients[k] -= factor[m, k] * coefficients[m] }
      coefficients[k] /= factor[k, k]
    }
    let parts = (0..<column).map { abs(coefficients[$0]) * crossProduct[$0, $0].squareRoot() }
    let bound = 1e-5 * crossProduct[column, column].squareRoot()
    return parts.indices.filter { parts[$0] > bound }
  }
}
