/// The numbers of a column that are not written in the plain way: with needless zeros, a plus or an exponent.
///
/// As identifiers 007, 07 and 7 may be three things; as numbers they are one.
struct NumberSpellings {
  /// How often a number is written otherwise, and in which ways.
  private struct Ways {
    var count = 0
    var forms: UInt64 = 0
  }

  private var waysOfNumber: [Double: Ways] = [:]

  var isEmpty: Bool { waysOfNumber.isEmpty }

  /// Notes a number that is written with needless zeros to a number of digits.
  mutating func note(_ value: Double, digits: Int) { note(value, form: 1 << UInt64(min(digits, 60))) }

  /// Notes a number that may be written in an unusual way.
  mutating func note(_ value: Double, text: [UInt8]) {
    var digits = text[...]
    if let sign = digits.first, sign == 0x2B || sign == 0x2D { digits = digits.dropFirst() }
    let whole = digits.prefix { $0 &- CSVByte.zero < 10 }
    if text.first == 0x2B {
      note(value, form: 1 << 61)
    } else if digits.contains(where: { $0 == 0x45 || $0 == 0x65 }) {
      if value == value.rounded() { note(value, form: 1 << 62) }
    } else if whole.count > 1, whole.first == CSVByte.zero {
      note(value, digits: whole.count)
    }
  }

  private mutating func note(_ value: Double, form: UInt64) {
    waysOfNumber[value, default: Ways()].count += 1
    waysOfNumber[value, default: Ways()].forms |= form
  }

  mutating func add(_ other: NumberSpellings) {
    for (value, ways) in other.waysOfNumber {
      waysOfNumber[value, default: Ways()].count += ways.count
      waysOfNumber[value, default: Ways()].forms |= ways.forms
    }
  }

  /// The count of numbers that a column writes in more than one way.
  func countOfRespelled(in values: [Double]) -> Int {
    guard !isEmpty else { return 0 }
    var occurrences: [Double: Int] = [:]
    for value in values where waysOfNumber[value] != nil { occurrences[value, default: 0] += 1 }
    return waysOfNumber.count { value, ways in
      ways.forms.nonzeroBitCount > 1 || occurrences[value, default: 0] > ways.count
    }
  }
}
