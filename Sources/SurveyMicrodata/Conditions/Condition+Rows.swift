/// For which records a condition holds.
extension Condition {
  /// Returns for each record whether the condition holds; a record for which it is unknown is outside.
  ///
  /// - Throws: `MicrodataError` for an unknown column or level, an order asked of levels that are not numbers, or a
  ///   value that is no number in a numeric column.
  public func rows(in data: Microdata) throws(MicrodataError) -> [Bool] {
    try truth(in: data).map { $0 == Truth.holds }
  }

  /// Returns for each record whether the condition fails, is unknown or holds (see `Truth`).
  package func truth(in data: Microdata) throws(MicrodataError) -> [UInt8] {
    switch self {
    case .comparison(let name, let comparison, let value):
      return try truth(of: name, in: data, comparison: comparison, values: [value])
    case .membership(let name, let values):
      return try truth(of: name, in: data, comparison: .equal, values: values)
    case .status(let name, let status):
      return try status.truth(of: name, in: data)
    case .not(let condition):
      return try condition.truth(in: data).map { Truth.holds - $0 }
    case .all(let conditions):
      return try combined(conditions, in: data, ofNone: Truth.holds, Swift.min)
    case .any(let conditions):
      return try combined(conditions, in: data, ofNone: Truth.fails, Swift.max)
    }
  }

  private func combined(
    _ conditions: [Condition], in data: Microdata, ofNone: UInt8, _ combine: (UInt8, UInt8) -> UInt8
  ) throws(MicrodataError) -> [UInt8] {
    var result = [UInt8](repeating: ofNone, count: data.rowCount)
    for condition in conditions {
      let other = try condition.truth(in: data)
      for row in result.indices { result[row] = combine(result[row], other[row]) }
    }
    return result
  }

  private func truth(
    of name: String, in data: Microdata, comparison: Comparison, values: [String]
  ) throws(MicrodataError) -> [UInt8] {
    switch try data.column(name) {
    case .factor(let factor):
      guard !factor.levels.isEmpty else { return factor.codes.map { _ in Truth.isUnknown } }
      let byLevel = try truthOfLevels(factor, column: name, comparison: comparison, values: values)
      return factor.codes.map { $0 < 0 ? Truth.isUnknown : byLevel[Int($0)] }
    case .numbers(let numbers):
      // A column without a value is read as numbers, whatever it would have held.
      if numbers.allSatisfy(\.isNaN) { return numbers.map { _ in Truth.isUnknown } }
      var wanted: [Double] = []
      for value in values { wanted.append(try number(value, column: name)) }
      let first = wanted.first ?? .nan
      switch comparison {
      case .equal where wanted.count != 1: return numbers.map { Truth.of($0, wanted.contains($0)) }
      case .equal: return numbers.map { Truth.of($0, $0 == first) }
      case .notEqual: return numbers.map { Truth.of($0, $0 != first) }
      case .less: return numbers.map { Truth.of($0, $0 < first) }
      case .lessOrEqual: return numbers.map { Truth.of($0, $0 <= first) }
      case .greater: return numbers.map { Truth.of($0, $0 > first) }
      case .greaterOrEqual: return numbers.map { Truth.of($0, $0 >= first) }
      }
    }
  }
}

/// The three values of a condition, ordered so that `and` is the least, `or` the greatest and `not` the mirror image.
package enum Truth {
  package static let fails: UInt8 = 0
  package static let isUnknown: UInt8 = 1
  package static let holds: UInt8 = 2

  /// The truth of a statement about a number, unknown where the number is missing.
  @inline(__always)
  static func of(_ number: Double, _ isTrue: Bool) -> UInt8 {
    number.isNaN ? isUnknown : isTrue ? holds : fails
  }
}

private func truthOfLevels(
  _ factor: Factor, column: String, comparison: Comparison, values: [String]
) throws(MicrodataError) -> [UInt8] {
  let levels = factor.levels
  switch comparison {
  case .equal, .notEqual:
    for value in values where !levels.contains(value) {
      throw .unknownLevel(value, column: column, nearest: factor.nearestLevel(to: value))
    }
    return levels.map { values.contains($0) == (comparison == .equal) ? Truth.holds : Truth.fails }
  case .less, .lessOrEqual, .greater, .greaterOrEqual:
    let limit = try number(values[0], column: column)
    var truths: [UInt8] = []
    for level in levels {
      guard case .finite(let value) = DecimalNumber(Array(level.utf8)) else { throw .notOrdered(column: column) }
      let holds =
        switch comparison {
        case .less: value < limit
        case .lessOrEqual: value <= limit
        case .greater: value > limit
        default: value >= limit
        }
      truths.append(holds ? Truth.holds : Truth.fails)
    }
    return truths
  }
}

private func number(_ text: String, column: String) throws(MicrodataError) -> Double {
  guard let value = DecimalNumber(Array(text.utf8)).value else {
    throw .notANumber(text, column: column)
  }
  return value
}
