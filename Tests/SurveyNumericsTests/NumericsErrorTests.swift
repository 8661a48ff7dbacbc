import SurveyNumerics
import Testing

struct NumericsErrorTests {
  @Test(arguments: [
    (NumericsError.empty("matrix to factorise"), "The matrix to factorise is empty; at least one element is needed."),
    (.nonFinite(row: 1, column: 0), "The element at row 2, column 1 is not a finite number."),
    (
      .notPositiveDefinite(minor: 3),
      "The matrix is not positive definite: its leading minor of order 3 is not positive."
    ),
    (
      .rankDeficient(rank: 2, columns: [2, 4, 5]),
      "The matrix has rank 2, because columns 3, 5 and 6 depend on earlier columns."
    ),
    (.rankDeficient(rank: 2, columns: [2]), "The matrix has rank 2, because column 3 depends on earlier columns."),
    (.singular, "The matrix is singular: it has no inverse."),
    (
      .notSquare(rowCount: 1, columnCount: 2),
      "A square matrix is needed, but this one has 1 rows and 2 columns."
    ),
    (
      .didNotConverge("eigenvalue iteration", iterations: 60),
      "The eigenvalue iteration did not converge in 60 iterations."
    ),
  ])
  func `each error is one sentence`(error: NumericsError, sentence: String) {
    #expect(error.description == sentence)
  }
}
