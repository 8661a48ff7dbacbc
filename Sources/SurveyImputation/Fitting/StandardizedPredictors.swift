internal import SurveyNumerics

/// The model matrix of some records: an intercept, and columns with weighted mean 0 and variance 1.
///
/// Columns that do not vary over these records are left out.
struct StandardizedPredictors {
  let matrix: Matrix
  private let columns: [[Double]]
  private let means: [Double]
  private let scales: [Double]

  init(_ blocks: [PredictorBlock], rows: [Int], weights: [Double]) {
    let total = FixedOrder.sum(weights)
    var elements = [Double](repeating: 1, count: rows.count)
    var kept: [[Double]] = []
    var means: [Double] = []
    var scales: [Double] = []
    for column in blocks.flatMap(\.columns) {
      let values = rows.map { column[$0] }
      let first = values.first ?? 0
      let mean = first + FixedOrder.sum(zip(values, weights).map { ($0 - first) * $1 }) / total
      let variance = FixedOrder.sum(zip(values, weights).map { ($0 - mean) * ($0 - mean) * $1 }) / total
      let scale = variance.squareRoot()
      guard scale > 1e-10 * abs(mean) else { continue }
      kept.append(column)
      means.append(mean)
      scales.append(scale)
      elements += values.map { ($0 - mean) / scale }
    }
    matrix = Matrix(rowCount: rows.count, columnCount: kept.count + 1, columnMajor: elements)
    columns = kept
    self.means = means
    self.scales = scales
  }

  /// Returns the linear predictor of a record, whether it took part in the fit or not.
  func linearPredictor(_ coefficients: [Double], row: Int) -> Double {
    var sum = coefficients[0]
    for j in columns.indices { sum += (columns[j][row] - means[j]) / scales[j] * coefficients[j + 1] }
    return sum
  }
}
