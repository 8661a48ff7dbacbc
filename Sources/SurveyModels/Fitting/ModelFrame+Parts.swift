internal import SurveyNumerics

/// The records cut into parts that threads work through.
extension ModelFrame {
  /// The records that one thread works through before it reports.
  private static let recordsPerPart = 16 * RecordBlock.largestCount

  /// Runs a closure on parts of the complete records, on several threads, and returns the results in their order.
  ///
  /// - Parameters:
  ///   - width: the largest number of threads; nil for the number of processors.
  ///   - body: the work of one part.
  /// - Returns: a result for each part.
  func mapParts<Result: Sendable>(width: Int?, _ body: @Sendable (ArraySlice<Int32>) -> Result) -> [Result] {
    let partCount = (rows.count + Self.recordsPerPart - 1) / Self.recordsPerPart
    return withoutActuallyEscaping(body) { body in
      let work: @Sendable (Int) -> Result = { part in
        let start = part * Self.recordsPerPart
        return body(rows[start..<min(start + Self.recordsPerPart, rows.count)])
      }
      if let width { return FixedOrder.map(blockCount: partCount, width: width, work) }
      return FixedOrder.map(blockCount: partCount, work)
    }
  }

  /// Calls a closure with records in blocks.
  func forEachBlock(of rows: ArraySlice<Int32>, _ body: (ArraySlice<Int32>) -> Void) {
    for start in stride(from: rows.startIndex, to: rows.endIndex, by: RecordBlock.largestCount) {
      body(rows[start..<min(start + RecordBlock.largestCount, rows.endIndex)])
    }
  }

  /// What weights are multiplied by, so that their mean over the complete records is 1.
  func weightScale(_ weights: [Double]) -> Double {
    Double(rows.count) / FixedOrder.sum(rows.map { weights[Int($0)] })
  }

  /// Returns the weighted cross-product of the columns over the complete records.
  func crossProduct(of columns: ModelColumns, weights: [Double], scale: Double, width: Int?) -> Matrix {
    let parts = mapParts(width: width) { rows in
      var block = RecordBlock(columns)
      var ofBlock = [Double](repeating: 0, count: RecordBlock.largestCount)
      var sum = CrossProductAccumulator(columnCount: columns.count)
      forEachBlock(of: rows) { some in
        block.read(some, of: columns)
        for (i, row) in some.enumerated() { ofBlock[i] = weights[Int(row)] * scale }
        block.addCrossProduct(weights: ofBlock, to: &sum)
      }
      return sum
    }
    return parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }.matrix
  }
}
