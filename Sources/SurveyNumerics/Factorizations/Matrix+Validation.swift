/// Refuses matrices that cannot be factorised.
extension Matrix {
  /// Throws unless the matrix has elements and all of them are finite.
  func validate(_ what: String) throws(NumericsError) {
    if elements.isEmpty { throw .empty(what) }
    guard let k = elements.firstIndex(where: { !$0.isFinite }) else { return }
    throw .nonFinite(row: k % rowCount, column: k / rowCount)
  }

  /// Throws unless the matrix is square, has elements and all of them are finite.
  func validateSquare(_ what: String) throws(NumericsError) {
    if rowCount != columnCount { throw .notSquare(rowCount: rowCount, columnCount: columnCount) }
    try validate(what)
  }
}
