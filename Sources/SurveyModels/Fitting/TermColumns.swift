/// The columns of the design matrix that one term makes, or that a piece of it makes.
///
/// Whatever the interaction, a record has at most one value other than 0 among the columns of a term: the product of
/// the term's numbers, in the column of the record's combination of levels. So a record is known from one column and
/// one value for each term, and the design matrix never has to stand as a whole.
struct TermColumns: Sendable {
  /// The position of the term in the model.
  let term: Int
  let name: String
  /// The categorical covariates with the step of each level among the combinations; the first goes fastest.
  let factors: [Factor]
  let numbers: [Number]
  /// The column of each combination of levels; the column past the last where the combination has none.
  let columnOfCell: [Int32]
  let columns: Range<Int>

  struct Factor: Sendable {
    let covariate: Int
    let codes: [Int32]
    let stride: Int32
  }

  struct Number: Sendable {
    let covariate: Int
    let values: [Double]
    let scale: Double
    let shift: Double
  }

  /// Writes the column and the value of each of some records.
  ///
  /// Covariates may be given the same value for every record. The first record is written at `start`.
  func fill(
    _ rows: ArraySlice<Int32>, fixing fixed: FixedValues, columns allColumns: inout [Int32],
    values allValues: inout [Double], from start: Int
  ) {
    let rows = rows.span
    var columns = allColumns.mutableSpan
    var values = allValues.mutableSpan
    var fixedCell: Int32 = 0
    var varying: [Factor] = []
    for factor in factors {
      if let code = fixed.codes[factor.covariate] { fixedCell += code * factor.stride } else { varying.append(factor) }
    }
    let columnOfCell = columnOfCell.span
    if varying.isEmpty {
      for i in rows.indices { columns[start + i] = columnOfCell[Int(fixedCell)] }
    } else if varying.count == 1, fixedCell == 0, varying[0].stride == 1 {
      // Most terms are one factor: the passes below at once.
      let only = varying[0].codes
      let codes = only.span
      for i in rows.indices { columns[start + i] = columnOfCell[Int(codes[Int(rows[i])])] }
    } else {
      for i in rows.indices { columns[start + i] = fixedCell }
      for factor in varying {
        let codes = factor.codes.span
        for i in rows.indices { columns[start + i] += codes[Int(rows[i])] * factor.stride }
      }
      for i in rows.indices { columns[start + i] = columnOfCell[Int(columns[start + i])] }
    }
    for i in rows.indices { values[start + i] = 1 }
    for number in numbers {
      if let value = fixed.numbers[number.covariate] {
        for i in rows.indices { values[start + i] *= value * number.scale - number.shift }
        continue
      }
      let numbers = number.values.span
      for i in rows.indices { values[start + i] *= numbers[Int(rows[i])] * number.scale - number.shift }
    }
  }

  /// Writes the column of each of some records, and in the place of its value the slope of that by one number.
  func fillSlopes(
    _ rows: ArraySlice<Int32>, _ slopes: CovariateSlopes, columns: inout [Int32], values: inout [Double],
    from start: Int
  ) {
    fill(rows, fixing: FixedValues(), columns: &columns, values: &values, from: start)
    for i in 0..<rows.count { values[start + i] = 0 }
    for (position, number) in numbers.enumerated() {
      guard let slope = slopes.byCovariate[number.covariate] else { continue }
      for (i, row) in rows.enumerated() {
        var product = slope[Int(row)] * number.scale
        for (other, factor) in numbers.enumerated() where other != position {
          product *= factor.values[Int(row)] * factor.scale - factor.shift
        }
        values[start + i] += product
      }
    }
  }
}

/// Values that covariates are given in every record, by their positions.
struct FixedValues: Sendable {
  /// The codes of levels.
  var codes: [Int: Int32] = [:]
  /// What enters the model for a number.
  var numbers: [Int: Double] = [:]
}

extension ModelFrame {
  /// Gives the levels of a variable the same code in every record.
  func fixing(variable: ModelVariable, code: Int32) -> FixedValues {
    var fixed = FixedValues()
    for (position, covariate) in covariates.enumerated() where covariate.variable == variable {
      if case .levels = covariate.values { fixed.codes[position] = code }
      if !covariate.levelValues.isEmpty { fixed.numbers[position] = covariate.levelValues[Int(code)] }
    }
    return fixed
  }
}
