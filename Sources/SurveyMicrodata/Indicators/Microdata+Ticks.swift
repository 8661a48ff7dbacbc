/// Lists of which respondents tick all that apply.
extension Microdata {
  /// Returns 1 where a column is ticked, 0 where it says that it is not, and a missing code elsewhere.
  ///
  /// - Throws: `MicrodataError.ticksUnclear` where the levels do not tell which of them is a tick.
  func ticks(in column: String) throws(MicrodataError) -> [Int32] {
    let factor = try factor(of: Categorical(column))
    let isNo = factor.levels.map { ["0", "no", "nee", "n", "false"].contains($0.lowercased()) }
    guard factor.levels.count < 2 || (factor.levels.count == 2 && isNo.count { $0 } == 1) else {
      throw .ticksUnclear(column: column, levelCount: factor.levels.count)
    }
    return factor.codes.map { $0 < 0 ? $0 : isNo[Int($0)] ? 0 : 1 }
  }
}

extension CellAnswers {
  /// Returns 1 where a cell holds one of some answers, 0 where it holds others, and a missing code elsewhere.
  ///
  /// A cell that holds nothing between its separators is blank.
  ///
  /// - Throws: `MicrodataError.answersOutsideList` with the number of cells that hold an answer that is not listed.
  func holding(_ wanted: [String], in data: Microdata, column: String) throws(MicrodataError) -> [Int32] {
    let factor = try data.factor(of: Categorical(column))
    let known = Set(answers)
    let parts = factor.levels.map { level in
      level.split(separator: separator).map(\.trimmed).filter { !$0.isEmpty }
    }
    let isOutside = parts.map { !known.isSuperset(of: $0) }
    let outside = factor.codes.count { $0 >= 0 && isOutside[Int($0)] }
    guard outside == 0 else { throw .answersOutsideList(column: column, count: outside) }
    let codes = parts.map { cell -> Int32 in
      cell.isEmpty ? MissingKind.blank.code : cell.contains(where: wanted.contains) ? 1 : 0
    }
    return factor.codes.map { $0 < 0 ? $0 : codes[Int($0)] }
  }
}

extension Substring {
  /// The text without white space at either end.
  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
