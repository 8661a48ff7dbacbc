package import SurveyNumerics

/// Sums of measures for each finest unit and group: all that estimates and their variances need of the records.
///
/// Stored sparsely: an entry is a unit and a group that have a record in common. Entries are ordered by unit and
/// then by group.
package struct TotalsTable: Sendable {
  /// The number of finest units of the design.
  package let unitCount: Int
  /// The number of groups.
  package let groupCount: Int
  /// The number of sums of an entry.
  package let width: Int
  /// The finest unit of each entry.
  package let units: [Int32]
  /// The group of each entry.
  package let groups: [Int32]
  /// The sums, entry after entry.
  package let sums: [Double]
  /// For each group and measure, the records whose value is missing; indexed `group * measures + measure`.
  package let missingCounts: [Int]
  /// Where the sums of each measure start.
  package let offsets: [Int]
  /// For each weighting step, the cross-products of its variables with the measures under the weights of its
  /// regression: a row for each variable, a column `group * width + sum` for each total.
  package let calibrationProducts: [Matrix]

  /// The number of entries.
  package var entryCount: Int { units.count }
  /// The number of measures.
  package var measureCount: Int { offsets.count }

  /// Creates a table; entries must be ordered by unit and then by group.
  package init(
    unitCount: Int, groupCount: Int, units: [Int32], groups: [Int32], sums: [Double], missingCounts: [Int],
    offsets: [Int], width: Int, calibrationProducts: [Matrix] = []
  ) {
    precondition(groups.count == units.count, "\(groups.count) groups for \(units.count) entries")
    precondition(sums.count == units.count * width, "\(sums.count) sums for \(units.count) entries of \(width)")
    self.unitCount = unitCount
    self.groupCount = groupCount
    self.width = width
    self.units = units
    self.groups = groups
    self.sums = sums
    self.missingCounts = missingCounts
    self.offsets = offsets
    self.calibrationProducts = calibrationProducts
  }

  /// Returns the sums over all units: `width` values for each group.
  package func grandTotals() -> [Double] {
    var totals = [Double](repeating: 0, count: groupCount * width)
    for entry in 0..<entryCount {
      let base = Int(groups[entry]) * width
      for column in 0..<width { totals[base + column] += sums[entry * width + column] }
    }
    return totals
  }
}
