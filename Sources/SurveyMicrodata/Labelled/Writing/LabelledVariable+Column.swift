internal import SurveyFiles

/// A column of records as a variable of a labelled file, and what the file does not hold of it.
struct WrittenVariable {
  private(set) var variable: LabelledVariable
  private(set) var losses: [ConversionLoss] = []
  private let rules: TargetRules
  private let language: String

  init(
    _ column: String, _ values: Column, _ description: VariableDescription, rules: TargetRules, language: String
  ) throws(ConversionError) {
    self.rules = rules
    self.language = language
    variable = LabelledVariable(name: column, cells: .numbers([]))
    variable.label = label(description.label, level: nil)
    variable.measure = .scale
    var occurring: Set<MissingReason> = []
    for row in 0..<values.count {
      if let reason = values.missingReason(at: row) { occurring.insert(reason) }
    }
    switch values {
    case .numbers(let numbers):
      let levels = description.levels.compactMap { level in
        DecimalNumber(Array(level.name.utf8)).value.map { (value: $0, level: level) }
      }
      try writeNumbers(numbers, labelled: levels, description, occurring)
    case .factor(let factor):
      if let numbers = numbers(of: factor, description) {
        variable.measure = description.levelsAreOrdered ? .ordinal : .nominal
        let levels = description.levels.compactMap { level in
          DecimalNumber(Array(level.name.utf8)).value.map { (value: $0, level: level) }
        }
        try writeNumbers(numbers, labelled: levels, description, occurring)
      } else if let (numbers, form) = dates(of: factor, description) {
        variable.format = form
        try writeNumbers(numbers, labelled: [], description, occurring)
      } else if description.kind == .levels, mustBeNumbered(factor, description) {
        variable.measure = description.levelsAreOrdered ? .ordinal : .nominal
        try writeNumbered(factor, description, occurring)
      } else {
        variable.measure = description.kind == .levels && description.levelsAreOrdered ? .ordinal : .nominal
        try writeTexts(factor, description, occurring)
      }
    }
  }
}

extension WrittenVariable {
  private var format: LabelledFormat { rules.format }
  private var column: String { variable.name }

  private mutating func writeNumbers(
    _ numbers: [Double], labelled: [(value: Double, level: LevelDescription)], _ description: VariableDescription,
    _ occurring: Set<MissingReason>
  ) throws(ConversionError) {
    var answers = Set(labelled.map(\.value))
    let codes = description.missingCodes.keys.compactMap { DecimalNumber(Array($0.utf8)).value }
    // Only numbers near a code can be in its way.
    if let low = codes.min(), let high = codes.max() {
      for number in numbers where number >= min(low, -100) && number <= max(high, 0) { answers.insert(number) }
    } else if !occurring.isEmpty {
      for number in numbers where number < 0 && number >= -100 { answers.insert(number) }
    }
    let plan = try MissingPlan(
      column, description, occurring: occurring, answers: answers, asTexts: false, format: format)
    losses += plan.losses
    let tags = plan.values.mapValues { value -> Double in
      switch value {
      case .number(let number): number
      case .tag(let tag): MissingTag.number(tag)
      case .text: MissingTag.number(0)
      }
    }
    variable.cells = .numbers(
      numbers.map { number in
        guard let reason = MissingReason(number: number) else { return number }
        return tags[reason] ?? MissingTag.number(0)
      })
    variable.missingRanges = plan.ranges
    var lost = 0
    for (value, level) in labelled {
      if format == .stata, value != value.rounded() || abs(value) > 2_147_483_620 {
        if !level.label.texts.isEmpty { lost += 1 }
        continue
      }
      // A level without a label has its own name for one, so that the column stays one of levels.
      let text = label(level.label, level: level.name)
      guard !text.isEmpty || description.kind == .levels else { continue }
      variable.valueLabels.append(ValueLabel(.number(value), text.isEmpty ? level.name : text))
    }
    if lost > 0 { losses.append(.labelsLost(column: column, count: lost)) }
    variable.valueLabels += plan.labels.map { ValueLabel($0.value, cut($0.label, level: $0.value.code())) }
  }

  /// Whether the form holds levels that are texts as numbers only: Stata labels no texts, and SPSS sorts them.
  private func mustBeNumbered(_ factor: Factor, _ description: VariableDescription) -> Bool {
    guard format != .stata else { return true }
    let isSorted = zip(factor.levels, factor.levels.dropFirst()).allSatisfy {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    return description.levelsAreOrdered && !isSorted
  }

  /// Writes levels that are texts as numbers from 1 on, which can have labels and an order.
  private mutating func writeNumbered(
    _ factor: Factor, _ description: VariableDescription, _ occurring: Set<MissingReason>
  ) throws(ConversionError) {
    losses.append(.levelsNumbered(columns: [column]))
    let labels = Dictionary(description.levels.map { ($0.name, $0.label) }) { first, _ in first }
    let levels = factor.levels.enumerated().map { position, name in
      let label = labels[name] ?? LocalizedText()
      return (
        value: Double(position + 1),
        level: LevelDescription(name: name, label: label.texts.isEmpty ? LocalizedText(["en": name]) : label)
      )
    }
    let numbers = factor.codes.map { code in MissingReason(code: code)?.number ?? Double(code + 1) }
    try writeNumbers(numbers, labelled: levels, description, occurring)
  }

  private mutating func writeTexts(
    _ factor: Factor, _ description: VariableDescription, _ occurring: Set<MissingReason>
  ) throws(ConversionError) {
    let plan = try MissingPlan(
      column, description, occurring: occurring, answers: [], asTexts: true, format: format)
    losses += plan.losses
    var texts = factor.levels
    if let longest = texts.map(\.utf8.count).max(), longest > rules.textBytes {
      throw .textTooLong(column: column, bytes: longest, limit: rules.textBytes, program: format.program)
    }
    if let blank = texts.firstIndex(of: "") {
      let count = factor.codes.count { $0 == Int32(blank) }
      let isMissing = format == .stata || plan.ranges.contains(.text(""))
      if count > 0, isMissing { losses.append(.blankAnswersLost(column: column, count: count)) }
    }
    var positions: [MissingReason: Int32] = [:]
    var lostKinds = 0
    let codes = factor.codes.map { code -> Int32 in
      guard let reason = MissingReason(code: code) else { return code }
      if plan.values[reason] == nil, reason != MissingReason(.blank) { lostKinds += 1 }
      if let position = positions[reason] { return position }
      let position = Int32(texts.count)
      texts.append(plan.values[reason]?.code() ?? "")
      positions[reason] = position
      return position
    }
    if lostKinds > 0 { losses.append(.kindsOfTextsLost(column: column, count: lostKinds)) }
    variable.cells = .texts(codes: codes, texts: texts.isEmpty ? [""] : texts)
    variable.missingRanges = plan.ranges
    let labelled = description.levels.filter { !$0.label.texts.isEmpty }
    if format == .stata {
      if !labelled.isEmpty { losses.append(.labelsLost(column: column, count: labelled.count)) }
      return
    }
    for level in labelled {
      variable.valueLabels.append(ValueLabel(.text(level.name), label(level.label, level: level.name)))
    }
    variable.valueLabels += plan.labels.map { ValueLabel($0.value, cut($0.label, level: $0.value.code())) }
  }

  /// The numbers that the levels of a factor are, where all of them are numbers in their shortest form.
  private func numbers(of factor: Factor, _ description: VariableDescription) -> [Double]? {
    guard description.kind == .levels, !factor.levels.isEmpty else { return nil }
    var values: [Double] = []
    for level in factor.levels {
      guard case .finite(let value) = DecimalNumber(Array(level.utf8)), levelName(of: value) == level else {
        return nil
      }
      values.append(value)
    }
    return factor.codes.map { code in MissingReason(code: code)?.number ?? values[Int(code)] }
  }

  /// The numbers that count the dates or moments that the levels of a factor are, and how they are shown.
  private func dates(of factor: Factor, _ description: VariableDescription) -> (numbers: [Double], format: String)? {
    guard description.kind == .text, !factor.levels.isEmpty else { return nil }
    for format in self.format == .stata ? ["%td", "%tc"] : ["DATE11", "DATETIME23.3"] {
      guard let form = CalendarForm(format: format, of: self.format) else { continue }
      let values = factor.levels.map(form.number)
      guard !values.contains(nil) else { continue }
      let known = values.map { $0 ?? 0 }
      return (factor.codes.map { code in MissingReason(code: code)?.number ?? known[Int(code)] }, format)
    }
    return nil
  }

  /// The text of a label in the language of the file, as long as the file holds it.
  private mutating func label(_ text: LocalizedText, level: String?) -> String {
    cut(text.text(in: language) ?? "", level: level)
  }

  private mutating func cut(_ label: String, level: String?) -> String {
    let limit = level == nil ? rules.variableLabelBytes : rules.valueLabelBytes
    guard label.utf8.count > limit else { return label }
    losses.append(.labelCut(column: column, level: level, bytes: limit))
    return rules.cut(label, to: limit)
  }
}
