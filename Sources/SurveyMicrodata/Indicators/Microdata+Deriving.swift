/// Indicators derived from the records.
extension Microdata {
  /// Returns the data with the indicators of a dictionary as columns, and their labels in the codebook.
  ///
  /// A yes-or-no indicator is a factor with the levels `no` and `yes`, a count is a column of numbers, and a grouped
  /// count or recode is a factor. An indicator may use others of the dictionary, in any order.
  ///
  /// - Throws: `MicrodataError.inDictionary` with the line of the indicator and what is wrong: an unknown column or
  ///   level, a name that the data already have, or values that a recode leaves out.
  public func deriving(_ dictionary: IndicatorDictionary) throws(MicrodataError) -> Microdata {
    let names = dictionary.indicators.map(\.name)
    var working = self
    var open = dictionary.indicators
    var isOpen = Set(names)
    var columns: [String: DerivedColumn] = [:]
    while !open.isEmpty {
      // A dictionary has no cycles, so some indicator is always made of settled columns only.
      for indicator in open where indicator.items.allSatisfy({ !isOpen.contains($0) }) {
        do throws(MicrodataError) {
          guard !hasColumn(indicator.name) else { throw .duplicateColumn(indicator.name) }
          for item in indicator.items where !working.hasColumn(item) {
            throw .unknownColumn(item, nearest: nearestName(to: item, among: columnNames + names))
          }
          let column = try indicator.column(in: working)
          working = try working.adding(indicator.name, column.values)
          columns[indicator.name] = column
        } catch {
          throw .inDictionary(error, file: dictionary.source.fileName, line: indicator.line)
        }
        isOpen.remove(indicator.name)
      }
      open.removeAll { !isOpen.contains($0.name) }
    }

    var derived = self
    for name in names {
      guard let column = columns[name] else { continue }
      derived = try derived.adding(name, column.values, describedBy: column.description)
    }
    return derived.adding(source: dictionary.source)
  }
}

/// A column made by an indicator and what its values mean.
struct DerivedColumn {
  let values: Column
  let description: VariableDescription
}

extension Indicator {
  /// Derives the indicator; all its items are columns of the data.
  fileprivate func column(in data: Microdata) throws(MicrodataError) -> DerivedColumn {
    switch rule {
    case .anyOf(let test):
      let tally = try tally(test, in: data)
      return yesOrNo(data.rowCount, tally) { row in
        tally.passes[row] > 0 ? true : tally.openItems(row, by: missing) > 0 ? nil : false
      }
    case .allOf(let test):
      let tally = try tally(test, in: data)
      return yesOrNo(data.rowCount, tally) { row in
        Int(tally.passes[row]) < tally.decidedItems(row, by: missing)
          ? false : tally.openItems(row, by: missing) > 0 ? nil : true
      }
    case .cutoff(let comparison, let limit):
      let tally = try tally(.comparison(comparison, limit), in: data)
      return yesOrNo(data.rowCount, tally) { row in tally.answers[row] > 0 ? tally.passes[row] > 0 : nil }
    case .condition(let condition):
      let truth = try condition.truth(in: data)
      var items: [[Int32]] = []
      for item in self.items {
        let column = try data.column(item)
        items.append((0..<data.rowCount).map { column.missingKind(at: $0)?.code ?? 0 })
      }
      return yesOrNo(data.rowCount, ItemTally(items, rowCount: data.rowCount)) { row in
        truth[row] == Truth.isUnknown ? nil : truth[row] == Truth.holds
      }
    case .count(let test, let cutPoints):
      return counted(try tally(test, in: data), cutPoints, rowCount: data.rowCount)
    case .recode(let levels):
      return try recoded(levels, in: data)
    case .ticked(let item, let test):
      let own = try test.answers(of: item, in: data)
      return yesOrNo(data.rowCount, try tally(test, in: data)) { row in isTicked(own[row]) }
    case .answerInCell(let answer, let cells):
      let own = try cells.holding([answer], in: data, column: items[0])
      let any = ItemTally([try cells.holding(cells.answers, in: data, column: items[0])], rowCount: data.rowCount)
      return yesOrNo(data.rowCount, any) { row in isTicked(own[row]) }
    }
  }

  private func tally(_ test: ItemTest, in data: Microdata) throws(MicrodataError) -> ItemTally {
    var answers: [[Int32]] = []
    for item in items { answers.append(try test.answers(of: item, in: data)) }
    return ItemTally(answers, rowCount: data.rowCount)
  }

  /// Makes a column of yes and no; `decide` gives nil where the answers do not decide.
  private func yesOrNo(_ rowCount: Int, _ tally: ItemTally, decide: (Int) -> Bool?) -> DerivedColumn {
    let codes = (0..<rowCount).map { row -> Int32 in
      guard tally.isAnswered(row, by: missing), let isYes = decide(row) else { return tally.missingCode(row) }
      return isYes ? 1 : 0
    }
    let levels = [
      LevelDescription(name: "no", label: LocalizedText(["nl": "nee", "en": "no"])),
      LevelDescription(name: "yes", label: LocalizedText(["nl": "ja", "en": "yes"])),
    ]
    return DerivedColumn(
      values: .factor(Factor(codes: codes, levels: levels.map(\.name))),
      description: VariableDescription(label: label, levels: levels, items: items))
  }

  private func counted(_ tally: ItemTally, _ cutPoints: [Int], rowCount: Int) -> DerivedColumn {
    // Without cut points each number is a group of its own.
    let groupOfCount = (0...tally.itemCount).map { count in
      cutPoints.isEmpty ? count : cutPoints.count { $0 <= count }
    }
    let groups = (0..<rowCount).map { row -> Int32 in
      let passes = Int(tally.passes[row])
      let group = groupOfCount[passes]
      guard tally.isAnswered(row, by: missing),
        groupOfCount[passes + tally.openItems(row, by: missing)] == group
      else { return tally.missingCode(row) }
      return Int32(group)
    }
    guard !cutPoints.isEmpty else {
      return DerivedColumn(
        values: .numbers(groups.map { MissingKind(code: $0)?.number ?? Double($0) }),
        description: VariableDescription(
          label: label, minimum: 0, maximum: Double(tally.itemCount), kind: .integer, items: items))
    }
    let starts = [0] + cutPoints
    let names = starts.indices.map { index in
      guard index + 1 < starts.count else { return "\(starts[index])+" }
      let last = starts[index + 1] - 1
      return last == starts[index] ? "\(last)" : "\(starts[index])-\(last)"
    }
    return DerivedColumn(
      values: .factor(Factor(codes: groups, levels: names)),
      description: VariableDescription(
        label: label, levels: names.map { LevelDescription(name: $0) }, items: items))
  }
}

/// Whether a cell of a record of the base is ticked: blanks are not, and nil where that was refused or not known.
private func isTicked(_ code: Int32) -> Bool? {
  switch MissingKind(code: code) {
  case nil: code == 1
  case .blank, .notAsked: false
  case .refused, .doesNotKnow: nil
  }
}

extension ItemTest {
  /// Returns 1 where an item passes, 0 where it does not, and a missing code where it is missing.
  fileprivate func answers(of item: String, in data: Microdata) throws(MicrodataError) -> [Int32] {
    switch self {
    case .levels(let levels):
      return try data.indicator(of: Binary(item, isTrueFor: levels))
    case .comparison(let comparison, let limit):
      let condition = Condition.comparison(column: item, comparison, value: levelName(of: limit))
      let truth = try condition.truth(in: data)
      let column = try data.column(item)
      return truth.indices.map { row in
        column.missingKind(at: row)?.code ?? (truth[row] == Truth.holds ? 1 : 0)
      }
    case .ticked:
      return try data.ticks(in: item)
    }
  }
}
