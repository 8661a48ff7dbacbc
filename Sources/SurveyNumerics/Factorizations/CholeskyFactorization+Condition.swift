/// How close a factorised matrix is to a singular one.
extension CholeskyFactorization {
  /// Estimates 1 / (‖A‖₁ ‖A⁻¹‖₁) from the factor.
  ///
  /// ‖A⁻¹‖₁ is the largest value of a convex function over the corners of a simplex: walks from corner to corner while it
  /// grows, and compares with a vector that no cancellation hides from (Hager 1984; Higham 1988, algorithm 4.1). The
  /// estimate is hardly ever more than three times too large.
  static func reciprocalCondition(of matrix: Matrix, factor: Matrix) -> Double {
    let n = matrix.rowCount
    var norm = 0.0
    for j in 0..<n {
      var sum = 0.0
      for i in 0..<n { sum += abs(i >= j ? matrix[i, j] : matrix[j, i]) }
      norm = max(norm, sum)
    }
    func solved(_ right: [Double]) -> [Double] {
      solve(Matrix(rowCount: n, columnCount: 1, columnMajor: right), with: factor).elements
    }
    func size(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + abs($1) } }

    var solution = solved([Double](repeating: 1 / Double(n), count: n))
    var estimate = size(solution)
    var corner = -1
    for _ in 0..<5 {
      let slopes = solved(solution.map { $0 < 0 ? -1 : 1 })
      guard let next = slopes.indices.max(by: { abs(slopes[$0]) < abs(slopes[$1]) }), next != corner else { break }
      corner = next
      var unit = [Double](repeating: 0, count: n)
      unit[corner] = 1
      solution = solved(unit)
      let grown = size(solution)
      guard grown > estimate else { break }
      estimate = grown
    }
    let alternating = (0..<n).map { (n > 1 ? 1 + Double($0) / Double(n - 1) : 1) * ($0.isMultiple(of: 2) ? 1 : -1) }
    estimate = max(estimate, 2 * size(solved(alternating)) / (3 * Double(n)))
    let condition = norm * estimate
    return condition.isFinite && condition > 0 ? 1 / condition : 0
  }
}
