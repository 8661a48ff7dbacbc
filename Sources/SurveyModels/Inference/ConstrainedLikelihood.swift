internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// A likelihood with some of its coefficients held at 0.
///
/// With β = Tθ the coefficients of the parameters θ, those that are held at 0 leave θ = Nφ, φ being the parameters that
/// stay free; gradient and information are Nᵀg and NᵀHN. What is 0 is the coefficient of the columns as they are, also
/// where numbers are centred for the sake of digits.
struct ConstrainedLikelihood<Base: ModelLikelihood>: ModelLikelihood {
  let base: Base
  /// N, a column for each free parameter.
  let basis: Matrix
  /// The positions of the parameters that stay free.
  let free: [Int]
  /// The positions of the others, one for each coefficient that is held.
  let held: [Int]

  /// Holds coefficients at 0.
  ///
  /// - Parameters:
  ///   - base: the likelihood.
  ///   - transformation: T.
  ///   - tested: the rows of T of the coefficients that are held: those of one term, or all but the intercepts.
  ///   - held: the parameter of each of these.
  init(_ base: Base, transformation: Matrix, tested: [Int], held: [Int]) {
    let free = (0..<transformation.columnCount).filter { !held.contains($0) }
    var basis = Matrix(rowCount: transformation.columnCount, columnCount: free.count)
    for (column, parameter) in free.enumerated() {
      basis[parameter, column] = 1
      // Within a term T is diagonal, and coefficients other than intercepts do not depend on these.
      for (row, own) in zip(tested, held) where transformation[row, parameter] != 0 {
        basis[own, column] = -transformation[row, parameter] / transformation[row, own]
      }
    }
    (self.base, self.basis, self.free, self.held) = (base, basis, free, held)
  }

  private init(_ base: Base, as other: ConstrainedLikelihood) {
    (self.base, basis, free, held) = (base, other.basis, other.free, other.held)
  }

  var frame: ModelFrame { base.frame }
  var width: Int? { base.width }
  var weightScale: Double { base.weightScale }
  var columns: ModelColumns { base.columns }
  func column(ofParameter parameter: Int) -> Int { base.column(ofParameter: free[parameter]) }
  func outcomeName(ofRow row: Int32) -> LevelName? { base.outcomeName(ofRow: row) }
  func predictorCoefficients(of parameters: [Double]) -> [[Double]] {
    base.predictorCoefficients(of: basis * parameters)
  }
  func isIntercept(_ parameter: Int) -> Bool { base.isIntercept(free[parameter]) }
  func scoreValues(at parameters: [Double]) -> ComputedValues { base.scoreValues(at: basis * parameters) }

  func startingParameters() -> [Double] {
    let start = base.startingParameters()
    return free.map { start[$0] }
  }

  func evaluated(at parameters: [Double]) -> LikelihoodEvaluation {
    var evaluation = base.evaluated(at: basis * parameters)
    evaluation.gradient = basis.transposed * evaluation.gradient
    evaluation.information = restricted(evaluation.information)
    return evaluation
  }

  func expectedInformation(at parameters: [Double]) -> Matrix? {
    base.expectedInformation(at: basis * parameters).map(restricted)
  }

  private func restricted(_ information: Matrix) -> Matrix {
    (basis.transposed * information * basis).symmetrized()
  }

  /// Nothing to check: the columns of a model that was fitted can be told apart.
  func checkIdentification(_ information: Matrix) {}

  func isSeparated(by direction: [Double], tolerance: Double) -> Bool {
    base.isSeparated(by: basis * direction, tolerance: tolerance)
  }

  func maximized(iterationLimit: Int, startingAt start: [Double]? = nil) throws(ModelError) -> Optimum {
    guard free.isEmpty else { return try newtonMaximum(iterationLimit: iterationLimit, startingAt: start) }
    return Optimum(
      parameters: [], evaluation: evaluated(at: []), inverseInformation: Matrix(rowCount: 0, columnCount: 0),
      iterationCount: 0)
  }

  func reweighted(by weights: [Double]) -> ConstrainedLikelihood {
    ConstrainedLikelihood(base.reweighted(by: weights), as: self)
  }
}
