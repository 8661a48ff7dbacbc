/// A table of counts with margins: its cells, and the equations by which they add up.
///
/// A combination of labels that has no row and nothing below it is a count of zero. One without a row but with rows below
/// it is a cell that was not asked for: it is no part of the table, and the equations know it.
public struct CountTable: Sendable {
  /// The value of a dimension that stands for all its labels together.
  public static let total = "Total"

  /// The names of the dimensions.
  public let dimensions: [String]
  /// The labels of each dimension.
  let trees: [LabelTree]
  /// The labels of each cell, as positions in its trees, in a fixed order that does not depend on that of the rows.
  let coordinates: [[Int32]]
  /// The row of each cell; nil where it has none.
  let rows: [Int?]
  /// The cell of each row.
  let cells: [Int]
  /// The count of each cell; nil where it is not known.
  let counts: [Int?]
  /// What adds up.
  let equations: [Equation]

  /// A cell that is the sum of others.
  struct Equation: Sendable {
    let whole: Int
    let parts: [Int]
  }

  /// Takes a table in its parts.
  init(
    dimensions: [String], trees: [LabelTree], coordinates: [[Int32]], rows: [Int?], cells: [Int], counts: [Int?],
    equations: [Equation]
  ) {
    (self.dimensions, self.trees, self.coordinates, self.rows) = (dimensions, trees, coordinates, rows)
    (self.cells, self.counts, self.equations) = (cells, counts, equations)
  }

  /// The number of rows.
  public var rowCount: Int { cells.count }
}

extension CountTable {
  /// The labels of a row in words, such as `region=North, sex=Total`.
  public func name(ofRow row: Int) -> String { name(ofCell: cells[row]) }

  /// The labels of a row, one for each dimension.
  public func labels(ofRow row: Int) -> [String] {
    dimensions.indices.map { trees[$0].labels[Int(coordinates[cells[row]][$0])] }
  }

  /// The labels of a cell in words.
  func name(ofCell cell: Int) -> String {
    dimensions.indices.map { "\(dimensions[$0])=\(trees[$0].labels[Int(coordinates[cell][$0])])" }
      .joined(separator: ", ")
  }

  /// Whether a cell is the sum of others in some dimension.
  func isMargin(_ cell: Int) -> Bool {
    dimensions.indices.contains { !trees[$0].children[Int(coordinates[cell][$0])].isEmpty }
  }

  /// The equations that each cell has a part in.
  var equationsOfCells: [[Int]] {
    var of = [[Int]](repeating: [], count: coordinates.count)
    for (number, equation) in equations.enumerated() {
      for cell in [equation.whole] + equation.parts { of[cell].append(number) }
    }
    return of
  }
}
