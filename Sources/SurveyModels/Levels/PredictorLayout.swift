internal import SurveyNumerics

/// Which parameters the linear predictors of a model of several levels are made of.
///
/// Each predictor has coefficients of its own for some columns, the intercept among them, and all predictors share those
/// of the other columns. The parameters stand predictor by predictor, the shared ones last.
struct PredictorLayout: Sendable {
  let predictorCount: Int
  let columnCount: Int
  /// The columns with a coefficient for each predictor; the intercept is the first.
  let own: [Int]
  /// The columns with one coefficient for all predictors.
  let shared: [Int]

  init(predictorCount: Int, columnCount: Int, own: [Int]) {
    self.predictorCount = predictorCount
    self.columnCount = columnCount
    self.own = own
    shared = (0..<columnCount).filter { !own.contains($0) }
  }

  /// The number of parameters.
  var parameterCount: Int { predictorCount * own.count + shared.count }

  /// Where the shared parameters start.
  var firstShared: Int { predictorCount * own.count }

  /// The parameter of a column in a predictor.
  func parameter(ofColumn column: Int, inPredictor predictor: Int) -> Int {
    if let position = own.firstIndex(of: column) { return predictor * own.count + position }
    return firstShared + (shared.firstIndex(of: column) ?? 0)
  }

  /// The coefficients of all columns in a predictor.
  func coefficients(_ parameters: [Double], ofPredictor predictor: Int) -> [Double] {
    var coefficients = [Double](repeating: 0, count: columnCount)
    for (position, column) in own.enumerated() { coefficients[column] = parameters[predictor * own.count + position] }
    for (position, column) in shared.enumerated() { coefficients[column] = parameters[firstShared + position] }
    return coefficients
  }

  /// What turns the parameters of the scaled and centred columns into those of the columns as they are.
  ///
  /// The transformation of the columns holds in every predictor. A shared column passes the same to all of them.
  func transformation(of columns: Matrix) -> Matrix {
    var matrix = Matrix(rowCount: parameterCount, columnCount: parameterCount)
    for predictor in 0..<predictorCount {
      for from in 0..<columnCount {
        let source = parameter(ofColumn: from, inPredictor: predictor)
        for to in 0..<columnCount where columns[to, from] != 0 {
          matrix[parameter(ofColumn: to, inPredictor: predictor), source] = columns[to, from]
        }
      }
    }
    return matrix
  }
}
