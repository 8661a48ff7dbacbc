/// Levels that a question rules out by its own condition, such as other origins where only two are asked about.
extension Microdata {
  /// Returns the data without the levels of some columns that a condition rules out, whatever the other columns hold.
  ///
  /// A level that merely has no record stays, for then its zero is an answer. Records with a level that goes have a missing
  /// value, which changes nothing: they are outside the condition.
  package func leavingOutLevels(
    of columns: [String], excludedBy condition: Condition
  ) throws(MicrodataError) -> Microdata {
    let named = condition.columnNames
    var data = self
    for column in columns where named.contains(column) {
      let isHeld = try heldLevels(of: column, by: condition)
      guard isHeld.contains(false), isHeld.contains(true) else { continue }
      data = try data.adding(column, try values(of: column, keeping: isHeld))
    }
    return data
  }

  /// Whether a record of each level can meet a condition, or does.
  private func heldLevels(of column: String, by condition: Condition) throws(MicrodataError) -> [Bool] {
    let factor = try factor(of: Categorical(column))
    // One record of each level that knows nothing else: what fails there fails whatever the rest is.
    var columns: [(name: String, values: Column)] = []
    for name in condition.columnNames {
      switch try self.column(name) {
      case .numbers(let values) where name == column:
        var first = [Double](repeating: .nan, count: factor.levels.count)
        for row in values.indices where factor.codes[row] >= 0 { first[Int(factor.codes[row])] = values[row] }
        columns.append((name, .numbers(first)))
      case .factor where name == column:
        columns.append((name, .factor(Factor(codes: Array(0..<Int32(factor.levels.count)), levels: factor.levels))))
      case .numbers:
        columns.append((name, .numbers([Double](repeating: .nan, count: factor.levels.count))))
      case .factor(let other):
        let codes = [Int32](repeating: MissingKind.blank.code, count: factor.levels.count)
        columns.append((name, .factor(Factor(codes: codes, levels: other.levels))))
      }
    }
    let truths = try condition.truth(in: Microdata(name: name, columns: columns, codebook: codebook))
    var isHeld = truths.map { $0 != Truth.fails }
    let rows = try condition.rows(in: self)
    for row in rows.indices where rows[row] && factor.codes[row] >= 0 { isHeld[Int(factor.codes[row])] = true }
    return isHeld
  }

  private func values(of name: String, keeping isHeld: [Bool]) throws(MicrodataError) -> Column {
    let factor = try factor(of: Categorical(name))
    switch try column(name) {
    case .numbers(var values):
      for row in values.indices where factor.codes[row] >= 0 && !isHeld[Int(factor.codes[row])] {
        values[row] = MissingKind.blank.number
      }
      return .numbers(values)
    case .factor:
      var place = [Int32](repeating: MissingKind.blank.code, count: isHeld.count)
      var kept: [String] = []
      for level in isHeld.indices where isHeld[level] {
        place[level] = Int32(kept.count)
        kept.append(factor.levels[level])
      }
      return .factor(Factor(codes: factor.codes.map { $0 < 0 ? $0 : place[Int($0)] }, levels: kept))
    }
  }
}
