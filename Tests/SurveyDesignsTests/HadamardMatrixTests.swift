import SurveyDesigns
import Testing

@Suite("Hadamard matrices")
struct HadamardMatrixTests {
  @Test(arguments: 1...70)
  func `columns are orthogonal and the first is of ones`(_ columns: Int) {
    let matrix = HadamardMatrix(columns: columns)
    #expect(matrix.order >= columns)
    for first in 0..<matrix.order {
      #expect(matrix[first, 0] == 1)
      for second in 0...first {
        let product = (0..<matrix.order).reduce(0) { $0 + matrix[$1, first] * matrix[$1, second] }
        #expect(product == (first == second ? matrix.order : 0), "columns \(first) and \(second)")
      }
    }
  }

  @Test(arguments: [
    (1, 1, "Sylvester, order 1"), (2, 2, "Sylvester, order 2"), (3, 4, "Sylvester, order 4"),
    (9, 12, "Paley, order 12, doubled to 12"), (16, 16, "Sylvester, order 16"),
    (17, 20, "Paley, order 20, doubled to 20"),
    (21, 24, "Paley, order 12, doubled to 24"), (25, 32, "Sylvester, order 32"),
  ])
  func `the smallest order is taken`(_ columns: Int, _ order: Int, _ construction: String) {
    let matrix = HadamardMatrix(columns: columns)
    #expect(matrix.order == order)
    #expect(matrix.construction == construction)
  }
}
