/// Numbers taken as levels.
extension Factor {
  /// Makes the distinct values of numbers the levels of a factor, in order of size.
  init(distinctValuesOf values: [Double], column: String) throws(MicrodataError) {
    let limit = ComputationLimits.standard.levelsOfNumbers
    var distinct = DistinctNumbers(limit: limit)
    var codes = [Int32](repeating: 0, count: values.count)
    for row in values.indices {
      if let kind = MissingKind(number: values[row]) {
        codes[row] = kind.code
      } else {
        guard let position = distinct.position(of: values[row]) else {
          throw .tooManyLevels(column: column, limit: limit)
        }
        codes[row] = position
      }
    }
    let order = distinct.values.indices.sorted { distinct.values[$0] < distinct.values[$1] }
    var rank = [Int32](repeating: 0, count: order.count)
    for (level, position) in order.enumerated() { rank[position] = Int32(level) }
    for row in codes.indices where codes[row] >= 0 { codes[row] = rank[Int(codes[row])] }
    self.init(codes: codes, levels: order.map { levelName(of: distinct.values[$0]) })
  }
}

/// A few distinct numbers in order of appearance, found by a table of their hashes.
///
/// Every record is looked up: a dictionary, which guards against hostile keys, would take ten times as long.
private struct DistinctNumbers {
  private(set) var values: [Double] = []
  private let limit: Int
  private let hashBits: Int
  /// The position of the number that a slot holds; negative where it holds none.
  private var slots: [Int32]

  init(limit: Int) {
    self.limit = limit
    // At least four slots for each number, so that few collide.
    hashBits = 2 + (Int.bitWidth - limit.leadingZeroBitCount)
    slots = [Int32](repeating: -1, count: 1 << hashBits)
  }

  /// Returns the position of a number, new or known; nil where it would be one too many.
  mutating func position(of value: Double) -> Int32? {
    // Adding 0 makes one number of both zeros.
    let hash = (value + 0).bitPattern &* 0x9e37_79b9_7f4a_7c15
    var slot = Int(truncatingIfNeeded: hash >> (64 - UInt64(hashBits)))
    while slots[slot] >= 0 {
      if values[Int(slots[slot])] == value { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard values.count < limit else { return nil }
    slots[slot] = Int32(values.count)
    values.append(value)
    return slots[slot]
  }
}
