/// The distinct numbers of a column, held against a scale of small whole numbers such as 1 to 10.
///
/// Codes of missing answers (99, 98, -9) and slips of the pen (10.4, 55) lie far off such a scale. Counts have long
/// tails too, so that a value that is no usual code is far only where the rest looks like a scale without gaps.
package struct SmallScale {
  private static let distinctLimit = 24
  /// The distinct numbers in order of size, with how often each occurs; nil where they are too many for a scale.
  private let counts: [(value: Double, count: Int)]?

  package init(_ values: [Double]) {
    var countOfDigit = [Int](repeating: 0, count: 12)
    var others: [Double: Int] = [:]
    for value in values {
      if value >= 0, value < 12, value == value.rounded() {
        countOfDigit[Int(value)] += 1
      } else if !value.isNaN {
        others[value, default: 0] += 1
        guard others.count <= Self.distinctLimit else {
          counts = nil
          return
        }
      }
    }
    let digits = countOfDigit.enumerated().filter { $1 > 0 }.map { (value: Double($0), count: $1) }
    counts = (digits + others.map { (value: $0, count: $1) }).sorted { $0.value < $1.value }
  }

  /// The number of values that are far off, where a codebook leaves room below or above.
  package func countOfFar(below: Bool, above: Bool) -> Int {
    guard let counts else { return 0 }
    let allowed: (Double) -> Bool = { $0 < 0 ? below : above }
    let least = counts.first { $0.value >= 0 }?.value ?? 0
    let codes = counts.filter { isMissingCode($0.value, onScaleFrom: least) }
    let rest = counts.filter { !isMissingCode($0.value, onScaleFrom: least) }
    if !codes.isEmpty, isScale(rest.map(\.value)), total(rest) >= total(codes) {
      return total(codes.filter { allowed($0.value) })
    }
    // 8 and 9 beside two neighbours, as in yes, no, do not know.
    let (low, high) = (counts.filter { $0.value < 7 }, counts.filter { $0.value >= 7 })
    if low.count == 2, low[0].value == 0 || low[0].value == 1, low[1].value == low[0].value + 1, !high.isEmpty,
      high.allSatisfy({ [7, 8, 9].contains($0.value) }), total(low) >= total(high), above
    {
      return total(high)
    }
    return above ? countOfSlips(counts) : 0
  }

  /// The number of values that are above a scale without gaps and are no usual code.
  private func countOfSlips(_ counts: [(value: Double, count: Int)]) -> Int {
    let scale = counts.prefix { $0.value <= 10 }
    let far = counts.dropFirst(scale.count)
    guard let first = scale.first?.value, let last = scale.last?.value, !far.isEmpty, far.count <= 2,
      scale.allSatisfy({ $0.value == $0.value.rounded() && $0.value >= 0 }),
      total(far) <= max(1, total(scale) / 20)
    else { return 0 }
    // A decimal among whole numbers only.
    if scale.count >= 3, far.allSatisfy({ $0.value != $0.value.rounded() }) { return total(far) }
    let isWithoutGaps = Double(scale.count) == last - first + 1
    let isOfScale = isWithoutGaps && (first == 1 ? scale.count >= 5 : first == 0 && last == 10)
    return isOfScale && far.allSatisfy { $0.value >= 4 * last } ? total(far) : 0
  }

  private func total(_ counts: some Sequence<(value: Double, count: Int)>) -> Int {
    counts.reduce(0) { $0 + $1.count }
  }

  /// Whether numbers are between 0 and 11, at least two of them, in whole or half steps.
  private func isScale(_ values: [Double]) -> Bool {
    values.count > 1 && values.allSatisfy { $0 >= 0 && $0 <= 11 && 2 * $0 == (2 * $0).rounded() }
  }

  /// Whether a number is one that questionnaires write for a missing answer and that no small scale has.
  private func isMissingCode(_ value: Double, onScaleFrom least: Double) -> Bool {
    guard value == value.rounded(), abs(value) < 1e6 else { return false }
    let digits = Array(String(Int(abs(value))).utf8)
    let isHigh = { (digit: UInt8) in digit >= 0x36 && digit <= 0x39 }
    let isRepeated = digits.allSatisfy { $0 == digits[0] } && isHigh(digits[0])
    let isNearNines = digits.dropLast().allSatisfy { $0 == 0x39 } && digits.last.map(isHigh) == true
    // A scale without a 0 has no place for -1 either.
    if value < 0 { return isRepeated || isNearNines || (digits.count == 1 && least >= 1) }
    return digits.count > 1 && (isRepeated || isNearNines)
  }
}
