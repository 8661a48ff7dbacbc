/// Indicators that put levels or numbers into new levels.
extension Indicator {
  /// Puts the levels or numbers of the one item into new levels.
  func recoded(_ newLevels: [RecodedLevel], in data: Microdata) throws(MicrodataError) -> DerivedColumn {
    let item = items[0]
    let codes: [Int32]
    switch try data.column(item) {
    case .factor(let factor):
      let newCodes = try codesOfLevels(factor.levels, newLevels, item: item)
      codes = factor.codes.map { $0 < 0 ? $0 : newCodes[Int($0)] }
    case .numbers(let numbers):
      codes = try codesOfNumbers(numbers, newLevels, item: item)
    }
    return DerivedColumn(
      values: .factor(Factor(codes: codes, levels: newLevels.map(\.name))),
      description: VariableDescription(
        label: label, levels: newLevels.map { LevelDescription(name: $0.name, label: $0.label) }, items: items))
  }

  private func codesOfLevels(
    _ levels: [String], _ newLevels: [RecodedLevel], item: String
  ) throws(MicrodataError) -> [Int32] {
    var newCodes = [Int32](repeating: -1, count: levels.count)
    for (code, newLevel) in newLevels.enumerated() {
      guard case .levels(let taken) = newLevel.source else { throw .notNumeric(column: item) }
      for level in taken {
        guard let position = levels.firstIndex(of: level) else {
          throw .unknownLevel(level, column: item, nearest: nil)
        }
        newCodes[position] = Int32(code)
      }
    }
    let leftOut = newCodes.count { $0 < 0 }
    guard leftOut == 0 else { throw .levelsOutsideGroups(column: item, count: leftOut) }
    return newCodes
  }

  private func codesOfNumbers(
    _ numbers: [Double], _ newLevels: [RecodedLevel], item: String
  ) throws(MicrodataError) -> [Int32] {
    var groups: [(range: ClosedRange<Double>, code: Int32)] = []
    for (code, newLevel) in newLevels.enumerated() {
      switch newLevel.source {
      case .between(let lower, let upper): groups.append((lower...upper, Int32(code)))
      case .levels(let values):
        for value in values {
          guard let number = DecimalNumber(Array(value.utf8)).value else {
            throw .notANumber(value, column: item)
          }
          groups.append((number...number, Int32(code)))
        }
      }
    }
    var leftOut = 0
    let codes = numbers.map { number -> Int32 in
      if let kind = MissingKind(number: number) { return kind.code }
      for group in groups where group.range.contains(number) { return group.code }
      leftOut += 1
      return MissingKind.blank.code
    }
    guard leftOut == 0 else { throw .valuesOutsideGroups(column: item, count: leftOut) }
    return codes
  }
}
