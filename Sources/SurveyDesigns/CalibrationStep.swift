internal import SurveyMicrodata
internal import SurveyNumerics

/// One calibration of the weights: what its variance needs, and what it did.
package struct CalibrationStep: Sendable {
  /// The calibration variables.
  let variables: AuxiliaryVariables
  /// The weights before the step: the regression of the variance uses these (Deville and Särndal 1992).
  let weightsBefore: [Double]
  /// The generalised inverse of the cross-product of the variables under those weights.
  let inverse: Matrix
  /// The cross-products of these variables with those of the earlier steps, under the weights before this step.
  let crossProducts: [Matrix]
  /// What the step did.
  let report: CalibrationReport

  init(
    variables: AuxiliaryVariables, weightsBefore: [Double], earlier: [CalibrationStep], report: CalibrationReport
  ) throws(NumericsError) {
    self.variables = variables
    self.weightsBefore = weightsBefore
    self.report = report
    inverse = try generalizedInverse(of: variables.crossProduct(with: variables, weights: weightsBefore))
    crossProducts = earlier.map { variables.crossProduct(with: $0.variables, weights: weightsBefore) }
  }
}

/// A generalised inverse of a cross-product: that of its independent rows and columns, with zeros for the others.
///
/// Any generalised inverse gives the same fitted values; this one is the same on every processor.
private func generalizedInverse(of matrix: Matrix) throws(NumericsError) -> Matrix {
  let dependent = Set(try PivotedQR(matrix).dependentColumns)
  let kept = (0..<matrix.columnCount).filter { !dependent.contains($0) }
  let inverse = try CholeskyFactorization(matrix.submatrix(rows: kept, columns: kept)).inverse()
  var result = Matrix(rowCount: matrix.rowCount, columnCount: matrix.columnCount)
  for (i, row) in kept.enumerated() {
    for (j, column) in kept.enumerated() { result[row, column] = inverse[i, j] }
  }
  return result
}

/// What one calibration of the weights did.
public struct CalibrationReport: Sendable {
  /// The name of the method: post-stratification or raking.
  public let method: String
  /// The number of rounds over the margins.
  public let iterationCount: Int
  /// Every cell of every margin.
  public let cells: [Cell]

  /// One cell of a margin.
  public struct Cell: Sendable {
    /// The variables of the margin.
    public let variables: [String]
    /// The level of each variable.
    public let levels: [String]
    /// The population count to be met.
    public let population: Double
    /// The sum of the weights before.
    public let before: Double
    /// The sum of the weights after.
    public let after: Double
    /// The number of records.
    public let unweightedCount: Int
  }
}
