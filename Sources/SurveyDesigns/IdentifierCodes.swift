internal import SurveyMicrodata

/// Whole numbers from 0 that stand for the distinct identifiers of a column, in order of appearance.
struct IdentifierCodes: Sendable {
  var codes: [Int32]
  var count: Int

  /// One code for all records.
  init(constantFor rowCount: Int) {
    codes = [Int32](repeating: 0, count: rowCount)
    count = rowCount == 0 ? 0 : 1
  }

  /// A code of its own for each record.
  init(distinctFor rowCount: Int) {
    codes = Array(0..<Int32(rowCount))
    count = rowCount
  }

  /// Codes of the distinct values of a column of the data.
  init(of name: String, in data: Microdata) throws(DesignError) {
    try self.init(of: designing { () throws(MicrodataError) in try data.column(name) }, name: name)
  }

  /// Codes of whole numbers from 0 up to a bound.
  init(renumbering keys: [Int32], bound: Int) { self.init(compacting: keys.map(Int64.init), bound: bound) }

  /// Returns for each code the value of one of its records, the last.
  func valueOfEachCode(in values: [Int32]) -> [Int32] {
    var valueOfCode = [Int32](repeating: -1, count: count)
    for (row, code) in codes.enumerated() { valueOfCode[Int(code)] = values[row] }
    return valueOfCode
  }

  /// Codes of the distinct values of a column.
  init(of column: Column, name: String) throws(DesignError) {
    var missing = 0
    switch column {
    case .factor(let factor):
      for code in factor.codes where code < 0 { missing += 1 }
      guard missing == 0 else { throw .missingIdentifier(column: name, count: missing) }
      self.init(compacting: factor.codes.map(Int64.init), bound: factor.levels.count)
    case .numbers(let values):
      var smallest = Double.infinity
      var largest = -Double.infinity
      var isWhole = true
      for value in values {
        if value.isNaN {
          missing += 1
        } else {
          smallest = min(smallest, value)
          largest = max(largest, value)
          if value != value.rounded() { isWhole = false }
        }
      }
      guard missing == 0 else { throw .missingIdentifier(column: name, count: missing) }
      if isWhole, !values.isEmpty, largest - smallest < Double(8 * values.count + 1024) {
        self.init(compacting: values.map { Int64($0 - smallest) }, bound: Int(largest - smallest) + 1)
      } else {
        self.init(hashing: values)
      }
    }
  }

  /// Returns the same identifiers with codes in the order in which they appear along other rows; as they are along none.
  func numbered(along rows: [Int32]?) -> IdentifierCodes {
    guard let rows else { return self }
    var next: Int32 = 0
    var numbers = [Int32](repeating: -1, count: count)
    for row in rows where numbers[Int(codes[Int(row)])] < 0 {
      numbers[Int(codes[Int(row)])] = next
      next += 1
    }
    var copy = self
    copy.codes = codes.map { numbers[Int($0)] }
    return copy
  }

  /// Codes of the distinct combinations of several identifiers, each with its codes and their number.
  init(combining identifiers: [(codes: [Int32], count: Int)], rowCount: Int) {
    self = identifiers.reduce(IdentifierCodes(constantFor: rowCount)) { combined, next in
      var identifier = combined
      (identifier.codes, identifier.count) = next
      return IdentifierCodes(pairing: combined, with: identifier)
    }
  }

  /// Codes of the distinct pairs of two identifiers.
  init(pairing first: IdentifierCodes, with second: IdentifierCodes) {
    let width = Int64(second.count)
    var keys = [Int64](repeating: 0, count: first.codes.count)
    for row in keys.indices { keys[row] = Int64(first.codes[row]) * width + Int64(second.codes[row]) }
    self.init(compacting: keys, bound: first.count * second.count)
  }

  /// Codes of distinct numbers.
  private init(hashing values: [Double]) {
    var codeOfValue: [Double: Int32] = [:]
    codes = values.map { value in
      if let code = codeOfValue[value] { return code }
      let code = Int32(codeOfValue.count)
      codeOfValue[value] = code
      return code
    }
    count = codeOfValue.count
  }

  /// Codes of distinct keys from 0 up to a bound, by a table where that is small and by hashing elsewhere.
  private init(compacting keys: [Int64], bound: Int) {
    var next: Int32 = 0
    codes = [Int32](repeating: 0, count: keys.count)
    if bound <= 16 * keys.count + 4096 {
      var codeOfKey = [Int32](repeating: -1, count: bound)
      for row in keys.indices {
        let key = Int(keys[row])
        if codeOfKey[key] < 0 {
          codeOfKey[key] = next
          next += 1
        }
        codes[row] = codeOfKey[key]
      }
    } else {
      var codeOfKey: [Int64: Int32] = [:]
      for row in keys.indices {
        if let code = codeOfKey[keys[row]] {
          codes[row] = code
        } else {
          codeOfKey[keys[row]] = next
          codes[row] = next
          next += 1
        }
      }
    }
    count = Int(next)
  }
}
