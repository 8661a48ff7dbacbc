internal import SurveyNumerics

/// Refuses variables of which one says nothing that the others do not say, over the records with all of them known.
func refuseDependence(
  among blocks: [PredictorBlock], complete targets: [ImputationTarget]
) throws(ImputationError) {
  var isComplete = [Bool](repeating: true, count: targets.first?.values.count ?? 0)
  for target in targets { for row in target.missing { isComplete[row] = false } }
  let rows = isComplete.indices.filter { isComplete[$0] }
  var owners: [String] = []
  var columns: [[Double]] = []
  for block in blocks {
    for column in block.columns[..<block.answerCount] {
      guard let standardized = standardized(rows.map { column[$0] }) else { continue }
      owners.append(block.name)
      columns.append(standardized)
    }
  }
  guard !columns.isEmpty, rows.count > columns.count + 1 else { return }
  let matrix = Matrix(rowCount: rows.count, columnCount: columns.count, columnMajor: columns.flatMap(\.self))
  let correlation = matrix.crossProduct()
  // A column whose part outside the span of those before it has no length depends on them.
  var factor = Matrix(rowCount: columns.count, columnCount: columns.count)
  for j in columns.indices {
    for k in 0..<j {
      let sum = (0..<k).reduce(correlation[j, k]) { $0 - factor[j, $1] * factor[k, $1] }
      factor[j, k] = factor[k, k] > 0 ? sum / factor[k, k] : 0
    }
    let rest = (0..<j).reduce(correlation[j, j]) { $0 - factor[j, $1] * factor[j, $1] }
    guard rest > 1e-9 else {
      let twin = (0..<j).first { abs(correlation[j, $0]) > 1 - 1e-9 }
      throw .dependentVariable(owners[j], equalTo: twin.map { owners[$0] })
    }
    factor[j, j] = rest.squareRoot()
  }
}

/// Returns a column with mean 0 and length 1; nil where it does not vary.
private func standardized(_ column: [Double]) -> [Double]? {
  guard let first = column.first else { return nil }
  let mean = first + FixedOrder.sum(column.map { $0 - first }) / Double(column.count)
  let centred = column.map { $0 - mean }
  let length = FixedOrder.sum(centred.map { $0 * $0 }).squareRoot()
  return length > 1e-10 * abs(mean) ? centred.map { $0 / length } : nil
}
