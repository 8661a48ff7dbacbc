/// Solutions corrected to the last digit.
extension CholeskyFactorization {
  /// Solves for several right-hand sides, and corrects the solutions until they are right to the last bit.
  ///
  /// With the residual in twice the precision, every correction gains as many digits as the condition allows (Wilkinson
  /// 1963; Björck 1990), and what they converge to is the solution itself, rounded.
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
      // A matrix that is singular to working precision does not converge; the answer so far is as good as any.
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
    // Column i of the lower triangle and its mirror image, one after the other as they are read.
    var symmetric = matrix.elements
    for j in 0..<n {
      for i in 0..<j { symmetric[j * n + i] = symmetric[i * n + j] }
    }
    var residuals = [Double](repeating: 0, count: right.count)
    let (elements, values) = (symmetric.span, solution.span)
    for start in stride(from: 0, to: right.count, by: n) {
      var i = 0
      // Four sums at a time, none of which waits for another.
      while i + 4 <= n {
        var sums = (
          DoubleDouble(right[start + i]), DoubleDouble(right[start + i + 1]), DoubleDouble(right[start + i + 2]),
          DoubleDouble(right[start + i + 3])
        )
        for j in 0..<n {
          let value = values[start + j]
          sums.0 = sums.0 - value * elements[i * n + j]
          sums.1 = sums.1 - value * elements[(i + 1) * n + j]
          sums.2 = sums.2 - value * elements[(i + 2) * n + j]
          sums.3 = sums.3 - value * elements[(i + 3) * n + j]
        }
        residuals[start + i] = sums.0.high
        residuals[start + i + 1] = sums.1.high
        residuals[start + i + 2] = sums.2.high
        residuals[start + i + 3] = sums.3.high
        i += 4
      }
      for i in i..<n {
        var sum = DoubleDouble(right[start + i])
        for j in 0..<n { sum = sum - values[start + j] * elements[i * n + j] }
        residuals[start + i] = sum.high
      }
    }
    return residuals
  }
}
