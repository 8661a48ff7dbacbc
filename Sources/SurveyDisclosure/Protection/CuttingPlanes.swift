/// Looks for the pattern of least cost: an integer programme to which each attack that succeeds adds an inequality.
///
/// ```
/// minimise   sum of cost x withheld
/// such that  for every small count and every weighting of the equations that would narrow its interval too much,
///            enough of the cells are withheld that this weighting needs
/// ```
///
/// Fischetti and Salazar (2001), Management Science 47:1008. An inequality holds for each pattern that protects, whatever
/// the solver's tolerance: its numbers are worked out from the weighting, and the weighting may be any.
struct CuttingPlanes {
  /// The most cells of a table for which it is tried.
  static let mostCells = 450
  private static let mostRounds = 120
  /// The most nodes of all integer programmes together, so that the same table ends the same way on every machine.
  private static let mostNodes = 150

  private let pattern: Pattern
  /// The cells that may be withheld beside the small ones.
  private let choices: [Int]
  private let attacker: LinearProgram
  private let equations: [[(number: Int, sign: Double)]]
  private var cuts: [[Double]] = []
  private var demands: [Double] = []

  /// Prepares the programmes of a table whose small counts are withheld.
  init(_ pattern: Pattern) {
    self.pattern = pattern
    let table = pattern.table
    choices = table.coordinates.indices.filter {
      table.rows[$0] != nil && !pattern.isPrimary[$0] && pattern.rules.mayBeWithheld(pattern.counts[$0])
    }
    let equations = table.equationsOfCells.enumerated().map { cell, numbers in
      numbers.map { (number: $0, sign: table.equations[$0].whole == cell ? -1.0 : 1.0) }
    }
    self.equations = equations
    let zeros = [Double](repeating: 0, count: table.equations.count)
    let none = [Double](repeating: 0, count: table.coordinates.count)
    attacker = LinearProgram(
      SparseColumns(rowCount: zeros.count, columns: equations.map { $0.map { (row: $0.number, value: $0.sign) } }),
      lower: none, upper: none, rowLower: zeros, rowUpper: zeros)
  }

  /// Returns the cells to withhold, or nil where the search did not end.
  mutating func solution() -> [Int]? {
    guard addRelaxedCuts() else { return nil }
    var nodes = 0
    for _ in 0..<Self.mostRounds {
      guard let found = program(mostNodes: Self.mostNodes - nodes).solution(), found.isBest else { return nil }
      nodes += found.nodes
      guard nodes < Self.mostNodes else { return nil }
      let chosen = zip(choices, found.values).filter { $0.1 > 0.5 }.map(\.0)
      var shares = fixedShares
      for cell in chosen { shares[cell] = 1 }
      let before = cuts.count
      addCuts(against: shares, isWhole: true)
      if cuts.count == before { return chosen }
    }
    return nil
  }

  /// Adds inequalities that the programme without whole numbers breaks, which costs less than with them.
  private mutating func addRelaxedCuts() -> Bool {
    addCuts(against: fixedShares, isWhole: true)
    for _ in 0..<Self.mostRounds {
      guard !cuts.isEmpty else { return true }
      let relaxed = LinearProgram(
        columns, lower: [Double](repeating: 0, count: choices.count),
        upper: [Double](repeating: 1, count: choices.count),
        rowLower: demands, rowUpper: demands.map { _ in .infinity })
      for (place, cell) in choices.enumerated() { relaxed.setObjective(place, pattern.weight(cell)) }
      guard relaxed.solve() == .optimal else { return false }
      var shares = fixedShares
      for (place, cell) in choices.enumerated() { shares[cell] = min(1, max(0, relaxed.value(place))) }
      let before = cuts.count
      addCuts(against: shares, isWhole: false)
      if cuts.count == before { return true }
    }
    return true
  }

  /// How much of each cell is withheld: all of the small ones and of those without a row.
  private var fixedShares: [Double] {
    pattern.table.coordinates.indices.map { pattern.table.rows[$0] == nil || pattern.isPrimary[$0] ? 1 : 0 }
  }

  private var columns: SparseColumns {
    SparseColumns(
      rowCount: cuts.count,
      columns: choices.indices.map { place in
        cuts.indices.compactMap { cuts[$0][place] > 0 ? (row: $0, value: cuts[$0][place]) : nil }
      })
  }

  private func program(mostNodes: Int) -> IntegerProgram {
    IntegerProgram(
      matrix: columns, objective: choices.map(pattern.weight), lower: choices.map { _ in 0 },
      upper: choices.map { _ in 1 },
      rowLower: demands, rowUpper: demands.map { _ in .infinity }, mostNodes: mostNodes)
  }

  /// Attacks each small count on both sides and adds what each successful attack shows.
  private mutating func addCuts(against shares: [Double], isWhole: Bool) {
    for cell in pattern.primaries {
      for (direction, reach) in [(1.0, pattern.reachAbove), (-1.0, pattern.reachBelow(cell))] where reach > 0 {
        let reach = Double(reach)
        for (other, share) in shares.enumerated() {
          let rise = share >= 1 && isWhole ? Double.infinity : reach * share
          attacker.setBounds(other, -Double(pattern.counts[other]) * share, share > 0 ? rise : 0)
        }
        attacker.setBounds(cell, direction > 0 ? 0 : -reach, direction > 0 ? reach : 0)
        attacker.setObjective(cell, 1)
        let outcome = attacker.solve(maximizing: direction > 0)
        attacker.setObjective(cell, 0)
        guard outcome == .optimal, abs(attacker.value(cell)) < reach - 1e-6 else { continue }
        let prices = pattern.table.equations.indices.map { direction * attacker.price($0) }
        for sign in [1.0, -1.0] where addCut(cell, direction, reach, prices.map { sign * $0 }, shares) { break }
      }
    }
  }

  /// Adds the inequality of a weighting of the equations, if the shares break it.
  private mutating func addCut(
    _ cell: Int, _ direction: Double, _ reach: Double, _ prices: [Double], _ shares: [Double]
  ) -> Bool {
    var demand = 1.0
    var held = 0.0
    var cut = [Double](repeating: 0, count: shares.count)
    for other in shares.indices {
      let weight = equations[other].reduce(other == cell ? direction : 0) { $0 - prices[$1.number] * $1.sign }
      // A count may rise without an end, and fall to zero.
      let most = weight > 1e-9 ? reach : weight < -1e-9 ? -weight * Double(pattern.counts[other]) : 0
      cut[other] = min(1, most / reach)
      held += cut[other] * shares[other]
    }
    guard held < 1 - 1e-6 else { return false }
    for other in shares.indices where pattern.table.rows[other] == nil || pattern.isPrimary[other] {
      demand -= cut[other]
    }
    let row = choices.map { cut[$0] }
    guard demand > 1e-9, !cuts.contains(row) else { return false }
    cuts.append(row)
    demands.append(demand)
    return true
  }
}
