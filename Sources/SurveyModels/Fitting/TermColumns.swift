/// The columns of the design matrix that one term makes.
///
/// Whatever the interaction, a record has at most one value other than 0 among the columns of a term: the product of
/// the term's numbers, in the column of the record's combination of levels. So a record is known from one column and
/// one value for each term, and the design matrix never has to stand as a whole.
struct TermColumns: Sendable {
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
  /// One categorical covariate may be given the same level for every record. The first record is written at `start`.
  func fill(
    _ rows: ArraySlice<Int32>, fixing fixed: (covariate: Int, code: Int32)?, columns: inout [Int32],
    values: inout [Double], from start: Int
  ) {
    let count = rows.count
    let first = rows.startIndex
    var fixedCell: Int32 = 0
    var varying = factors
    if let fixed, let position = varying.firstIndex(where: { $0.covariate == fixed.covariate }) {
      fixedCell = fixed.code * varying[position].stride
      varying.remove(at: position)
    }
    for i in 0..<count { columns[start + i] = fixedCell }
    for factor in varying {
      for i in 0..<count { columns[start + i] += factor.codes[Int(rows[first + i])] * factor.stride }
    }
    for i in 0..<count { columns[start + i] = columnOfCell[Int(columns[start + i])] }
    for i in 0..<count { values[start + i] = 1 }
    for number in numbers {
      for i in 0..<count { values[start + i] *= number.values[Int(rows[first + i])] * number.scale - number.shift }
    }
  }
}
