/// Withholding further cells until each small count is uncertain, one after the other.
extension Pattern {
  /// Withholds what the cheapest steps of each small count move; what is not shown yet is left to the attack.
  mutating func extend() {
    let boxes = BoxSearch(table)
    var flows: FlowSearch?
    // The smallest counts have the fewest partners.
    for cell in primaries.sorted(by: { (counts[$0], $0) < (counts[$1], $1) }) {
      if above[cell] < reachAbove { move(cell, by: reachAbove, boxes, &flows) }
      if below[cell] < reachBelow(cell) { move(cell, by: -reachBelow(cell), boxes, &flows) }
    }
  }

  private mutating func move(_ cell: Int, by change: Int, _ boxes: BoxSearch, _ flows: inout FlowSearch?) {
    if let step = boxes.step(of: cell, by: change, in: self) { return take(step) }
    let search = flows ?? FlowSearch(self)
    flows = search
    guard let (cells, step) = search.step(of: cell, by: change, in: self) else { return }
    if let step { take(step) } else { withhold(cells) }
  }

  /// Repairs a pattern until the attack shows it to protect.
  ///
  /// - Throws: `DisclosureError.unproven` where even withholding every count that may be withheld is not shown to.
  mutating func repair() throws(DisclosureError) {
    var rounds = 0
    while true {
      let open = try unprotected()
      if open.isEmpty { return }
      let before = isWithheld
      let boxes = BoxSearch(table)
      for cell in open {
        // A cell that was withheld for others and can be computed tells nothing new when it is printed.
        if !isPrimary[cell], rounds == 0, publishes(cell) { continue }
        // Another step than those that are known, and then whatever it takes.
        for change in [reachAbove, -reachBelow(cell)] where change != 0 {
          if let step = boxes.step(of: cell, by: change, in: self) { take(step) }
        }
      }
      rounds += 1
      if isWithheld == before || rounds > 3 {
        let all = table.cells.filter { rules.mayBeWithheld(counts[$0]) && !isWithheld[$0] }
        guard !all.isEmpty else { throw .unproven(cells: open.count) }
        // The smallest counts first, as many again as are withheld already.
        let more = all.sorted { (counts[$0], $0) < (counts[$1], $1) }
        withhold(more.prefix(max(1, isWithheld.count { $0 })))
      }
    }
  }

  private mutating func publishes(_ cell: Int) -> Bool {
    publish(cell)
    return true
  }
}
