/// What is wrong with a table of counts, with rules for it, or with a pattern of what is withheld.
///
/// No case holds a count.
public enum DisclosureError: Error, Sendable, Equatable {
  /// The table has no column beside the counts.
  case noDimension
  /// There is no such dimension.
  case unknownDimension(String, known: [String])
  /// A margin is written otherwise than expected.
  case otherTotal(found: String, dimension: String)
  /// The same combination of labels stands in two rows, counted from 0.
  case repeatedRow(first: Int, second: Int)
  /// The counts that are added up are not the count of their margin, whose row is counted from 0.
  case doesNotAddUp(cell: String, row: Int?)
  /// The published counts cannot come from any table.
  case contradiction
  /// A count is no whole number from 0 on; the row is counted from 0.
  case notACount(row: Int)
  /// A count is missing in a table that is to be protected; the row is counted from 0.
  case missingCount(row: Int)
  /// The table is larger than can be computed.
  case tooLarge(cells: Int, limit: Int)
  /// The pattern could not be shown to protect.
  case unproven(cells: Int)
  /// Rounding to a base lets counts be computed.
  case roundingDiscloses(base: Int, cells: Int)
  /// A label is above itself.
  case circularHierarchy(label: String, dimension: String)
  /// A label is added up to two others.
  case twoParents(label: String, file: String)
  /// No dimension has the labels of a hierarchy.
  case hierarchyWithoutDimension(file: String, known: [String])
  /// A rule is no number that it can be.
  case unusableRule(key: String, expected: String)
}
