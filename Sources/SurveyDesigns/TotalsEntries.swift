/// The entries of a totals table, and the entry of each record.
struct TotalsEntries: Sendable {
  /// The finest unit of each entry, in ascending order.
  private(set) var units: [Int32] = []
  /// The group of each entry, in ascending order within a unit.
  private(set) var groups: [Int32] = []
  /// The entry of each record; negative where the record takes part in nothing.
  private(set) var entryOfRow: [Int32]

  /// Numbers the pairs of a unit and a group that have a record in common.
  ///
  /// A record with a negative group takes part in nothing. Works through the records unit by unit, so that the time
  /// and the memory depend on the records and not on the product of units and groups.
  init(groupOfRow: [Int32], groupCount: Int, structure: DesignStructure) {
    entryOfRow = groupOfRow
    let rows = structure.rowsByFinestUnit.span
    let unitOfRow = structure.finestUnitOfRow.span
    var entryOfGroup = [Int32](repeating: -1, count: groupCount)
    var present: [Int32] = []
    var end = 0
    while end < rows.count {
      let start = end
      let unit = unitOfRow[Int(rows[start])]
      while end < rows.count, unitOfRow[Int(rows[end])] == unit {
        let group = entryOfRow[Int(rows[end])]
        if group >= 0, entryOfGroup[Int(group)] < 0 {
          entryOfGroup[Int(group)] = 0
          present.append(group)
        }
        end += 1
      }
      present.sort()
      for group in present {
        entryOfGroup[Int(group)] = Int32(units.count)
        units.append(unit)
        groups.append(group)
      }
      for position in start..<end {
        let row = Int(rows[position])
        if entryOfRow[row] >= 0 { entryOfRow[row] = entryOfGroup[Int(entryOfRow[row])] }
      }
      for group in present { entryOfGroup[Int(group)] = -1 }
      present.removeAll(keepingCapacity: true)
    }
  }
}
