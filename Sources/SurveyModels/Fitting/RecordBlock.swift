internal import SurveyNumerics

/// A block of records as the column and the value of each term.
struct RecordBlock {
  /// The largest number of records of a block: small enough for its dense columns to stay in the processor's cache.
  static let largestCount = 1024

  let columnCount: Int
  let termCount: Int
  private(set) var count = 0
  private var columns: [Int32]
  private var values: [Double]
  private var dense: [Double] = []
  /// What is added to the linear predictor of each record; empty where nothing is.
  private var offset: [Double] = []

  init(_ model: ModelColumns) {
    columnCount = model.count
    termCount = model.pieces.count
    columns = [Int32](repeating: 0, count: model.pieces.count * Self.largestCount)
    values = [Double](repeating: 0, count: model.pieces.count * Self.largestCount)
  }

  /// Reads records, of which there may be at most `largestCount`.
  mutating func read(
    _ rows: ArraySlice<Int32>, of model: ModelColumns, fixing fixed: FixedValues = FixedValues()
  ) {
    precondition(rows.count <= Self.largestCount, "\(rows.count) records in a block of \(Self.largestCount)")
    count = rows.count
    if let values = model.offset { offset = rows.map { values[Int($0)] } }
    for (position, term) in model.pieces.enumerated() {
      term.fill(rows, fixing: fixed, columns: &columns, values: &values, from: position * count)
    }
  }

  /// Writes the linear predictor of each record, Xβ and its offset.
  func linearPredictor(_ coefficients: [Double], into predictor: inout [Double]) {
    // The column past the last has the coefficient 0.
    let padded = coefficients + [0]
    for i in 0..<count { predictor[i] = padded[0] }
    for term in 0..<termCount {
      let start = term * count
      for i in 0..<count { predictor[i] += padded[Int(columns[start + i])] * values[start + i] }
    }
    for i in offset.indices { predictor[i] += offset[i] }
  }

  /// Adds Xᵀr to a sum that has one element more than there are columns.
  func addCrossProduct(with residuals: [Double], to sum: inout [Double]) {
    var total = 0.0
    for i in 0..<count { total += residuals[i] }
    sum[0] += total
    for term in 0..<termCount {
      let start = term * count
      for i in 0..<count { sum[Int(columns[start + i])] += residuals[i] * values[start + i] }
    }
  }

  /// Adds XᵀWX to a running sum.
  mutating func addCrossProduct(weights: [Double], to sum: inout CrossProductAccumulator) {
    let needed = (columnCount + 1) * count
    if dense.count < needed { dense = [Double](repeating: 0, count: (columnCount + 1) * Self.largestCount) }
    for i in 0..<count { dense[i] = 1 }
    for i in count..<needed { dense[i] = 0 }
    for term in 0..<termCount {
      let start = term * count
      for i in 0..<count { dense[Int(columns[start + i]) * count + i] = values[start + i] }
    }
    sum.add(
      rows: dense.span.extracting(0..<columnCount * count), rowCount: count, weights: weights.span.extracting(0..<count)
    )
  }

  /// Writes some columns of the records, column after column; 0 is the intercept.
  func writeColumns(_ chosen: [Int], into dense: inout [Double]) {
    let needed = chosen.count * count
    if dense.count < needed { dense = [Double](repeating: 0, count: chosen.count * Self.largestCount) }
    for i in 0..<needed { dense[i] = 0 }
    var place = [Int](repeating: -1, count: columnCount + 1)
    for (position, column) in chosen.enumerated() { place[column] = position * count }
    if place[0] >= 0 { for i in 0..<count { dense[place[0] + i] = 1 } }
    for term in 0..<termCount {
      let start = term * count
      for i in 0..<count {
        let position = place[Int(columns[start + i])]
        if position >= 0 { dense[position + i] = values[start + i] }
      }
    }
  }

  /// Calls a closure with every value other than those of the intercept that one record has.
  func forEachValue(ofRecord i: Int, _ body: (_ column: Int, _ value: Double) -> Void) {
    for term in 0..<termCount {
      let column = Int(columns[term * count + i])
      if column < columnCount { body(column, values[term * count + i]) }
    }
  }
}
