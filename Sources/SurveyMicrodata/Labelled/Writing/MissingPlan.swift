internal import SurveyFiles

/// How the reasons of a column's missing values are written in a form of file.
struct MissingPlan {
  /// What stands in the cell of a reason; a reason that is not among them has no value.
  private(set) var values: [MissingReason: LabelledValue] = [:]
  private(set) var labels: [ValueLabel] = []
  private(set) var ranges: [MissingRange] = []
  private(set) var losses: [ConversionLoss] = []

  private let column: String
  private let format: LabelledFormat

  /// Plans for the reasons that occur in a column, none of whose codes may be one of its answers.
  init(
    _ column: String, _ description: VariableDescription, occurring: Set<MissingReason>, answers: Set<Double>,
    asTexts: Bool, format: LabelledFormat
  ) throws(ConversionError) {
    self.column = column
    self.format = format
    let system = description.missingReasons[""] ?? MissingReason(.blank)
    var coded: [(code: String, reason: MissingReason)] = description.missingReasons.filter { !$0.key.isEmpty }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    // Codes of one reason are one code.
    var seen: Set<MissingReason> = [system]
    coded = coded.filter { seen.insert($0.reason).inserted }
    for reason in occurring.sorted(by: { $0.code > $1.code }) where seen.insert(reason).inserted {
      coded.append((reason.kind.name, reason))
    }
    if asTexts {
      try planTexts(coded, description, occurring: occurring, system: system)
    } else if format == .stata {
      try planLetters(coded, description)
    } else {
      try planNumbers(coded, description, answers: answers)
    }
  }

  private mutating func planLetters(
    _ coded: [(code: String, reason: MissingReason)], _ description: VariableDescription
  ) throws(ConversionError) {
    guard coded.count <= 26 else {
      throw .tooManyMissingCodes(column: column, count: coded.count, program: format.program)
    }
    let own = coded.map { letter(of: $0.code) }
    var free = (UInt8(ascii: "a")...UInt8(ascii: "z")).filter { !own.contains($0) }[...]
    var others: [(from: String, to: String)] = []
    for (entry, letter) in zip(coded, own) {
      guard let tag = letter ?? free.popFirst() else { continue }
      if letter == nil { others.append((entry.code, LabelledValue.tag(tag).code())) }
      add(.tag(tag), entry, description)
    }
    if !others.isEmpty { losses.append(.otherMissingCodes(columns: [column], others)) }
  }

  private func letter(of code: String) -> UInt8? {
    let bytes = Array(code.utf8)
    guard bytes.count == 2, bytes[0] == CSVByte.point, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[1]) else {
      return nil
    }
    return bytes[1]
  }

  private mutating func planNumbers(
    _ coded: [(code: String, reason: MissingReason)], _ description: VariableDescription, answers: Set<Double>
  ) throws(ConversionError) {
    let own = coded.map { entry -> Double? in
      let value = DecimalNumber(Array(entry.code.utf8)).value
      return value.flatMap { answers.contains($0) ? nil : $0 }
    }
    var next = -1.0
    var others: [(from: String, to: String)] = []
    var numbers: [Double] = []
    for (entry, number) in zip(coded, own) {
      while number == nil, answers.contains(next) || own.contains(next) || numbers.contains(next) { next -= 1 }
      let value = number ?? next
      if number == nil { others.append((entry.code, levelName(of: value))) }
      numbers.append(value)
      add(.number(value), entry, description)
    }
    if !others.isEmpty { losses.append(.otherMissingCodes(columns: [column], others)) }
    ranges = try declared(numbers.sorted(), answers: answers)
  }

  /// Up to three values, or a range without an answer in it and one value more.
  private func declared(_ numbers: [Double], answers: Set<Double>) throws(ConversionError) -> [MissingRange] {
    guard numbers.count > 3 else { return numbers.map { .numbers($0...$0) } }
    let isFree = { (range: ClosedRange<Double>) in !answers.contains(where: range.contains) }
    let (first, second) = (numbers[0], numbers[1])
    let (last, beforeLast) = (numbers[numbers.count - 1], numbers[numbers.count - 2])
    if isFree(first...last) { return [.numbers(first...last)] }
    if isFree(second...last) { return [.numbers(second...last), .numbers(first...first)] }
    if isFree(first...beforeLast) { return [.numbers(first...beforeLast), .numbers(last...last)] }
    throw .tooManyMissingCodes(column: column, count: numbers.count, program: format.program)
  }

  private mutating func planTexts(
    _ coded: [(code: String, reason: MissingReason)], _ description: VariableDescription,
    occurring: Set<MissingReason>, system: MissingReason
  ) throws(ConversionError) {
    // Stata knows one kind of missing text, which is blank.
    guard format == .spss else { return }
    if occurring.contains(system) { ranges.append(.text("")) }
    for entry in coded {
      guard entry.code.utf8.count <= 8 else { throw .missingTextTooLong(column: column, program: format.program) }
      ranges.append(.text(entry.code))
      add(.text(entry.code), entry, description)
    }
    guard ranges.count <= 3 else {
      throw .tooManyMissingCodes(column: column, count: ranges.count, program: format.program)
    }
  }

  /// Keeps the value of a reason with the label that gives its kind back.
  private mutating func add(
    _ value: LabelledValue, _ entry: (code: String, reason: MissingReason), _ description: VariableDescription
  ) {
    values[entry.reason] = value
    let own = description.missingLabels[entry.code]
    let label = own ?? (entry.reason.kind == .blank ? nil : entry.reason.kind.words)
    if let label, label != value.code() { labels.append(ValueLabel(value, label)) }
    if let own, MissingKind(label: own) ?? .blank != entry.reason.kind {
      losses.append(.kindsNotLabelled(column: column, codes: [value.code()]))
    }
  }
}

extension MissingKind {
  /// The kind as a label says it, so that it is read back as the kind.
  fileprivate var words: String {
    switch self {
    case .blank: "blank"
    case .notAsked: "not asked"
    case .refused: "refused"
    case .doesNotKnow: "does not know"
    }
  }
}
