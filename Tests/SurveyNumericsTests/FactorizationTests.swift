import Foundation
import SurveyNumerics
import TestSupport
import Testing

struct FactorizationTests {
  private func positiveDefinite(_ n: Int) -> Matrix { scatteredMatrix(n + 5, n, seed: UInt64(n)).crossProduct() }

  @Test(arguments: [1, 2, 7, 40])
  func `Cholesky solves, inverts and gives the determinant`(n: Int) throws {
    let matrix = positiveDefinite(n)
    let cholesky = try CholeskyFactorization(matrix)
    let right = scattered(n, seed: 4)
    let solution = cholesky.solve(right)
    #expect(zip(matrix * solution, right).allSatisfy { isClose($0, to: $1, relative: 1e-9, absolute: 1e-10) })
    #expect(distance(matrix * cholesky.inverse(), .identity(n)) < 1e-9)
    #expect(cholesky.inverse() == cholesky.inverse().transposed)
    #expect(distance(cholesky.factor * cholesky.factor.transposed, matrix) < 1e-12)
    #expect(cholesky.reciprocalCondition > 0 && cholesky.reciprocalCondition <= 1)
    let eigen = try SymmetricEigen(matrix)
    let logDeterminant = eigen.values.map { log($0) }.reduce(0, +)
    #expect(isClose(cholesky.logDeterminant, to: logDeterminant, relative: 1e-9, absolute: 1e-10))
  }

  @Test func `Cholesky of a known matrix`() throws {
    let cholesky = try CholeskyFactorization(Matrix(rows: [[4, 2], [2, 10]]))
    #expect(cholesky.factor == Matrix(rows: [[2, 0], [1, 3]]))
    #expect(cholesky.solve([8, 22]) == [1, 2])
    #expect(isClose(cholesky.logDeterminant, to: 3.583518938456110, relative: 1e-15))
  }

  @Test(arguments: [1, 3, 25])
  func `eigenvectors rebuild the matrix`(n: Int) throws {
    let matrix = scatteredMatrix(n, n).symmetrized()
    let eigen = try SymmetricEigen(matrix)
    #expect(eigen.values == eigen.values.sorted())
    #expect(distance(eigen.vectors * .diagonal(eigen.values) * eigen.vectors.transposed, matrix) < 1e-13)
    #expect(distance(eigen.vectors.crossProduct(), .identity(n)) < 1e-13)
    #expect(eigen.rank() == n)
  }

  @Test func `the pseudo-inverse of a matrix without full rank meets its four conditions`() throws {
    let matrix = scatteredMatrix(3, 6).crossProduct()
    let eigen = try SymmetricEigen(matrix)
    let inverse = eigen.pseudoInverse()
    #expect(eigen.rank() == 3)
    #expect(distance(matrix * inverse * matrix, matrix) < 1e-12)
    #expect(distance(inverse * matrix * inverse, inverse) < 1e-9)
    #expect(distance(matrix * inverse, (matrix * inverse).transposed) < 1e-11)
    #expect(inverse == inverse.transposed)
  }

  @Test func `least squares leave residuals that are orthogonal to the columns`() throws {
    let matrix = scatteredMatrix(300, 6)
    let right = scattered(300, seed: 8)
    let coefficients = try PivotedQR(matrix).leastSquares(right)
    let residuals = zip(right, matrix * coefficients).map { $0 - $1 }
    #expect((matrix.transposed * residuals).allSatisfy { abs($0) < 1e-12 })
    let square = try CholeskyFactorization(matrix.crossProduct()).solve(matrix.transposed * right)
    #expect(zip(coefficients, square).allSatisfy { isClose($0, to: $1, relative: 1e-11, absolute: 1e-13) })
  }

  @Test func `of dependent columns the later ones are reported`() throws {
    let a = scattered(20)
    let b = scattered(20, seed: 2)
    let c = scattered(20, seed: 3)
    let sum = zip(a, b).map { 1e6 * $0 + $1 }
    let zero = [Double](repeating: 0, count: 20)
    let qr = try PivotedQR(Matrix(rowCount: 20, columnCount: 6, columnMajor: a + b + sum + zero + c + a))
    #expect(qr.rank == 3)
    #expect(qr.pivots == [0, 1, 4, 2, 3, 5])
    #expect(qr.dependentColumns == [2, 3, 5])
    #expect(throws: NumericsError.rankDeficient(rank: 3, columns: [2, 3, 5])) { try qr.leastSquares(a) }
    #expect(try PivotedQR(Matrix(rows: [[1, 2, 3]])).dependentColumns == [1, 2])
  }

  @Test func `input without an answer is a named error`() throws {
    let hole = Matrix(rows: [[1, 0], [.nan, 1]])
    #expect(throws: NumericsError.nonFinite(row: 1, column: 0)) { try CholeskyFactorization(hole) }
    #expect(throws: NumericsError.nonFinite(row: 1, column: 0)) { try SymmetricEigen(hole) }
    #expect(throws: NumericsError.nonFinite(row: 0, column: 0)) { try PivotedQR(Matrix(rows: [[.infinity]])) }
    #expect(throws: NumericsError.notPositiveDefinite(minor: 2)) {
      try CholeskyFactorization(Matrix(rows: [[1, 2], [2, 1]]))
    }
    #expect(throws: NumericsError.notSquare(rowCount: 1, columnCount: 2)) {
      try CholeskyFactorization(Matrix(rows: [[1, 2]]))
    }
    let none = Matrix(rowCount: 0, columnCount: 0)
    #expect(throws: NumericsError.empty("matrix to factorise")) { try CholeskyFactorization(none) }
    #expect(throws: NumericsError.empty("matrix to decompose")) { try SymmetricEigen(none) }
    #expect(throws: NumericsError.empty("matrix to factorise")) { try PivotedQR(none) }
  }

  @Test func `eigenvalues that are known`() throws {
    // Of the second difference of n points: 2 - 2 cos(k pi / (n + 1)).
    let n = 60
    var difference = Matrix(rowCount: n, columnCount: n)
    for i in 0..<n {
      difference[i, i] = 2
      if i > 0 { difference[i, i - 1] = -1 }
    }
    let values = try SymmetricEigen(difference).values
    for k in 1...n {
      #expect(isClose(values[k - 1], to: 2 - 2 * cos(Double(k) * .pi / Double(n + 1)), relative: 1e-12))
    }
    let ones = try SymmetricEigen(
      Matrix(rowCount: 50, columnCount: 50, columnMajor: [Double](repeating: 1, count: 2500)))
    #expect(isClose(ones.values[49], to: 50, relative: 1e-14))
    #expect(ones.values[..<49].allSatisfy { abs($0) < 1e-13 } && ones.rank() == 1)
  }

  @Test(arguments: [1e-200, 1e-30, 1, 1e30, 1e200])
  func `the unit of a matrix scales its eigenvalues and no more`(unit: Double) throws {
    let matrix = scatteredMatrix(30, 12).crossProduct()
    let (plain, scaled) = (try SymmetricEigen(matrix), try SymmetricEigen(unit * matrix))
    for (one, other) in paired(plain.values, scaled.values) { #expect(isClose(other, to: unit * one, relative: 1e-13)) }
    #expect(distance(plain.vectors, scaled.vectors) < 1e-11)
  }

  @Test func `the condition is that of the inverse`() throws {
    for n in [1, 2, 5, 9, 30] {
      let matrix = positiveDefinite(n)
      let cholesky = try CholeskyFactorization(matrix)
      let inverse = cholesky.inverse()
      func norm(_ matrix: Matrix) -> Double { (0..<n).map { matrix.column($0).reduce(0) { $0 + abs($1) } }.max() ?? 0 }
      let exact = 1 / (norm(matrix) * norm(inverse))
      // An estimate of the norm is never above it.
      #expect(cholesky.reciprocalCondition >= exact * (1 - 1e-10) && cholesky.reciprocalCondition <= 3 * exact)
    }
  }

  @Test func `what factorises is named`() {
    #expect(LinearAlgebraLibrary.description == "Peilstok, in a fixed order")
    #expect(["base", "avx2", "avx512"].contains(LinearAlgebraLibrary.core))
  }
}
