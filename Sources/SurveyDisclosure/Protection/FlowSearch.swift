/// Looks for the cheapest step to another table that moves one count, among all steps, by a linear programme.
///
/// ```
/// minimise   sum of cost x (rise + fall)
/// such that  the sums stay, the count rises or falls as far as it must, and no count falls below zero
/// ```
///
/// The heuristic of Kelly, Golden and Assad (1992), one programme for each small count.
final class FlowSearch {
  private let table: CountTable
  private let program: LinearProgram
  private let movable: [Int]
  private let placeOfCell: [Int: Int]

  /// Prepares the programme of a table.
  init(_ pattern: Pattern) {
    table = pattern.table
    let movable = table.coordinates.indices.filter(pattern.canMove)
    self.movable = movable
    placeOfCell = Dictionary(uniqueKeysWithValues: movable.enumerated().map { ($1, $0) })
    let equations = table.equationsOfCells
    let columns = [1.0, -1.0].flatMap { direction in
      movable.map { cell in
        equations[cell].map { number in
          (row: number, value: direction * (pattern.table.equations[number].whole == cell ? -1.0 : 1.0))
        }
      }
    }
    let zeros = [Double](repeating: 0, count: table.equations.count)
    program = LinearProgram(
      SparseColumns(rowCount: zeros.count, columns: columns),
      lower: [Double](repeating: 0, count: 2 * movable.count),
      upper: movable.map { _ in .infinity } + movable.map { Double(pattern.counts[$0]) }, rowLower: zeros,
      rowUpper: zeros)
    for (place, cell) in movable.enumerated() {
      for column in [place, place + movable.count] { program.setObjective(column, 1e-4 + pattern.cost(cell)) }
    }
  }

  /// Returns the cells that a step moves, and the step itself where it is one of whole numbers; nil where there is none.
  func step(of cell: Int, by change: Int, in pattern: Pattern) -> (cells: [Int], step: [Int: Int]?)? {
    guard let own = placeOfCell[cell] else { return nil }
    for (place, cell) in movable.enumerated() where pattern.cost(cell) == 0 {
      for column in [place, place + movable.count] { program.setObjective(column, 1e-4) }
    }
    let (moved, still) = change > 0 ? (own, own + movable.count) : (own + movable.count, own)
    let distance = Double(abs(change))
    program.setBounds(moved, distance, distance)
    program.setBounds(still, 0, 0)
    defer {
      program.setBounds(own, 0, .infinity)
      program.setBounds(own + movable.count, 0, Double(pattern.counts[cell]))
    }
    guard program.solve() == .optimal else { return nil }
    var step: [Int: Int] = [:]
    var cells: [Int] = []
    var isWhole = true
    for (place, cell) in movable.enumerated() {
      let value = program.value(place) - program.value(place + movable.count)
      guard abs(value) > 1e-7 else { continue }
      cells.append(cell)
      if abs(value - value.rounded()) < 1e-6 { step[cell] = Int(value.rounded()) } else { isWhole = false }
    }
    return (cells, isWhole ? step : nil)
  }
}
