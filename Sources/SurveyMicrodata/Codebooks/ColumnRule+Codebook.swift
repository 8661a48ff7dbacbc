extension ColumnRule {
  /// Makes the rule of a column from its description.
  init(_ name: String, _ description: VariableDescription) {
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
      self.init(name: name, kind: .numbers(rule))
    case .levels, .text:
      var table = LevelTable()
      for (code, reason) in codes where !code.isEmpty { table.insert(code, code: reason.code) }
      for (position, level) in description.levels.enumerated() {
        for spelling in [level.name] + level.otherSpellings { table.insert(spelling, code: Int32(position)) }
      }
      self.init(
        name: name,
        kind: description.kind == .text ? .texts(table) : .levels(table, names: description.levels.map(\.name)))
    }
    readsNA = false
    isRequired = description.isRequired
    emptyReason = reasons[""] ?? MissingReason(.blank)
  }
}
