/// Which cells of a table are withheld, and alternatives that show them to be uncertain.
struct Pattern {
  let table: CountTable
  let rules: DisclosureRules
  /// The counts of all cells.
  let counts: [Int]
  /// Whether a cell is small itself.
  let isPrimary: [Bool]
  /// Whether a cell is withheld.
  private(set) var isWithheld: [Bool]
  /// How far each count is shown to reach above and below.
  private(set) var above: [Int]
  private(set) var below: [Int]
  /// The steps to other tables that show it.
  private(set) var steps: [[Int: Int]] = []
  private let largest: Int

  /// Begins with the small counts withheld.
  init(_ table: CountTable, _ rules: DisclosureRules) throws(DisclosureError) {
    for (row, cell) in table.cells.enumerated() where table.counts[cell] == nil { throw .missingCount(row: row) }
    try table.requireSums()
    self.table = table
    self.rules = rules
    counts = table.counts.map { $0 ?? 0 }
    largest = counts.max() ?? 0
    isPrimary = table.rows.indices.map { table.rows[$0] != nil && rules.isSmall(table.counts[$0] ?? 0) }
    isWithheld = isPrimary
    above = [Int](repeating: 0, count: counts.count)
    below = above
  }

  /// The small counts in the order of the cells.
  var primaries: [Int] { isPrimary.indices.filter { isPrimary[$0] } }

  /// How far the interval of a small count must reach above it.
  var reachAbove: Int { rules.protection }

  /// How far the interval of a small count must reach below it.
  func reachBelow(_ cell: Int) -> Int { min(counts[cell], rules.protection) }

  /// Whether a cell can move: it has no row, is withheld, or may be.
  func canMove(_ cell: Int) -> Bool {
    table.rows[cell] == nil || isWithheld[cell] || rules.mayBeWithheld(counts[cell])
  }

  /// What it costs to withhold a cell, as a number of cells: fewest cells, and among as few those with the least counts.
  func cost(_ cell: Int) -> Double {
    table.rows[cell] == nil || isWithheld[cell] ? 0 : weight(cell)
  }

  /// The cost of a cell as if it were not withheld yet.
  func weight(_ cell: Int) -> Double { 1 + Double(counts[cell]) / (1 + Double(largest) * 64) }

  /// Withholds cells.
  mutating func withhold(_ cells: some Sequence<Int>) {
    for cell in cells where table.rows[cell] != nil { isWithheld[cell] = true }
  }

  /// Publishes a cell that need not be withheld.
  mutating func publish(_ cell: Int) {
    precondition(!isPrimary[cell], "a small count is not published")
    isWithheld[cell] = false
  }

  /// Withholds the cells of a step to another table and keeps it as a proof.
  mutating func take(_ step: [Int: Int]) {
    withhold(step.keys)
    for (cell, change) in step {
      above[cell] = max(above[cell], change)
      below[cell] = max(below[cell], -change)
    }
    steps.append(step)
  }

  /// What the intervals must hold: of small counts what the rules say, of others more than one value.
  var needs: [Need] {
    isWithheld.indices.map { cell in
      guard isWithheld[cell] else { return .none }
      guard isPrimary[cell] else { return .open }
      let count = counts[cell]
      return .around(lower: Double(count - reachBelow(cell)), upper: Double(count + reachAbove))
    }
  }

  /// The cells that are not shown to be protected.
  func unprotected() throws(DisclosureError) -> [Int] {
    let attack = try TableAttack(
      table, isKnown: isKnown, bounds: { _ in (0, .infinity) })
    attack.learn(counts, moved: steps)
    var unmet = Set(try attack.unmet(needs))
    if rules.floor > 0 {
      // A reader who knows that every zero is printed must not be able to compute a count either.
      let floor = Double(rules.floor)
      let second = try TableAttack(
        table, isKnown: isKnown, bounds: { (table.rows[$0] == nil ? 0 : floor, .infinity) })
      second.learn(counts, moved: steps + steps.map { $0.mapValues { $0.signum() } })
      unmet.formUnion(try second.unmet(isWithheld.map { $0 ? .open : .none }))
    }
    return unmet.sorted()
  }

  private func isKnown(_ cell: Int) -> Bool { table.rows[cell] != nil && !isWithheld[cell] }
}
