import SurveyNumerics
import TestSupport
import Testing

struct MatrixTests {
  private let matrix = Matrix(rows: [[1, 2, 3], [4, 5, 6]])

  @Test func `rows, columns, diagonal and transpose are parts of the same matrix`() {
    #expect(matrix.row(1) == [4, 5, 6])
    #expect(matrix.column(2) == [3, 6])
    #expect(matrix.diagonal == [1, 5])
    #expect(matrix.transposed == Matrix(rows: [[1, 4], [2, 5], [3, 6]]))
    #expect(matrix.submatrix(rows: [1, 0], columns: [2]) == Matrix(rows: [[6], [3]]))
    #expect(Matrix.identity(2) == Matrix(rows: [[1, 0], [0, 1]]))
    #expect(Matrix(rows: [[1, 2], [4, 5]]).symmetrized() == Matrix(rows: [[1, 3], [3, 5]]))
  }

  @Test func `arithmetic follows the definitions`() {
    #expect(matrix * matrix.transposed == Matrix(rows: [[14, 32], [32, 77]]))
    #expect(matrix * [1, 0, -1] == [-2, -2])
    #expect(2 * matrix - matrix == matrix)
    #expect((matrix + matrix)[1, 2] == 12)
    #expect(Matrix(rows: [[2, 1], [1, 3]]).quadraticForm([1, -2]) == 10)
  }

  @Test(arguments: [1, 2, 3, 5, 8, 11], [0, 1, 3, 255, 256, 700])
  func `a weighted cross-product equals the sum of its definition`(columns: Int, rows: Int) {
    let x = scatteredMatrix(rows, columns)
    let weights = scattered(rows, seed: 9)
    let product = Matrix.weightedCrossProduct(of: x, weights: weights)
    for i in 0..<columns {
      for j in 0..<columns {
        var sum = 0.0
        for k in 0..<rows { sum += x[k, i] * weights[k] * x[k, j] }
        #expect(isClose(product[i, j], to: sum, relative: 0, absolute: 1e-13 * Double(max(rows, 1))))
        #expect(product[i, j] == product[j, i])
      }
    }
  }

  @Test func `an element of a cross-product has the same bits whatever columns stand beside it`() {
    let x = scatteredMatrix(1000, 9)
    let all = x.crossProduct()
    for columns in [[0], [3, 8], [1, 2, 7], [0, 2, 4, 5, 8]] {
      let part = x.submatrix(rows: Array(0..<1000), columns: columns)
      #expect(part.crossProduct() == all.submatrix(rows: columns, columns: columns))
      #expect(part.crossProduct(with: x) == all.submatrix(rows: columns, columns: Array(0..<9)))
    }
  }

  @Test func `blocks added one after the other give the cross-product of all rows`() {
    let x = scatteredMatrix(1024, 5)
    let weights = scattered(1024, seed: 3)
    var accumulator = CrossProductAccumulator(columnCount: 5)
    for start in stride(from: 0, to: 1024, by: 256) {
      let block = x.submatrix(rows: Array(start..<start + 256), columns: Array(0..<5))
      let blockWeights = Array(weights[start..<start + 256])
      accumulator.add(rows: block.elements.span, rowCount: 256, weights: blockWeights.span)
    }
    #expect(accumulator.matrix == Matrix.weightedCrossProduct(of: x, weights: weights))
  }
}
