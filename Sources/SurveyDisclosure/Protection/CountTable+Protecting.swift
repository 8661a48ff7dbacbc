/// What became of a count.
public enum CountStatus: String, Sendable, Equatable, CaseIterable {
  /// It is printed.
  case published
  /// It is withheld because it is small.
  case primary
  /// It is withheld because small ones could be computed from it.
  case complementary
  /// It is printed as the nearest multiple of a number.
  case rounded
}

/// A table that may be published.
public struct ProtectedTable: Sendable, Equatable {
  /// What is printed in each row; nil where the count is withheld.
  public let counts: [Int?]
  /// What became of each count.
  public let statuses: [CountStatus]

  /// The number of rows of a status.
  public func count(of status: CountStatus) -> Int { statuses.count { $0 == status } }
}

/// Protecting a table of counts.
extension CountTable {
  /// Withholds small counts and as many others as it takes that none of them can be computed, or rounds all of them.
  ///
  /// The pattern is attacked before it is returned: every small count has a table with the same published counts in which
  /// it is as far above and below as the rules ask, and no withheld count can be computed.
  ///
  /// - Throws: `DisclosureError` where the counts do not add up, and where no pattern is shown to protect.
  public func protected(by rules: DisclosureRules) throws(DisclosureError) -> ProtectedTable {
    if let base = rules.roundingBase { return try rounded(to: base) }
    var pattern = try Pattern(self, rules)
    let first = pattern
    pattern.extend()
    try pattern.repair()
    if coordinates.count <= CuttingPlanes.mostCells, !pattern.primaries.isEmpty {
      var planes = CuttingPlanes(first)
      if let chosen = planes.solution() {
        var other = first
        other.withhold(chosen)
        try other.repair()
        if other.totalCost < pattern.totalCost { pattern = other }
      }
    }
    try pattern.thin()
    return published(pattern)
  }

  /// Withholds small counts alone, which protects none of them that others add up with.
  package func withPrimariesWithheld(by rules: DisclosureRules) throws(DisclosureError) -> ProtectedTable {
    published(try Pattern(self, rules))
  }

  private func published(_ pattern: Pattern) -> ProtectedTable {
    ProtectedTable(
      counts: cells.map { pattern.isWithheld[$0] ? nil : pattern.counts[$0] },
      statuses: cells.map {
        pattern.isPrimary[$0] ? .primary : pattern.isWithheld[$0] ? .complementary : .published
      })
  }

  /// Rounds each count to the nearest multiple, the middle upwards, and attacks what comes out.
  private func rounded(to base: Int) throws(DisclosureError) -> ProtectedTable {
    for (row, cell) in cells.enumerated() where counts[cell] == nil { throw .missingCount(row: row) }
    try requireSums()
    let rounded = cells.map { ((counts[$0] ?? 0) + base / 2) / base * base }
    let table = CountTable(replacing: self, counts: rounded)
    let open = try table.attackedRounded(to: base).count { $0.interval.isDisclosed }
    guard open == 0 else { throw .roundingDiscloses(base: base, cells: open) }
    return ProtectedTable(counts: rounded, statuses: cells.map { _ in .rounded })
  }

  /// The same cells with other counts.
  init(replacing table: CountTable, counts: [Int?]) {
    self.init(
      dimensions: table.dimensions, trees: table.trees, coordinates: table.coordinates, rows: table.rows,
      cells: table.cells, counts: table.rows.map { $0.flatMap { counts[$0] } }, equations: table.equations)
  }

  /// The table as its readers see it.
  public func seen(as table: ProtectedTable) -> CountTable {
    CountTable(replacing: self, counts: table.counts)
  }
}

extension Pattern {
  /// What the withheld cells cost together.
  fileprivate var totalCost: Double { isWithheld.indices.reduce(0) { $0 + (isWithheld[$1] ? weight($1) : 0) } }
}
