import SurveyMicrodata

/// What is wrong with the protection of a table, in sentences.
extension DisclosureError: CustomStringConvertible {
  /// One sentence that says what was expected and what was found; no count stands in it.
  public var description: String {
    switch self {
    case .noDimension: "Expected a column for each dimension beside the column count; found none."
    case .unknownDimension(let name, let known):
      "The table has no dimension \"\(name)\"; it has \(known.joined(separator: ", "))."
        + (nearestName(to: name, among: known).map { " Did you mean \"\($0)\"?" } ?? "")
    case .otherTotal(let found, let dimension):
      "The margins of the dimension \"\(dimension)\" are written \"\(found)\"; expected \"\(CountTable.total)\"."
    case .repeatedRow(let first, let second):
      "Records \(first + 1) and \(second + 1) hold the same combination of labels; expected each once."
    case .doesNotAddUp(let cell, let row):
      "The counts below \(cell)\(row.map { " (record \($0 + 1))" } ?? "") do not add up to its count; expected a row for "
        + "each combination that is not zero."
    case .contradiction:
      "The published counts contradict each other: no table of counts from 0 on has these margins."
    case .notACount(let row): "Expected a whole number from 0 on in the column count of record \(row + 1)."
    case .missingCount(let row):
      "The count of record \(row + 1) is missing; a table can only be protected with all its counts."
    case .tooLarge(let cells, let limit):
      "The table has \(cells == Int.max ? "more cells than can be numbered" : "\(cells) cells"); expected at most "
        + "\(limit). Protect it in parts that share no margin, or round it with \"rounding: {base: 5}\" in the rules."
    case .unproven(let cells):
      "No pattern was found of which the attack shows that it protects: \(cells) cells stay too narrow. Round the table "
        + "with \"rounding: {base: 5}\" in the rules, or withhold its finest dimension."
    case .roundingDiscloses(let base, let cells):
      "Rounding to \(base) lets \(cells) counts be computed from the others; expected none. Take a larger base."
    case .circularHierarchy(let label, let dimension):
      "In the hierarchy of \"\(dimension)\" the label \"\(label)\" stands above itself."
    case .twoParents(let label, let file): "\(file) adds the label \"\(label)\" up to two parents; expected one."
    case .hierarchyWithoutDimension(let file, let known):
      "\(file) names no label of one dimension alone; expected COLUMN=FILE with one of \(known.joined(separator: ", "))."
    case .unusableRule(let key, let expected): "The rule \"\(key)\" takes \(expected)."
    }
  }
}
