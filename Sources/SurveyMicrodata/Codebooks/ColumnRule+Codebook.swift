/// How a description of the codebook becomes a rule for reading.
extension ColumnRule {
  /// Makes the rule of a column from its description; a decimal mark that is given goes before the described one.
  init(_ name: String, _ description: VariableDescription, decimalMark: Character? = nil) {
    let reasons = description.missingReasons
    let codes = reasons.sorted { $0.key < $1.key }
    switch description.kind {
    case .number, .integer:
      var rule = NumberRule()
      for (code, reason) in codes where !code.isEmpty {
        let bytes = Array(code.utf8)
        if case .finite(let value) = DecimalNumber(bytes) {
          rule.missingNumbers.append((value, reason))
        } else {
          rule.missingTexts.append((bytes, reason))
        }
      }
      rule.minimum = description.minimum ?? -.infinity
      rule.maximum = description.maximum ?? .infinity
      rule.isInteger = description.kind == .integer
      rule.decimalMark = (decimalMark ?? description.decimalMark).asciiValue ?? CSVByte.point
      self.init(name: name, kind: .numbers(rule))
      for (code, reason) in codes where !code.isEmpty { textsIfTurned.insert(code, code: reason.code) }
    case .levels, .text:
      var table = LevelTable()
      for (code, reason) in codes where !code.isEmpty { table.insert(code, code: reason.code) }
      // Labels of some texts say nothing of the others.
      for (position, level) in description.levels.enumerated() where description.kind == .levels {
        for spelling in [level.name] + level.otherSpellings { table.insert(spelling, code: Int32(position)) }
      }
      self.init(
        name: name,
        kind: description.kind == .text ? .texts(table) : .levels(table, names: description.levels.map(\.name)))
    }
    isRequired = description.isRequired
    levelsAreOrdered = description.levelsAreOrdered
    emptyReason = reasons[""] ?? MissingReason(.blank)
  }
}
