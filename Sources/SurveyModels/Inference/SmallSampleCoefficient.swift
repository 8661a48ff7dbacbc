private import Foundation
internal import SurveyDesigns
public import SurveyEstimates
internal import SurveyNumerics

/// One coefficient with the standard error and the degrees of freedom of few primary units.
public struct SmallSampleCoefficient: Measured, Hashable {
  /// The name of the coefficient as R gives it.
  public let term: String
  /// The estimate with its standard error, with the residuals of each unit freed of the unit's pull on the fit.
  public let number: MeasuredNumber

  /// The estimate.
  public var estimate: Double { number.value }
  /// Satterthwaite's degrees of freedom of the variance: rarely whole, another number for each coefficient.
  public var degreesOfFreedom: Double { number.degreesOfFreedom }
  /// The lower end of the interval.
  public var lower: Double { number.ends.lower }
  /// The upper end of the interval.
  public var upper: Double { number.ends.upper }
}

extension ModelFit {
  /// Returns the coefficients with the standard errors and degrees of freedom of Bell and McCaffrey (2002).
  ///
  ///     V = A (Σ u uᵀ) A,   u = Σ over a unit of X̃ᵀW (I − H)ᵤᵤ^(−1/2) r
  ///
  /// with X̃ = √v x and r = s/√v the columns and residuals of records of information v and score s (Pearson's), A the
  /// inverse of the information, H = X̃AX̃ᵀW, and (I − H)ᵤᵤ the block (I − H)(I − H)ᵀ of a unit. Where residuals are
  /// independent V is nearly without bias, and exactly in a linear model without weights; the usual one is too small, and
  /// most where a covariate varies between few units. The degrees of freedom are tr(P)²/tr(P²), P being the covariance of the
  /// parts of the units under that model (Satterthwaite; Imbens and Kolesár 2016 for this form).
  ///
  /// A coefficient that one unit settles by itself has none: what that unit adds to V cannot be freed of its pull. Its
  /// standard error is not a number. Nor is that of one whose usual variance is unknown.
  ///
  /// Units are the primary units of the design. Strata, populations and calibration take no part: with strata or a
  /// large sampling fraction V is too large, and the test cautious. The same as R
  /// `clubSandwich::coef_test(fit, vcov = "CR2", test = "Satterthwaite")` of an ordinary linear model without weights.
  ///
  /// - Parameter level: the probability with which the intervals cover; without one, that of the fit.
  /// - Returns: the coefficients in their order.
  /// - Throws: `ModelError.smallSampleNotOffered` for a penalised fit and under replicate weights.
  public func smallSampleCoefficients(level: Double? = nil) throws(ModelError) -> [SmallSampleCoefficient] {
    let level = level ?? self.level
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    guard model.penalty == nil, design.variance.replicateWeights == nil else { throw .smallSampleNotOffered }
    let root = try informationRoot
    let count = coefficients.count
    // Σ w²v zzᵀ, all that (I − H)(I − H)ᵀ of a unit needs of the others.
    var squares = Matrix(rowCount: count, columnCount: count)
    let weighted = Array(count..<(2 * count))
    try forEachUnit(root) { squares = squares + $0.gram.submatrix(rows: weighted, columns: weighted) }
    let directions = likelihood.columns.transformation * root
    var parts = coefficients.indices.map { CoefficientParts(direction: directions.row($0)) }
    let form = AdjustedUnit.form(squares)
    try forEachUnit(root) { (unit) throws(ModelError) in
      let adjusted = try AdjustedUnit(unit, form: form)
      for k in parts.indices { parts[k].add(adjusted) }
    }
    return zip(coefficients, parts).map { coefficient, part in
      let moments = part.moments(form: form)
      // Under the model V has the mean dᵀNd, less what units add that settle the coefficient by themselves.
      guard !coefficient.standardError.isNaN, moments.trace >= (1 - 1e-6) * squares.quadraticForm(part.direction),
        moments.squares > 0
      else {
        return SmallSampleCoefficient(
          term: coefficient.term,
          number: MeasuredNumber(
            coefficient.estimate, standardError: .nan, degreesOfFreedom: .nan, confidenceInterval: nil))
      }
      let standardError = part.variance.squareRoot()
      let degreesOfFreedom = moments.trace * moments.trace / moments.squares
      let t = StudentTDistribution(degreesOfFreedom: degreesOfFreedom)
      let statistic = coefficient.estimate / standardError
      let half = t.upperQuantile((1 - level) / 2) * standardError
      return SmallSampleCoefficient(
        term: coefficient.term,
        number: MeasuredNumber(
          coefficient.estimate, standardError: standardError, degreesOfFreedom: degreesOfFreedom,
          confidenceInterval: ConfidenceInterval(
            method: .wald, level: level, lower: coefficient.estimate - half, upper: coefficient.estimate + half),
          test: MeasuredNumber.Test(
            statistic: statistic, pValue: min(1, 2 * t.upperTailProbability(abs(statistic))))))
    }
  }
}

/// A primary unit with its residuals freed of its pull on the fit, in coordinates in which the information is I.
///
/// With B = (Z, WZ) the rows of the unit, its block of (I − H)(I − H)ᵀ is I + BCBᵀ, C = (N, −I; −I, 0) and
/// N = Σ w²v zzᵀ over all records. With B = QT, Q orthonormal, it is I outside of Q and I + TCTᵀ within, so that the
/// root needs a matrix of twice the number of columns, however many records the unit has: (I + BCBᵀ)^(−1/2) WZ = BH.
private struct AdjustedUnit {
  /// HᵀBᵀr: the unit's part of the score.
  let score: [Double]
  /// BᵀBH.
  let both: Matrix
  /// HᵀBᵀBH.
  let square: Matrix

  /// C.
  static func form(_ squares: Matrix) -> Matrix {
    let count = squares.rowCount
    var form = Matrix(rowCount: 2 * count, columnCount: 2 * count)
    for j in 0..<count {
      for k in 0..<count { form[k, j] = squares[k, j] }
      (form[j, count + j], form[count + j, j]) = (-1, -1)
    }
    return form
  }

  init(_ unit: UnitSums, form: Matrix) throws(ModelError) {
    let eigen = try calculating { () throws(NumericsError) in try SymmetricEigen(unit.gram.symmetrized()) }
    // What is smaller is rounding, where B has dependent columns.
    let bound = 1e-13 * (eigen.values.last ?? 0)
    let kept = eigen.values.indices.filter { eigen.values[$0] > bound }
    let all = Array(0..<unit.gram.rowCount)
    let vectors = eigen.vectors.submatrix(rows: all, columns: kept)
    let lengths = kept.map { eigen.values[$0].squareRoot() }
    let coordinates = Matrix.diagonal(lengths) * vectors.transposed
    let block = Matrix.identity(kept.count) + coordinates * form * coordinates.transposed
    let root = try block.symmetrized().inverseSquareRoot()
    let weighted = Array((unit.gram.rowCount / 2)..<unit.gram.rowCount)
    let multiplier =
      vectors * Matrix.diagonal(lengths.map { 1 / $0 }) * root
      * coordinates.submatrix(rows: Array(kept.indices), columns: weighted)
    both = unit.gram * multiplier
    square = multiplier.transposed * both
    score = multiplier.transposed * unit.scores
  }
}

/// What the units add up to for one coefficient.
private struct CoefficientParts {
  /// What makes the coefficient of the coordinates.
  let direction: [Double]
  private(set) var variance = 0.0
  /// The parts of the units in P: PK = ZCZᵀ beside the diagonal D.
  private var rows: [[Double]] = []
  private var diagonal: [Double] = []

  init(direction: [Double]) { self.direction = direction }

  mutating func add(_ unit: AdjustedUnit) {
    let part = zip(direction, unit.score).reduce(0) { $0 + $1.0 * $1.1 }
    variance += part * part
    rows.append(unit.both * direction)
    diagonal.append(unit.square.quadraticForm(direction))
  }

  /// tr(P) and tr(P²), P = ZCZᵀ + D: the mean of V under the model, and half its variance.
  func moments(form: Matrix) -> (trace: Double, squares: Double) {
    var sum = Matrix(rowCount: form.rowCount, columnCount: form.columnCount)
    var (trace, squares) = (0.0, 0.0)
    for (row, own) in zip(rows, diagonal) {
      let element = form.quadraticForm(row)
      trace += element + own
      squares += 2 * own * element + own * own
      for j in row.indices { for k in row.indices { sum[k, j] += row[k] * row[j] } }
    }
    let product = form * sum
    let transposed = product.transposed
    squares += zip(product.elements, transposed.elements).reduce(0) { $0 + $1.0 * $1.1 }
    return (trace, squares)
  }
}

extension Matrix {
  /// The inverse of the square root of a symmetric matrix, without what is 0 in it.
  fileprivate func inverseSquareRoot() throws(ModelError) -> Matrix {
    let eigen = try calculating { () throws(NumericsError) in try SymmetricEigen(self) }
    let factors = eigen.values.map { $0 > 1e-12 ? 1 / $0.squareRoot() : 0 }
    return (eigen.vectors * Matrix.diagonal(factors) * eigen.vectors.transposed).symmetrized()
  }
}
