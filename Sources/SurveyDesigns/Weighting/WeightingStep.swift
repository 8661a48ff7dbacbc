internal import SurveyMicrodata
internal import SurveyNumerics

/// One change of the weights that depends on the sample: what the variance needs to know of it, and what it did.
///
/// With w the weights before the step, x its variables and B the regression coefficients of an estimate's linearised
/// variable z on x, an estimate Σ (weight after) · z varies as
///
///     Σ w [ m z − q xᵀB ],   B = A⁻¹ Σ p x z
///
/// For a calibration, m z and q xᵀB carry the factors g of the step, m = q = g, p = w and A = Σ w x xᵀ: the contribution
/// of a record is its weight after the step times its residual (Deville and Särndal 1992, equation 3.4).
package struct WeightingStep: Sendable {
  /// The variables of the step.
  let variables: AuxiliaryVariables
  /// p: what the regression of z weighs each record by.
  private(set) var productWeights: [Double]
  /// w q: what the fitted value of each record is taken away with.
  private(set) var fittedWeights: [Double]
  /// A generalised inverse of A.
  let inverse: Matrix
  /// For each earlier step, the cross-products Σ p q x xᵀ of its variables with the fitted values of this one.
  let crossProducts: [Matrix]
  /// What the step does to weights, for it to be done again to replicates.
  let change: Change
  /// The covariance of the controls of the variables, where they are estimates themselves.
  let controlCovariance: Matrix?
  /// What the step did.
  let report: CalibrationReport

  /// What a step does to weights.
  enum Change: Sendable {
    case calibration(CalibrationProblem)
    case trimming(WeightTrimming)
    case response(ResponseCells)
    case propensity(PropensityModel)
    case referenceCalibration(ReferenceCalibration)
  }

  /// Records a calibration that changed weights.
  init(
    solving problem: CalibrationProblem, weightsBefore: [Double], weightsAfter: [Double], earlier: [WeightingStep],
    controlCovariance: Matrix?, report: CalibrationReport
  ) throws(NumericsError) {
    variables = problem.variables
    productWeights = weightsBefore
    fittedWeights = weightsAfter
    change = .calibration(problem)
    self.controlCovariance = controlCovariance
    self.report = report
    inverse = try generalizedInverse(
      of: problem.variables.crossProduct(with: problem.variables, weights: weightsBefore))
    // The earlier steps as they stand after this one: those that are no calibration carry its factors.
    crossProducts = earlier.map { $0.variables.crossProduct(with: problem.variables, weights: $0.productWeights) }
  }

  /// Records a trimming, whose factors are taken as given: m is the factor, and there are no variables.
  init(_ trimming: WeightTrimming, earlier: [WeightingStep], report: CalibrationReport) {
    self.init(
      .trimming(trimming), variables: AuxiliaryVariables(blocks: [], columnCount: 0),
      inverse: Matrix(rowCount: 0, columnCount: 0), productWeights: [], fittedWeights: [], weightsBefore: [],
      earlier: earlier, report: report)
  }

  /// Records an adjustment of those who answered: m is their factor, q the factor less 1, for all records.
  init(
    _ cells: ResponseCells, change: Change, weightsBefore: [Double], factors: [Double], earlier: [WeightingStep],
    report: CalibrationReport
  ) {
    let responding = cells.sums(weightsBefore).responding
    self.init(
      change,
      variables: AuxiliaryVariables(
        blocks: [AuxiliaryVariables.Block(columnOfItem: cells.cellOfItem, values: nil)], columnCount: cells.count),
      inverse: .diagonal(responding.map { $0 > 0 ? 1 / $0 : 0 }),
      productWeights: weightsBefore.indices.map { cells.responds[$0] ? weightsBefore[$0] : 0 },
      fittedWeights: zip(weightsBefore, factors).map { $0 * ($1 - 1) }, weightsBefore: weightsBefore, earlier: earlier,
      report: report)
  }

  /// Records a change whose linearised form is exact.
  init(
    _ change: Change, variables: AuxiliaryVariables, inverse: Matrix, productWeights: [Double],
    fittedWeights: [Double], weightsBefore: [Double], earlier: [WeightingStep], report: CalibrationReport
  ) {
    self.change = change
    self.variables = variables
    self.inverse = inverse
    self.productWeights = productWeights
    self.fittedWeights = fittedWeights
    controlCovariance = nil
    self.report = report
    let shares = zip(fittedWeights, weightsBefore).map { $1 > 0 ? $0 / $1 : 0 }
    crossProducts = earlier.map {
      $0.variables.crossProduct(with: variables, weights: zip($0.productWeights, shares).map { $0 * $1 })
    }
  }

  /// Returns the step as it stands after a later one that multiplied the linearised variable by factors.
  func followed(byMultiplier factors: [Double]) -> WeightingStep {
    var step = self
    step.productWeights = zip(productWeights, factors).map { $0 * $1 }
    return step
  }

  /// Returns the step as it stands after a later calibration, which multiplied the weights by factors.
  ///
  /// Two calibrations carry the factors as Deville and Särndal have them; before one, any other step keeps its exact form.
  func followed(byFactors factors: [Double]) -> WeightingStep {
    guard case .calibration = change else { return followed(byMultiplier: factors) }
    var step = self
    step.fittedWeights = zip(fittedWeights, factors).map { $0 * $1 }
    return step
  }
}

/// A generalised inverse of a cross-product: that of its independent rows and columns, with zeros for the others.
///
/// Any generalised inverse gives the same fitted values; this one is the same on every processor. The columns are scaled
/// to one length first, so that what is found to depend on others does not depend on the units of numbers.
func generalizedInverse(of matrix: Matrix) throws(NumericsError) -> Matrix {
  let scales = matrix.diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
  var scaled = matrix
  for j in scales.indices {
    for i in scales.indices { scaled[i, j] *= scales[i] * scales[j] }
  }
  let dependent = Set(try PivotedQR(scaled).dependentColumns)
  let kept = (0..<matrix.columnCount).filter { !dependent.contains($0) }
  guard !kept.isEmpty else { return Matrix(rowCount: matrix.rowCount, columnCount: matrix.columnCount) }
  let inverse = try CholeskyFactorization(scaled.submatrix(rows: kept, columns: kept)).inverse()
  var result = Matrix(rowCount: matrix.rowCount, columnCount: matrix.columnCount)
  for (i, row) in kept.enumerated() {
    for (j, column) in kept.enumerated() { result[row, column] = inverse[i, j] * scales[row] * scales[column] }
  }
  return result
}
