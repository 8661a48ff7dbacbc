internal import SurveyFiles

/// What a file with a dictionary says of a variable, as a codebook says it.
extension VariableDescription {
  /// Describes a variable by the dictionary of its file.
  ///
  /// A number is one of levels where each of its values that is not missing has a label, and else a number, whose labels
  /// are kept.
  init(_ variable: LabelledVariable, of format: LabelledFormat, missingTexts: [String]) {
    self.init(label: LocalizedText(variable.label.isEmpty ? [:] : ["en": variable.label]))
    let labels = Dictionary(variable.valueLabels.map { ($0.value, $0.label) }) { first, _ in first }
    let found = FoundValues(variable)
    var missing = Set(labels.keys.filter(variable.missingRanges.contains)).union(found.missing)
    for range in variable.missingRanges {
      switch range {
      case .numbers(let ends) where ends.lowerBound == ends.upperBound: missing.insert(.number(ends.lowerBound))
      case .text(let text): missing.insert(.text(text))
      case .numbers: break
      }
    }
    declareMissing(missing.sorted(by: <), labels: labels)
    if case .texts = variable.cells {
      for text in missingTexts where missingCodes[text] == nil { missingCodes[text] = .blank }
      if !format.blankIsAnswer { missingCodes[""] = .blank }
    }
    let labelled = labels.keys.filter { !missing.contains($0) }.sorted(by: <)
    let calendar = variable.calendar(in: format)
    levels = labelled.map { value in
      let label = labels[value] ?? ""
      return LevelDescription(name: value.code(calendar), label: LocalizedText(label.isEmpty ? [:] : ["en": label]))
    }
    let isText = if case .texts = variable.cells { true } else { calendar != nil }
    let areAllLabelled = !labelled.isEmpty && found.areAllLabelled(labels, except: missingCodes)
    kind = areAllLabelled ? .levels : isText ? .text : found.areWhole ? .integer : .number
    levelsAreOrdered = variable.measure != .nominal
  }

  /// Names the missing codes so that each can be told from the others.
  private mutating func declareMissing(_ values: [LabelledValue], labels: [LabelledValue: String]) {
    var taken: Set<[String]> = [[MissingKind.blank.name, ""]]
    for value in values {
      let code = value.code()
      let text = labels[value] ?? ""
      guard !code.isEmpty || !text.isEmpty else {
        missingCodes[code] = .blank
        continue
      }
      let kind = MissingKind(label: text) ?? .blank
      // The reason of a code that has no label of its own is its code.
      var label = text == kind.name ? "" : text.isEmpty ? code : text
      if !taken.insert([kind.name, label]).inserted {
        label = "\(label.isEmpty ? text : label) (\(code))"
        taken.insert([kind.name, label])
      }
      missingCodes[code] = kind
      if !label.isEmpty { missingLabels[code] = label }
    }
  }

  /// This description with what another says in its place, where it says something.
  func overlaid(by given: VariableDescription?) -> VariableDescription {
    guard let given else { return self }
    var merged = given
    if given.label.texts.isEmpty { merged.label = label }
    let stated = Set(given.levels.flatMap { [$0.name] + $0.otherSpellings })
    for (code, kind) in missingCodes where given.missingCodes[code] == nil && !stated.contains(code) {
      merged.missingCodes[code] = kind
      merged.missingLabels[code] = missingLabels[code]
    }
    let labels = Dictionary(levels.map { ($0.name, $0.label) }) { first, _ in first }
    if given.kind == .levels {
      for index in merged.levels.indices where merged.levels[index].label.texts.isEmpty {
        merged.levels[index].label = labels[merged.levels[index].name] ?? LocalizedText()
      }
    } else if given.levels.isEmpty {
      merged.levels = levels.filter { given.missingCodes[$0.name] == nil }
    }
    return merged
  }
}

/// What the cells of a variable show that its dictionary does not list.
private struct FoundValues {
  /// The missing values that occur.
  private(set) var missing: Set<LabelledValue> = []
  /// Whether all numbers that are not missing are whole, and there are any.
  private(set) var areWhole = false
  /// The distinct values that are not missing; nil where they are too many to be codes.
  private var known: Set<LabelledValue>? = []

  init(_ variable: LabelledVariable) {
    let ranges = variable.missingRanges
    switch variable.cells {
    case .texts(_, let texts):
      missing = Set(texts.filter(ranges.contains).map { .text($0) })
      known = Set(texts.filter { !ranges.contains($0) }.map { .text($0) })
    case .numbers(let numbers): gather(numbers, ranges: ranges, mayBeLabelled: !variable.valueLabels.isEmpty)
    }
  }

  private mutating func gather(_ numbers: [Double], ranges: [MissingRange], mayBeLabelled: Bool) {
    let limit = ComputationLimits.standard.levelsOfNumbers
    var (notWhole, knownCount, tags) = (false, 0, Set<UInt8>())
    var seen = NumberTable<Bool>()
    if !mayBeLabelled { known = nil }
    for number in numbers {
      if number.isNaN {
        let tag = MissingTag.tag(of: number)
        if tag != 0 { tags.insert(tag) }
        continue
      }
      if ranges.isEmpty, known == nil {
        knownCount += 1
        if number != number.rounded() { notWhole = true }
        continue
      }
      let wasSeen = seen[number]
      if let wasSeen {
        if !wasSeen { knownCount += 1 }
        continue
      }
      let isMissing = ranges.contains(number)
      if isMissing {
        if missing.count < limit { missing.insert(.number(number)) }
      } else {
        knownCount += 1
        if number != number.rounded() { notWhole = true }
        known?.insert(.number(number))
        if let count = known?.count, count > limit { known = nil }
      }
      // Where the values are no codes they are not remembered.
      if isMissing ? missing.count < limit : known != nil { seen[number] = isMissing }
    }
    missing.formUnion(tags.map { .tag($0) })
    areWhole = knownCount > 0 && !notWhole
  }

  /// Whether every value that is not missing has a label.
  func areAllLabelled(_ labels: [LabelledValue: String], except missingCodes: [String: MissingKind]) -> Bool {
    guard let known else { return false }
    return known.allSatisfy { labels[$0] != nil || missingCodes[$0.code()] != nil }
  }
}
