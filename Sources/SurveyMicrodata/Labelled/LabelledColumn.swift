internal import SurveyFiles

/// The values of a labelled variable by a description, with the ways in which they differ from it.
struct LabelledColumn: Sendable {
  private(set) var column: Column = .numbers([])
  private(set) var violations: [CodebookViolation] = []
  /// The records whose text is blank and an answer.
  private(set) var blankCount = 0

  private let name: String
  private let description: VariableDescription
  private let reasons: [String: MissingReason]
  private let systemReason: MissingReason
  private let calendar: CalendarForm?

  init(_ variable: LabelledVariable, of format: LabelledFormat, by description: VariableDescription) {
    name = variable.name
    self.description = description
    reasons = description.missingReasons
    systemReason = reasons[""] ?? MissingReason(.blank)
    calendar = variable.calendar(in: format)
    let ranges = variable.missingRanges
    let isNumber = description.kind == .number || description.kind == .integer
    switch variable.cells {
    case .numbers(let numbers) where isNumber: column = .numbers(self.numbers(numbers, ranges: ranges))
    case .numbers(let numbers): column = .factor(factor(numbers, ranges: ranges))
    case .texts(let codes, let texts) where isNumber: column = .numbers(self.numbers(codes, texts))
    case .texts(let codes, let texts):
      let factor = factor(codes, texts)
      if let blank = factor.levels.firstIndex(of: "") { blankCount = factor.codes.count { $0 == Int32(blank) } }
      column = .factor(factor)
    }
  }
}

extension LabelledColumn {
  /// The reasons of the codes that are numbers, and those of the letters.
  private func tables() -> (numbers: NumberTable<MissingReason>, letters: [MissingReason]) {
    var numbers = NumberTable<MissingReason>()
    var letters = [MissingReason](repeating: systemReason, count: 128)
    for (code, reason) in reasons {
      let bytes = Array(code.utf8)
      if bytes.count == 2, bytes[0] == CSVByte.point, bytes[1] > 0x39, bytes[1] < 0x80 {
        letters[Int(bytes[1])] = reason
      } else if let value = DecimalNumber(bytes).value {
        numbers[value] = reason
      }
    }
    return (numbers, letters)
  }

  private mutating func numbers(_ numbers: [Double], ranges: [MissingRange]) -> [Double] {
    let (codes, letters) = tables()
    var checks = NumberChecks(description)
    var values = numbers
    for row in values.indices {
      let value = values[row]
      if value.isNaN {
        values[row] = letters[Int(MissingTag.tag(of: value))].number
      } else if !codes.isEmpty, let reason = codes[value] {
        values[row] = reason.number
      } else if !ranges.isEmpty, ranges.contains(value), reasons[levelName(of: value)] == nil {
        // More values than are listed stand in a declared range.
        values[row] = MissingKind.blank.number
      }
      checks.note(values[row], row: row)
    }
    violations = checks.violations(of: name)
    return values
  }

  private mutating func numbers(_ codes: [Int32], _ texts: [String]) -> [Double] {
    var tally = ViolationTally(name)
    let forms = texts.map { text -> Double? in
      if let reason = reasons[text] { return reason.number }
      return text.isEmpty ? systemReason.number : DecimalNumber(Array(text.utf8)).value
    }
    var checks = NumberChecks(description)
    let values = codes.enumerated().map { row, code in
      guard let value = forms[Int(code)] else {
        tally.note(.notANumber, row: row)
        return systemReason.number
      }
      checks.note(value, row: row)
      return value
    }
    violations = tally.violations + checks.violations(of: name)
    return values
  }

  private mutating func factor(_ numbers: [Double], ranges: [MissingRange]) -> Factor {
    let (missing, letters) = tables()
    var levels = LevelFinder(description, reasons: reasons)
    var known = NumberTable<Int32>()
    var tally = ViolationTally(name)
    var codes: [Int32] = []
    codes.reserveCapacity(numbers.count)
    for (row, number) in numbers.enumerated() {
      var code: Int32
      if number.isNaN {
        code = letters[Int(MissingTag.tag(of: number))].code
      } else if let found = known[number] {
        code = found
      } else if let reason = missing[number] {
        code = reason.code
        known[number] = code
      } else if let found = levels.code(of: LabelledValue.number(number).code(calendar)) {
        code = found
        known[number] = code
      } else if ranges.contains(number) {
        code = MissingKind.blank.code
      } else {
        tally.note(.unknownLevel, row: row)
        code = MissingKind.blank.code
        codes.append(code)
        continue
      }
      if code < 0, description.isRequired { tally.note(.requiredButMissing, row: row) }
      codes.append(code)
    }
    violations = tally.violations
    return levels.factor(codes)
  }

  private mutating func factor(_ codes: [Int32], _ texts: [String]) -> Factor {
    var levels = LevelFinder(description, reasons: reasons)
    let found = texts.map { levels.code(of: $0) }
    var tally = ViolationTally(name)
    let result = codes.enumerated().map { row, code -> Int32 in
      guard let code = found[Int(code)] else {
        tally.note(.unknownLevel, row: row)
        return MissingKind.blank.code
      }
      if code < 0, description.isRequired { tally.note(.requiredButMissing, row: row) }
      return code
    }
    violations = tally.violations
    return levels.factor(result)
  }
}

/// The levels of a column: those that are described, or those that occur.
private struct LevelFinder {
  private let isListed: Bool
  private let isOrdered: Bool
  private var names: [String]
  private var codes: [String: Int32] = [:]

  init(_ description: VariableDescription, reasons: [String: MissingReason]) {
    isListed = description.kind == .levels
    isOrdered = description.levelsAreOrdered
    names = isListed ? description.levels.map(\.name) : []
    for (code, reason) in reasons { codes[code] = reason.code }
    guard isListed else { return }
    for (position, level) in description.levels.enumerated() {
      for spelling in [level.name] + level.otherSpellings where codes[spelling] == nil {
        codes[spelling] = Int32(position)
      }
    }
  }

  /// The code of a level or of a missing code; nil for a level that is not listed.
  mutating func code(of text: String) -> Int32? {
    if let code = codes[text] { return code }
    guard !isListed else { return nil }
    let code = Int32(names.count)
    names.append(text)
    codes[text] = code
    return code
  }

  /// The factor of codes; levels that were found stand sorted by their bytes.
  func factor(_ codes: [Int32]) -> Factor {
    guard !isListed else {
      var factor = Factor(codes: codes, levels: names)
      factor.hasStatedOrder = isOrdered
      return factor
    }
    let order = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
    var rank = [Int32](repeating: 0, count: names.count)
    for (position, index) in order.enumerated() { rank[index] = Int32(position) }
    var factor = Factor(codes: codes.map { $0 < 0 ? $0 : rank[Int($0)] }, levels: order.map { names[$0] })
    factor.hasStatedOrder = false
    return factor
  }
}
