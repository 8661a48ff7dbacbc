internal import SurveyDesigns
internal import SurveyNumerics

/// The combinations of the parameters of a fit of which the records do not say how far they may be off.
///
/// Where the outcomes of some records do not vary, each is fitted exactly and its score is 0; where one primary unit
/// settles a coefficient, its scores add up to 0. The covariance is then 0 up to rounding along a direction though the
/// parameter is not known: its variance is unknown, and so is that of whatever rests on it. This is the one place that
/// decides it. A variance of 0 of scores that do vary, as where all of a population was drawn or the weights are
/// calibrated to what is estimated, says that the number is known, and stays 0.
struct UnknownDirections: Sendable {
  /// What turns a combination of the parameters to the scale on which independent records give the variance 1.
  private let root: Matrix
  /// The directions, of length one, on that scale.
  private let directions: [[Double]]

  /// Finds the directions in a covariance.
  ///
  /// - Parameters:
  ///   - covariance: that of the parameters.
  ///   - unitSquares: the sum over the finest units of the squares of their influences, around 0.
  ///   - reference: the covariance of the parameters of independent records.
  ///   - isOfSample: whether some of the population was not drawn; else everything is known.
  /// - Throws: `ModelError.numerics` where a matrix cannot be decomposed.
  init(_ covariance: Matrix, unitSquares: Matrix, reference: Matrix, isOfSample: Bool) throws(ModelError) {
    root = try reference.squareRoot()
    let inverseRoot = try reference.squareRoot(ofInverse: true)
    guard isOfSample, covariance.elements.allSatisfy(\.isFinite) else {
      directions = []
      return
    }
    let scaled = (inverseRoot * covariance * inverseRoot).symmetrized()
    let squares = (inverseRoot * unitSquares * inverseRoot).symmetrized()
    let eigen = try calculating { () throws(NumericsError) in try SymmetricEigen(scaled) }
    let bound = Self.negligibleVariance * max(1, eigen.values.last ?? 1)
    directions = eigen.values.indices.compactMap { position in
      guard abs(eigen.values[position]) <= bound else { return nil }
      let vector = (0..<eigen.vectors.rowCount).map { eigen.vectors[$0, position] }
      return abs(squares.quadraticForm(vector)) <= bound ? vector : nil
    }
  }

  /// A variance that is rounding beside that of independent records: 3e-7 of their standard error.
  static let negligibleVariance = 1e-13
  /// The part of a combination that is rounding.
  private static let negligiblePart = 1e-10

  /// Whether a combination of the parameters rests on one of the directions.
  func touch(_ combination: [Double]) -> Bool {
    guard !directions.isEmpty else { return false }
    let scaled = root * combination
    let size = scaled.reduce(0) { $0 + $1 * $1 }
    return directions.contains { direction in
      let part = zip(direction, scaled).reduce(0) { $0 + $1.0 * $1.1 }
      return part * part > Self.negligiblePart * size
    }
  }

  /// Returns the covariance of Tθ with no number where the variance of a combination is unknown.
  func marking(_ covariance: Matrix, ofRows transformation: Matrix) -> Matrix {
    guard !directions.isEmpty else { return covariance }
    var marked = covariance
    for row in 0..<transformation.rowCount
    where touch((0..<transformation.columnCount).map { transformation[row, $0] }) {
      for other in 0..<covariance.rowCount {
        marked[row, other] = .nan
        marked[other, row] = .nan
      }
    }
    return marked
  }
}

extension Matrix {
  /// The root of a symmetric positive matrix, or of its inverse.
  func squareRoot(ofInverse isInverse: Bool = false) throws(ModelError) -> Matrix {
    let eigen = try calculating { () throws(NumericsError) in try SymmetricEigen(self) }
    let roots = eigen.values.map { value in
      let root = max(0, value).squareRoot()
      return isInverse ? (root > 0 ? 1 / root : 0) : root
    }
    return (eigen.vectors * Matrix.diagonal(roots) * eigen.vectors.transposed).symmetrized()
  }

  /// Whether the variance of one of the numbers is unknown.
  var hasUnknownVariance: Bool { diagonal.contains { $0.isNaN } }
}
