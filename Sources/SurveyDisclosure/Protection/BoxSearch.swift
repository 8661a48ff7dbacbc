/// Looks for the cheapest step to another table that moves one count: a box of cells that rise and fall by turns.
///
/// In each dimension one label rises and another below the same label falls, or a label rises with all labels above it.
/// The product of such moves holds every sum. The idea is the hypercube method of Giessing and Repsilber (2002).
struct BoxSearch {
  private let table: CountTable
  private let cellOfCoordinate: [[Int32]: Int]
  private let equations: [[Int]]
  /// The number of labels of each dimension that are tried.
  private let width: Int

  /// Prepares the search in a table.
  init(_ table: CountTable) {
    self.table = table
    cellOfCoordinate = Dictionary(uniqueKeysWithValues: table.coordinates.enumerated().map { ($1, $0) })
    equations = table.equationsOfCells
    width = table.dimensions.count <= 2 ? 24 : table.dimensions.count == 3 ? 10 : 5
  }

  /// Returns the cheapest step that moves a cell by a number, up or down; nil where there is none.
  func step(of cell: Int, by change: Int, in pattern: Pattern) -> [Int: Int]? {
    let coordinate = table.coordinates[cell]
    let moves = table.dimensions.indices.map { self.moves(of: coordinate, in: $0, pattern) }
    var best: (cost: Double, step: [(cell: Int, sign: Int)])?
    var chosen = [Int](repeating: 0, count: moves.count)
    while true {
      if let (cost, step) = box(coordinate, zip(moves, chosen).map { $0[$1] }, by: change, pattern, below: best?.cost) {
        best = (cost, step)
      }
      guard let next = chosen.indices.last(where: { chosen[$0] + 1 < moves[$0].count }) else { break }
      chosen[next] += 1
      for later in chosen.indices where later > next { chosen[later] = 0 }
    }
    guard let best, holdsSums(best.step) else { return nil }
    return Dictionary(uniqueKeysWithValues: best.step.map { ($0.cell, $0.sign * change) })
  }

  /// The moves in one dimension, of which the first label is that of the cell.
  private func moves(of coordinate: [Int32], in dimension: Int, _ pattern: Pattern) -> [[(label: Int32, sign: Int)]] {
    let tree = table.trees[dimension]
    let own = coordinate[dimension]
    guard let parent = tree.parents[Int(own)] else { return [[(own, 1)]] }
    let partners = tree.children[parent].compactMap { label -> (cost: Double, label: Int32)? in
      guard label != own else { return nil }
      var other = coordinate
      other[dimension] = Int32(label)
      guard let cell = cellOfCoordinate[other], pattern.canMove(cell) else { return nil }
      return (pattern.cost(cell), Int32(label))
    }
    let sorted = partners.sorted { ($0.cost, $0.label) < ($1.cost, $1.label) }.prefix(width)
    var upward: [(label: Int32, sign: Int)] = []
    var label: Int? = Int(own)
    while let here = label {
      upward.append((Int32(here), 1))
      label = tree.parents[here]
    }
    return sorted.map { [(own, 1), ($0.label, -1)] } + [upward]
  }

  /// The cells of a box with their signs and cost, where it is cheaper than a bound and every cell can move so far.
  private func box(
    _ coordinate: [Int32], _ moves: [[(label: Int32, sign: Int)]], by change: Int, _ pattern: Pattern,
    below bound: Double?
  ) -> (cost: Double, step: [(cell: Int, sign: Int)])? {
    var corners: [(coordinate: [Int32], sign: Int)] = [(coordinate, 1)]
    for (dimension, move) in moves.enumerated() {
      corners = corners.flatMap { corner in
        move.map { label, sign in
          var next = corner.coordinate
          next[dimension] = label
          return (next, corner.sign * sign)
        }
      }
    }
    var cost = 0.0
    var step: [(cell: Int, sign: Int)] = []
    for (corner, sign) in corners {
      guard let cell = cellOfCoordinate[corner], pattern.canMove(cell),
        sign * change > 0 || pattern.counts[cell] + sign * change >= 0
      else { return nil }
      cost += pattern.cost(cell)
      if let bound, cost >= bound { return nil }
      step.append((cell, sign))
    }
    return (cost, step)
  }

  /// Whether a step changes no sum.
  private func holdsSums(_ step: [(cell: Int, sign: Int)]) -> Bool {
    var sums: [Int: Int] = [:]
    for (cell, sign) in step {
      for number in equations[cell] {
        sums[number, default: 0] += table.equations[number].whole == cell ? -sign : sign
      }
    }
    return sums.values.allSatisfy { $0 == 0 }
  }
}
