/// The attack on a published table, from its counts alone.
extension CountTable {
  /// Bounds each withheld count, knowing nothing of how it came to be withheld.
  ///
  /// - Parameters:
  ///   - rules: What the intervals must hold; nil asks only that no count can be computed.
  ///   - isComplementary: Whether a row is known to be withheld for the sake of others; a row of which nothing is known is
  ///     held to what protects a small count.
  /// - Returns: An interval for each withheld row, in their order; of a rounded table one for each row.
  /// - Throws: `DisclosureError.contradiction` where no table has the published counts.
  public func attacked(
    by rules: DisclosureRules? = nil, isComplementary: (Int) -> Bool = { _ in false }
  ) throws(DisclosureError) -> [(row: Int, interval: CountInterval)] {
    if let base = rules?.roundingBase { return try attackedRounded(to: base) }
    // A reader who knows that every zero is printed is asked for less: only that nothing can be computed, as a small count
    // cannot reach as far down for that reader. The width is that of who allows zeros, which is what protection asks.
    let knowing = rules?.zeros == .published ? try attack(from: 1) : nil
    let attack = try attack(from: 0)
    let small: Need =
      rules.map { .width(Double($0.protection), least: $0.zeros == .withheld ? 0 : 1) } ?? .open
    let order = cells.indices.filter { counts[cells[$0]] == nil }
    for one in [attack, knowing].compactMap(\.self) { try one.widenAll(order.map { cells[$0] }) }
    var found: [(row: Int, interval: CountInterval)] = []
    for row in order {
      let need = isComplementary(row) ? .open : small
      guard let interval = try attack.interval(cells[row], need: need) else { continue }
      guard let narrower = try knowing?.interval(cells[row], need: .open) else {
        found.append((row, interval))
        continue
      }
      found.append((row, narrower.alsoNeeding(interval.isWideEnough)))
    }
    return found
  }

  /// Begins an attack by a reader who knows that withheld counts are at least a number.
  private func attack(from floor: Double) throws(DisclosureError) -> TableAttack {
    try TableAttack(
      self, isKnown: { counts[$0] != nil }, bounds: { (rows[$0] == nil ? 0 : floor, .infinity) })
  }

  /// Bounds each count of a table whose counts were rounded to the nearest multiple.
  func attackedRounded(to base: Int) throws(DisclosureError) -> [(row: Int, interval: CountInterval)] {
    // A count is rounded to the nearest multiple and, in the middle between two, to the upper one.
    let attack = try TableAttack(
      self, isKnown: { _ in false },
      bounds: { cell in
        guard let count = rows[cell] == nil ? nil : counts[cell] else { return (0, .infinity) }
        return (Double(max(0, count - base / 2)), Double(count + (base - 1) / 2))
      })
    var found: [(row: Int, interval: CountInterval)] = []
    for row in cells.indices {
      if let interval = try attack.interval(cells[row], need: .open) { found.append((row, interval)) }
    }
    return found
  }
}

extension TableAttack {
  /// Looks for tables that show many intervals to be wide, so that fewer have to be bounded one by one.
  fileprivate func widenAll(_ cells: [Int]) throws(DisclosureError) {
    for part in parts where part.unknown.cells.count > 8 {
      let places = Array(part.unknown.cells.indices)
      for upper in [true, false] { try part.widen(places, upper: upper) }
    }
  }
}
