internal import SurveyNumerics

/// A block of records as the column and the value of each term.
struct RecordBlock {
  /// The largest number of records of a block: small enough for its dense columns to stay in the processor's cache.
  static let largestCount = 1024

  private var rows: SparseRows
  /// What is added to the linear predictor of each record; empty where nothing is.
  private var offset: [Double] = []

  /// The number of columns.
  var columnCount: Int { rows.columnCount }
  /// The number of records.
  var count: Int { rows.count }

  init(_ model: ModelColumns) {
    rows = SparseRows(columnCount: model.count, termCount: model.pieces.count, capacity: Self.largestCount)
  }

  /// Reads records, of which there may be at most `largestCount`.
  mutating func read(
    _ records: ArraySlice<Int32>, of model: ModelColumns, fixing fixed: FixedValues = FixedValues()
  ) {
    if let values = model.offset { offset = records.map { values[Int($0)] } }
    rows.write(count: records.count) { term, start, columns, values in
      model.pieces[term].fill(records, fixing: fixed, columns: &columns, values: &values, from: start)
    }
  }

  /// Reads the slopes of the columns of records by one number; the intercept, which has none, keeps its 1.
  mutating func readSlopes(_ records: ArraySlice<Int32>, of model: ModelColumns, _ slopes: CovariateSlopes) {
    rows.write(count: records.count) { term, start, columns, values in
      model.pieces[term].fillSlopes(records, slopes, columns: &columns, values: &values, from: start)
    }
  }

  /// Writes the linear predictor of each record, Xβ and its offset.
  func linearPredictor(_ coefficients: [Double], into predictor: inout [Double]) {
    rows.linearPredictor(coefficients, into: &predictor)
    for i in offset.indices { predictor[i] += offset[i] }
  }

  /// Adds Xᵀr to a sum.
  mutating func addCrossProduct(with residuals: [Double], to sum: inout [Double]) {
    rows.addCrossProduct(with: residuals.span.extracting(0..<rows.count), to: &sum)
  }

  /// Adds XᵀWX to a running sum.
  mutating func addCrossProduct(weights: [Double], to sum: inout CrossProductAccumulator) {
    rows.addCrossProduct(weights: weights.span.extracting(0..<rows.count), to: &sum)
  }

  /// Writes some columns of the records, column after column; 0 is the intercept.
  func writeColumns(_ chosen: [Int], into dense: inout [Double]) {
    let count = rows.count
    let needed = chosen.count * count
    if dense.count < needed { dense = [Double](repeating: 0, count: chosen.count * Self.largestCount) }
    for i in 0..<needed { dense[i] = 0 }
    var place = [Int](repeating: -1, count: columnCount + 1)
    for (position, column) in chosen.enumerated() { place[column] = position * count }
    if place[0] >= 0 { for i in 0..<count { dense[place[0] + i] = 1 } }
    for i in 0..<count {
      rows.forEachValue(ofRow: i) { column, value in
        if place[column] >= 0 { dense[place[column] + i] = value }
      }
    }
  }

  /// Calls a closure with every value other than those of the intercept that one record has.
  func forEachValue(ofRecord i: Int, _ body: (_ column: Int, _ value: Double) -> Void) {
    rows.forEachValue(ofRow: i, body)
  }
}
