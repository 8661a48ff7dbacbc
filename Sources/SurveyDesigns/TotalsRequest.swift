/// Which totals are wanted: of which measures, over which groups of records.
package struct TotalsRequest: Sendable {
  /// The group of each record, negative where outside all; nil for one group of all records.
  package var groups: [Int32]?
  /// The number of groups.
  package var groupCount: Int
  /// The measures to sum.
  package var measures: [Measure]

  /// Asks for totals of measures by group.
  package init(measures: [Measure], groups: [Int32]? = nil, groupCount: Int = 1) {
    self.measures = measures
    self.groups = groups
    self.groupCount = groupCount
  }

  /// The number of sums for each unit and group.
  package var width: Int { measures.reduce(0) { $0 + $1.width } }
  /// Where the sums of each measure start.
  package var offsets: [Int] {
    var offsets: [Int] = []
    var next = 0
    for measure in measures {
      offsets.append(next)
      next += measure.width
    }
    return offsets
  }
}

/// Something that can sum measures by unit: the records in memory, a database, a cluster.
package protocol TotalsSource: Sendable {
  /// Returns the sums of each measure over each group of records, for each finest unit of the design.
  func totals(for request: TotalsRequest) -> TotalsTable
}
