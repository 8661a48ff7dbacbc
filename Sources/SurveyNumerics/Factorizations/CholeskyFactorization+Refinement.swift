extension CholeskyFactorization {
  /// Solves for several right-hand sides, and corrects the solutions until they are right to the last bit.
  ///
  /// The bits that LAPACK returns depend on the processor. With the residual in twice the precision, every correction
  /// gains as many digits as the condition allows (Wilkinson 1963; Björck 1990), and what they converge to is the
  /// solution itself, rounded: the same on every processor.
  func refined(_ right: Matrix, from start: Matrix, correction solve: (Matrix) -> Matrix) -> Matrix {
    let n = right.rowCount
    var solution = start.elements.map { DoubleDouble($0) }
    var previous = Double.infinity
    for _ in 0..<12 {
      let residual = Matrix(
        rowCount: n, columnCount: right.columnCount, columnMajor: residuals(of: solution, right: right.elements))
      let correction = solve(residual).elements
      var largest = 0.0
      for position in solution.indices {
        let scale = abs(solution[position].high)
        if scale > 0 { largest = max(largest, abs(correction[position]) / scale) }
      }
      // A matrix that is singular to working precision does not converge; LAPACK's answer is as good as any.
      guard largest < previous, largest.isFinite else { break }
      for position in solution.indices { solution[position] = solution[position] + correction[position] }
      previous = largest
      if largest < 0x1p-80 { break }
    }
    return Matrix(rowCount: n, columnCount: right.columnCount, columnMajor: solution.map(\.high))
  }

  /// The residuals b − Ax, summed in twice the precision.
  private func residuals(of solution: [DoubleDouble], right: [Double]) -> [Double] {
    let n = factor.rowCount
    var residuals = [Double](repeating: 0, count: right.count)
    for start in stride(from: 0, to: right.count, by: n) {
      for i in 0..<n {
        var sum = DoubleDouble(right[start + i])
        for j in 0..<n { sum = sum - solution[start + j] * (i >= j ? matrix[i, j] : matrix[j, i]) }
        residuals[start + i] = sum.high
      }
    }
    return residuals
  }
}
