/// What is wrong with a computation, in sentences.
extension NumericsError: CustomStringConvertible {
  /// One sentence that says what was expected and what was found.
  public var description: String {
    switch self {
    case .empty(let what): "The \(what) is empty; at least one element is needed."
    case .nonFinite(let row, let column):
      "The element at row \(row + 1), column \(column + 1) is not a finite number."
    case .notPositiveDefinite(let minor):
      "The matrix is not positive definite: its leading minor of order \(minor) is not positive."
    case .rankDeficient(let rank, let columns):
      "The matrix has rank \(rank), because \(Self.list(columns)) on earlier columns."
    case .singular: "The matrix is singular: it has no inverse."
    case .notSquare(let rowCount, let columnCount):
      "A square matrix is needed, but this one has \(rowCount) rows and \(columnCount) columns."
    case .didNotConverge(let what, let iterations):
      "The \(what) did not converge in \(iterations) iterations."
    }
  }

  private static func list(_ columns: [Int]) -> String {
    let numbers = columns.map { String($0 + 1) }
    guard let last = numbers.last else { return "some columns depend" }
    if numbers.count == 1 { return "column \(last) depends" }
    return "columns \(numbers.dropLast().joined(separator: ", ")) and \(last) depend"
  }
}
