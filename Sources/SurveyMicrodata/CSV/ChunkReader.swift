/// Reads the records of one piece of a file into one block of values, column after column.
///
/// A text is stored as its code in the column's level table, a missing value as its NaN; so a piece has one buffer
/// whatever its columns are.
struct ChunkReader {
  private enum FieldKind {
    case unread
    case plainNumber
    case checkedNumber
    case text
  }

  let rules: [ColumnRule]
  /// The values, column `slot` in `slot * capacity ..< slot * capacity + rowCount`.
  private(set) var values: [Double]
  /// The texts of each read column.
  private(set) var tables: [LevelTable]
  /// The faults of each read column.
  private(set) var faults: [FaultTally]
  /// The numbers of each read column that are written in an unusual way.
  private(set) var spellings: [NumberSpellings]
  private(set) var rowCount = 0
  let capacity: Int
  private let delimiter: UInt8
  private let kinds: [FieldKind]
  private let slots: [Int]
  /// The decimal mark of each column; a digit, which none is, where only quotes tell it from the delimiter.
  private let decimalMarks: [UInt8]
  /// Whether a field of a numeric column has shown it to be one of texts: the piece will then be read again.
  private var hasTurned: [Bool]

  /// Prepares a reader for at most `capacity` records.
  init(rules: [ColumnRule], delimiter: UInt8, capacity: Int) {
    self.rules = rules
    self.delimiter = delimiter
    self.capacity = capacity
    var kinds: [FieldKind] = []
    var slots: [Int] = []
    var tables: [LevelTable] = []
    var decimalMarks: [UInt8] = []
    for rule in rules {
      slots.append(tables.count)
      if case .numbers(let number) = rule.kind {
        decimalMarks.append(number.decimalMark == delimiter ? CSVByte.zero : number.decimalMark)
      } else {
        decimalMarks.append(CSVByte.point)
      }
      switch rule.kind {
      case .unread:
        kinds.append(.unread)
        continue
      case .numbers(let number):
        kinds.append(number.hasChecks || rule.isRequired ? .checkedNumber : .plainNumber)
        tables.append(LevelTable())
      case .levels(let table, _), .texts(let table):
        kinds.append(.text)
        tables.append(table)
      }
    }
    self.kinds = kinds
    self.slots = slots
    self.tables = tables
    self.decimalMarks = decimalMarks
    hasTurned = Array(repeating: false, count: rules.count)
    faults = Array(repeating: FaultTally(), count: tables.count)
    spellings = Array(repeating: NumberSpellings(), count: tables.count)
    values = Array(repeating: 0, count: tables.count * capacity)
  }

  /// Reads the records that begin in `range`; the last may run on to `end`.
  mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>, end: Int) throws(CSVFault) {
    // The block is taken out of the reader while it is filled, so that a store needs no check for other owners.
    var block: [Double] = []
    swap(&block, &values)
    var output = block.mutableSpan
    let kinds = kinds
    let offsets = slots.map { $0 * capacity }
    var row = 0
    var position = range.lowerBound
    while position < range.upperBound {
      let start = position
      var field = 0
      var isOpen = true
      while isOpen {
        guard field < kinds.count else { throw raggedRecord(bytes, at: start, end: end) }
        do {
          if let value = try readField(field, kinds[field], bytes, at: &position, end: end, record: start) {
            output[offsets[field] &+ row] = value
          }
          isOpen = try passFieldEnd(bytes, at: &position, end: end, delimiter: delimiter) == .delimiter
        } catch {
          throw CSVFault(offset: error.offset, field: field, problem: error.problem)
        }
        field += 1
      }
      guard field == kinds.count else { throw raggedRecord(bytes, at: start, end: end) }
      row += 1
    }
    rowCount = row
    swap(&block, &values)
  }

  /// Reads a field and returns its value, or nil for a column that is passed over.
  @inline(__always)
  private mutating func readField(
    _ field: Int, _ kind: FieldKind, _ bytes: Span<UInt8>, at position: inout Int, end: Int, record: Int
  ) throws(CSVFault) -> Double? {
    switch kind {
    case .unread:
      _ = try scanField(bytes, at: &position, end: end, delimiter: delimiter)
      return nil
    case .plainNumber, .checkedNumber:
      let number =
        if let exact = exactDecimal(
          bytes, at: &position, end: end, delimiter: delimiter, decimalMark: decimalMarks[field])
        {
          exact
        } else {
          try otherNumber(bytes, at: &position, end: end, field: field, record: record)
        }
      return kind == .plainNumber ? number : checked(number, field: field, record: record)
    case .text:
      return try level(bytes, at: &position, end: end, field: field, record: record)
    }
  }

  /// Reads a numeric field that is not plain digits: quoted, empty, missing, with needless zeros or an exponent.
  @inline(never)
  private mutating func otherNumber(
    _ bytes: Span<UInt8>, at position: inout Int, end: Int, field: Int, record: Int
  ) throws(CSVFault) -> Double {
    let start = position
    if let padded = exactDecimal(
      bytes, at: &position, end: end, delimiter: delimiter, decimalMark: decimalMarks[field], takesPadding: true)
    {
      var digits = start
      while digits < position, bytes[digits] == 0x2D || bytes[digits] &- CSVByte.zero < 10 { digits += 1 }
      spellings[slots[field]].note(padded, digits: digits - start)
      return padded
    }
    let text = try scanField(bytes, at: &position, end: end, delimiter: delimiter)
    if text.count == 0 { return rules[field].emptyReason.number }
    guard !hasTurned[field], case .numbers(let rule) = rules[field].kind else { return MissingKind.blank.number }
    if let mark = missingMark(text, in: bytes, field: field) {
      faults[slots[field]].add(mark, at: record)
      return MissingKind.blank.number
    }
    let characters = text.bytes(in: bytes)
    for (code, reason) in rule.missingTexts where code == characters { return reason.number }
    switch DecimalNumber(characters, decimalMark: rule.decimalMark) {
    case .finite(let value):
      spellings[slots[field]].note(value, text: characters)
      return value
    case .longWhole(let value):
      faults[slots[field]].add(.longWhole, at: record)
      hasTurned[field] = !rules[field].isDeclared
      return value
    case .unusable:
      faults[slots[field]].add(rules[field].isDeclared ? .text : .unusableNumber, at: record)
    case .text:
      // Bytes that are no text at all are a fault of the file, not of the column.
      _ = try text.string(in: bytes)
      faults[slots[field]].add(.text, at: record)
      hasTurned[field] = !rules[field].isDeclared
    }
    // A value that was already counted as a fault must not be counted again as a missing one.
    return .infinity
  }

  /// Holds a number against its codebook.
  private mutating func checked(_ value: Double, field: Int, record: Int) -> Double {
    guard case .numbers(let rule) = rules[field].kind, value != .infinity else { return value }
    var value = value
    for (code, reason) in rule.missingNumbers where code == value { value = reason.number }
    let slot = slots[field]
    if value.isNaN {
      if rules[field].isRequired { faults[slot].add(.requiredMissing, at: record) }
    } else if value < rule.minimum {
      faults[slot].add(.belowMinimum, at: record)
    } else if value > rule.maximum {
      faults[slot].add(.aboveMaximum, at: record)
    } else if rule.isInteger, value != value.rounded() {
      faults[slot].add(.notInteger, at: record)
    }
    return value
  }

  /// Reads a field of a column of levels, as the code of its text.
  @inline(__always)
  private mutating func level(
    _ bytes: Span<UInt8>, at position: inout Int, end: Int, field: Int, record: Int
  ) throws(CSVFault) -> Double {
    let text = try scanField(bytes, at: &position, end: end, delimiter: delimiter)
    if text.count > 2, text.unescaped == nil,
      let code = tables[slots[field]].code(of: bytes, from: text.start, count: text.count), code >= 0
    {
      return Double(code)
    }
    return try otherLevel(text, in: bytes, field: field, record: record)
  }

  /// Finds the code of a text that is short, missing, new or has doubled quotes.
  private mutating func otherLevel(
    _ text: FieldText, in bytes: Span<UInt8>, field: Int, record: Int
  ) throws(CSVFault) -> Double {
    if text.count == 0 { return missing(rules[field].emptyReason, field: field, record: record) }
    if let mark = missingMark(text, in: bytes, field: field) {
      faults[slots[field]].add(mark, at: record)
      if mark == .missingMark { return missing(MissingReason(.blank), field: field, record: record) }
    }
    if let unescaped = text.unescaped {
      return try code(
        of: unescaped.span, from: 0, count: unescaped.count, text, in: bytes, field: field, record: record)
    }
    return try code(of: bytes, from: text.start, count: text.count, text, in: bytes, field: field, record: record)
  }

  /// The mark that a field of a column without a codebook is, if it is one.
  ///
  /// A point, or a point with a letter or an underscore, is how Stata and SAS write a missing value and never an answer.
  /// NA without quotes is one among numbers; among texts it may be a country.
  private func missingMark(_ text: FieldText, in bytes: Span<UInt8>, field: Int) -> ColumnFault? {
    guard !rules[field].isDeclared, text.count <= 2, text.unescaped == nil else { return nil }
    // What was named as missing needs no guess.
    guard rules[field].textsIfTurned.code(of: bytes, from: text.start, count: text.count) == nil else { return nil }
    let first = bytes[text.start]
    if first == CSVByte.point {
      guard text.count == 2 else { return .missingMark }
      let letter = bytes[text.start + 1]
      return letter == 0x5F || (letter | 0x20) &- 0x61 < 26 ? .missingMark : nil
    }
    guard text.count == 2, !text.isQuoted, first == 0x4E, bytes[text.start + 1] == 0x41 else { return nil }
    return .notAvailable
  }

  private mutating func code(
    of characters: Span<UInt8>, from start: Int, count: Int, _ text: FieldText, in bytes: Span<UInt8>, field: Int,
    record: Int
  ) throws(CSVFault) -> Double {
    let slot = slots[field]
    if let code = tables[slot].code(of: characters, from: start, count: count) {
      if let reason = MissingReason(code: code) { return missing(reason, field: field, record: record) }
      return Double(code)
    }
    _ = try text.string(in: bytes)
    if case .levels = rules[field].kind {
      faults[slot].add(.unknownLevel, at: record)
      return MissingKind.blank.number
    }
    let code = Int32(tables[slot].count)
    tables[slot].insert(characters, from: start, count: count, code: code)
    return Double(code)
  }

  private mutating func missing(_ reason: MissingReason, field: Int, record: Int) -> Double {
    if rules[field].isRequired { faults[slots[field]].add(.requiredMissing, at: record) }
    return reason.number
  }

  private func raggedRecord(_ bytes: Span<UInt8>, at start: Int, end: Int) -> CSVFault {
    var position = start
    var found = 0
    do {
      repeat {
        _ = try scanField(bytes, at: &position, end: end, delimiter: delimiter)
        found += 1
      } while try passFieldEnd(bytes, at: &position, end: end, delimiter: delimiter) == .delimiter
    } catch {
      return CSVFault(offset: error.offset, field: found, problem: error.problem)
    }
    return CSVFault(offset: start, problem: .raggedRecord(expected: kinds.count, found: found))
  }
}

extension FieldText {
  /// A copy of the text's bytes.
  func bytes(in file: Span<UInt8>) -> [UInt8] {
    if let unescaped { return unescaped }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for index in start..<(start + count) { bytes.append(file[index]) }
    return bytes
  }
}
