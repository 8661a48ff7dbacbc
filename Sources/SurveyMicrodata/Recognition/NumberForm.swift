/// What a text says of the decimal mark of its file.
enum NumberForm: Equatable {
  /// A number without a mark.
  case whole
  /// A number with a mark that can only be a decimal one.
  case decimal(mark: UInt8)
  /// One to three digits, a mark and three digits: a decimal, or thousands set apart.
  case decimalOrThousands(mark: UInt8)
  /// No number under any mark.
  case text

  /// Looks at a text.
  init(_ bytes: Span<UInt8>, from start: Int, count: Int) {
    let end = start + count
    var index = start
    if index < end, bytes[index] == 0x2D || bytes[index] == 0x2B { index += 1 }
    let wholeStart = index
    while index < end, bytes[index] &- CSVByte.zero < 10 { index += 1 }
    let wholeCount = index - wholeStart
    var mark: UInt8?
    if index < end, bytes[index] == CSVByte.comma || bytes[index] == CSVByte.point {
      mark = bytes[index]
      index += 1
    }
    let fractionStart = index
    while index < end, bytes[index] &- CSVByte.zero < 10 { index += 1 }
    let fractionCount = index - fractionStart
    self = .text
    guard wholeCount + fractionCount > 0 else { return }
    let hasExponent = index < end && bytes[index] | 0x20 == 0x65
    if hasExponent {
      index += 1
      if index < end, bytes[index] == 0x2D || bytes[index] == 0x2B { index += 1 }
      let digits = index
      while index < end, bytes[index] &- CSVByte.zero < 10 { index += 1 }
      guard index > digits else { return }
    }
    guard index == end else { return }
    guard let mark else {
      self = .whole
      return
    }
    let mayBeThousands =
      !hasExponent && fractionCount == 3 && (1...3).contains(wholeCount) && bytes[wholeStart] != CSVByte.zero
    self = mayBeThousands ? .decimalOrThousands(mark: mark) : .decimal(mark: mark)
  }

  /// Looks at a text.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, from: 0, count: bytes.count)
  }
}

/// How the numbers of one column are written, as far as they tell the decimal mark.
struct NumberFormTally: Sendable {
  /// The values that are no number.
  private(set) var textCount = 0
  /// The values with a decimal comma and nothing else.
  private(set) var commaCount = 0
  /// The values with a decimal point and nothing else.
  private(set) var pointCount = 0
  /// The values with a comma that may stand before thousands.
  private(set) var openCommaCount = 0
  /// The values with a point that may stand before thousands.
  private(set) var openPointCount = 0

  mutating func note(_ form: NumberForm, count: Int = 1) {
    switch form {
    case .whole: break
    case .text: textCount += count
    case .decimal(let mark) where mark == CSVByte.comma: commaCount += count
    case .decimal: pointCount += count
    case .decimalOrThousands(let mark) where mark == CSVByte.comma: openCommaCount += count
    case .decimalOrThousands: openPointCount += count
    }
  }

  mutating func add(_ other: NumberFormTally) {
    textCount += other.textCount
    commaCount += other.commaCount
    pointCount += other.pointCount
    openCommaCount += other.openCommaCount
    openPointCount += other.openPointCount
  }

  /// The mark that all of the values have that have one: nil where there is none, and for texts and a mixture.
  var mark: Character? {
    guard textCount == 0 else { return nil }
    let (commas, points) = (commaCount + openCommaCount, pointCount + openPointCount)
    return commas > 0 && points == 0 ? "," : points > 0 && commas == 0 ? "." : nil
  }

  /// The values whose mark is a decimal one, and those of which it may stand before thousands.
  var counts: (decimals: Int, open: Int) {
    mark == "," ? (commaCount, openCommaCount) : (pointCount, openPointCount)
  }
}
