/// A reason why a computation on matrices or numbers has no answer.
public enum NumericsError: Error, Sendable, Equatable {
  /// Something that needs elements has none; `what` names it.
  case empty(_ what: String)
  /// An element is infinite or not a number.
  case nonFinite(row: Int, column: Int)
  /// A symmetric matrix is not positive definite: its leading minor of this order is the first that fails.
  case notPositiveDefinite(minor: Int)
  /// Columns depend linearly on earlier ones; `columns` are their indices.
  case rankDeficient(rank: Int, columns: [Int])
  /// A matrix has no inverse.
  case singular
  /// A matrix that has to be square is not.
  case notSquare(rowCount: Int, columnCount: Int)
  /// An iteration stopped before it reached its answer; `what` names it.
  case didNotConverge(_ what: String, iterations: Int)
}
