/// Adds the records of measures to the sums of the entries of a totals table.
///
/// Every kind of measure walks over the records in their order, so the same records give the same bits.
struct MeasureSink {
  let entries: TotalsEntries
  let weights: [Double]
  /// The number of sums of an entry.
  let width: Int
  let groupCount: Int

  /// Adds a measure whose sums start at an offset; returns the number of records of each group that lack it.
  func add(_ measure: Measure, offset: Int, to sums: inout [Double]) -> [Int] {
    switch measure {
    case .number(let values):
      let values = values.span
      return add(offset, to: &sums) { row in
        !values[row].isNaN
      } terms: { row, weight, base, sums in
        let weighted = weight * values[row]
        sums[base] += weighted
        sums[base + 1] += weighted * values[row]
      }
    case .pair(let numerators, let denominators):
      let (numerators, denominators) = (numerators.span, denominators.span)
      return add(offset, to: &sums) { row in
        !numerators[row].isNaN && !denominators[row].isNaN
      } terms: { row, weight, base, sums in
        sums[base] += weight * numerators[row]
        sums[base + 1] += weight * denominators[row]
      }
    case .products(let numbers):
      return add(offset, to: &sums) { row in
        !numbers.contains { $0[row].isNaN }
      } terms: { row, weight, base, sums in
        var product = base + numbers.count
        for i in numbers.indices {
          let weighted = weight * numbers[i][row]
          sums[base + i] += weighted
          for j in i..<numbers.count {
            sums[product] += weighted * numbers[j][row]
            product += 1
          }
        }
      }
    case .levels(let codes, let levelCount):
      let codes = codes.span
      return add(offset, to: &sums) { row in
        codes[row] >= 0
      } terms: { row, weight, base, sums in
        let level = base + Int(codes[row])
        sums[level] += weight
        sums[level + levelCount] += 1
      }
    case .computed(let computed):
      add(computed, offset, to: &sums)
      return [Int](repeating: 0, count: groupCount)
    }
  }

  /// Adds what all kinds of measure have in common, and hands over each record for the terms of its own kind.
  @inline(__always)
  private func add(
    _ offset: Int, to sums: inout [Double], isKnown: (_ row: Int) -> Bool,
    terms: (_ row: Int, _ weight: Double, _ base: Int, _ sums: inout MutableSpan<Double>) -> Void
  ) -> [Int] {
    var missing = [Int](repeating: 0, count: groupCount)
    let (entryOfRow, weights) = (entries.entryOfRow.span, weights.span)
    var sums = sums.mutableSpan
    for row in entryOfRow.indices {
      let entry = Int(entryOfRow[row])
      guard entry >= 0 else { continue }
      guard isKnown(row) else {
        missing[Int(entries.groups[entry])] += 1
        continue
      }
      let weight = weights[row]
      let base = entry * width + offset
      sums[base] += 1
      sums[base + Measure.weightSum] += weight
      sums[base + Measure.squaredWeightSum] += weight * weight
      terms(row, weight, base + Measure.valueSum, &sums)
    }
    return missing
  }

  /// Adds values that are worked out block by block; what they leave out is not missing.
  private func add(_ computed: ComputedValues, _ offset: Int, to sums: inout [Double]) {
    var sums = sums.mutableSpan
    let (entryOfRow, weights) = (entries.entryOfRow.span, weights.span)
    computed.forEachRow(of: entryOfRow.count) { row, values, start in
      let entry = Int(entryOfRow[row])
      guard entry >= 0 else { return }
      let weight = weights[row]
      let base = entry * width + offset
      sums[base] += 1
      sums[base + Measure.weightSum] += weight
      sums[base + Measure.squaredWeightSum] += weight * weight
      for position in 0..<computed.count {
        sums[base + Measure.valueSum + position] += weight * values[start + position]
      }
    }
  }
}
