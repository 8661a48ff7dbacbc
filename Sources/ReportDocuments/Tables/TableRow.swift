/// A row of a table.
public struct TableRow: Sendable, Equatable, ExpressibleByArrayLiteral {
  /// The cells, one a column.
  public let cells: [Cell]

  /// Creates a row.
  public init(_ cells: [Cell]) { self.cells = cells }

  /// Creates a row from its cells.
  public init(arrayLiteral elements: Cell...) { self.cells = elements }
}
