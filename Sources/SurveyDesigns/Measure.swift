internal import SurveyNumerics

/// What is summed over the records of a unit: one variable, prepared as a value or a code for each record.
///
/// A record takes part in a measure when its value is known. The sums of a measure over a set of records with
/// weights `w` are, in this order: the number of records, Σw, Σw², then for a number y: Σwy, Σwy²; for a pair
/// (y, x): Σwy, Σwx; for products: Σwyᵢ of each number, then Σwyᵢyⱼ of each pair i ≤ j; for levels: Σw of each level, and the number of records at each level; for computed values:
/// Σwv of each.
package enum Measure: Sendable {
  /// A number; NaN where missing.
  case number([Double])
  /// A numerator and a denominator; NaN where missing.
  case pair([Double], [Double])
  /// Several numbers that are known together, with their products; NaN where missing.
  case products([[Double]])
  /// The position of a level, negative where missing.
  case levels([Int32], count: Int)
  /// Values that are worked out block by block as they are summed.
  case computed(ComputedValues)

  /// The number of sums that the measure needs.
  package var width: Int {
    switch self {
    case .number, .pair: 5
    case .products(let numbers): 3 + numbers.count + numbers.count * (numbers.count + 1) / 2
    case .levels(_, let count): 3 + 2 * count
    case .computed(let values): 3 + values.count
    }
  }

  /// Where the sum of weights stands among the sums of a measure.
  package static let weightSum = 1
  /// Where the sum of squared weights stands.
  package static let squaredWeightSum = 2
  /// Where the weighted sum of the number, of the numerator, or of the first level stands.
  package static let valueSum = 3

  /// Whether a record's value is missing; computed values are known after they are worked out.
  func isMissing(_ row: Int) -> Bool {
    switch self {
    case .number(let values): values[row].isNaN
    case .pair(let numerators, let denominators): numerators[row].isNaN || denominators[row].isNaN
    case .products(let numbers): numbers.contains { $0[row].isNaN }
    case .levels(let codes, _): codes[row] < 0
    case .computed: false
    }
  }

  /// Calls a closure with each sum to which a record of weight 1 adds, and how much, for the sums that are linear
  /// in the weights.
  func forEachLinearTerm(ofRow row: Int, _ body: (_ sum: Int, _ value: Double) -> Void) {
    body(Measure.weightSum, 1)
    switch self {
    case .number(let values):
      body(Measure.valueSum, values[row])
      body(Measure.valueSum + 1, values[row] * values[row])
    case .pair(let numerators, let denominators):
      body(Measure.valueSum, numerators[row])
      body(Measure.valueSum + 1, denominators[row])
    case .products(let numbers):
      var product = Measure.valueSum + numbers.count
      for (i, first) in numbers.enumerated() {
        body(Measure.valueSum + i, first[row])
        for second in numbers[i...] {
          body(product, first[row] * second[row])
          product += 1
        }
      }
    case .levels(let codes, _): body(Measure.valueSum + Int(codes[row]), 1)
    case .computed: preconditionFailure("computed values are summed block by block")
    }
  }
}

/// Values that are worked out for a block of records at a time, so that they never stand in memory as a whole.
package struct ComputedValues: Sendable {
  /// The number of values of each record.
  package let count: Int
  /// Writes the values of a range of records, record after record; NaN as the first value leaves a record out.
  package let fill: @Sendable (_ rows: Range<Int>, _ values: inout [Double]) -> Void

  /// Creates values from a function that writes them.
  package init(count: Int, fill: @escaping @Sendable (_ rows: Range<Int>, _ values: inout [Double]) -> Void) {
    self.count = count
    self.fill = fill
  }

  /// The number of records that are worked out together.
  static let rowsPerBlock = 4096
  /// The blocks that are worked out, on several threads, before their records are handed over.
  private static let blocksPerRun = 8

  /// Calls a closure for each record with the block that holds its values and where they start.
  func forEachRow(of rowCount: Int, _ body: (_ row: Int, _ values: [Double], _ start: Int) -> Void) {
    let blockCount = (rowCount + Self.rowsPerBlock - 1) / Self.rowsPerBlock
    for first in stride(from: 0, to: blockCount, by: Self.blocksPerRun) {
      let blocks = first..<min(first + Self.blocksPerRun, blockCount)
      let values = FixedOrder.map(blockCount: blocks.count) { position in
        var values = [Double](repeating: 0, count: Self.rowsPerBlock * count)
        fill(Self.rows(ofBlock: first + position, of: rowCount), &values)
        return values
      }
      for (block, values) in zip(blocks, values) {
        for (position, row) in Self.rows(ofBlock: block, of: rowCount).enumerated() {
          let start = position * count
          if !values[start].isNaN { body(row, values, start) }
        }
      }
    }
  }

  private static func rows(ofBlock block: Int, of rowCount: Int) -> Range<Int> {
    block * rowsPerBlock..<min((block + 1) * rowsPerBlock, rowCount)
  }
}
