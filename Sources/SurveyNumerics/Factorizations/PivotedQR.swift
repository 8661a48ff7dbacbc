private import Foundation

/// The QR factorisation of a matrix whose dependent columns are moved to the end.
///
/// ```
/// A P = Q R
/// ```
///
/// Columns are taken from left to right by Householder reflections. A column whose part outside the span of the columns
/// kept so far is shorter than `tolerance` times its own length is dependent: it is moved behind the others, and the
/// columns after it keep their order. So of a dependent set the later columns are reported, which is the rule of R's
/// `qr(A, tol = tolerance)` (LINPACK `dqrdc2`); pivoting on the largest column, as LAPACK's `dgeqp3` does, would
/// report whichever is shortest.
public struct PivotedQR: Sendable {
  /// The number of linearly independent columns.
  public let rank: Int
  /// The original column at each position: first the independent ones, then the dependent ones, both in order.
  public let pivots: [Int]
  /// The number of rows of the matrix.
  private let rowCount: Int
  /// The unit vector of each step's reflection, from the row of that step on.
  private let reflections: [[Double]]
  /// The columns of R for the independent columns.
  private let triangle: Matrix

  /// Factorises a matrix of any shape.
  ///
  /// - Parameters:
  ///   - matrix: The matrix.
  ///   - tolerance: The share of its own length below which what remains of a column counts as nothing.
  /// - Throws: ``NumericsError/empty(_:)`` or ``NumericsError/nonFinite(row:column:)``.
  public init(_ matrix: Matrix, tolerance: Double = 1e-11) throws(NumericsError) {
    try matrix.validate("matrix to factorise")
    let n = matrix.rowCount
    var kept: [Int] = []
    var dependent: [Int] = []
    var reflections: [[Double]] = []
    var columns: [[Double]] = []
    for j in 0..<matrix.columnCount {
      var column = matrix.column(j)
      let original = Self.length(column, from: 0)
      for (k, reflection) in reflections.enumerated() { Self.reflect(&column, by: reflection, from: k) }
      let k = kept.count
      let remaining = k < n ? Self.length(column, from: k) : 0
      if !(remaining > tolerance * original) {
        dependent.append(j)
        continue
      }
      let alpha = column[k] > 0 ? -remaining : remaining
      var reflection = [Double](column[k...])
      reflection[0] -= alpha
      let size = Self.length(reflection, from: 0)
      for i in reflection.indices { reflection[i] /= size }
      column[k] = alpha
      kept.append(j)
      reflections.append(reflection)
      columns.append([Double](column[...k]))
    }
    rank = kept.count
    pivots = kept + dependent
    rowCount = n
    self.reflections = reflections
    var triangle = Matrix(rowCount: kept.count, columnCount: kept.count)
    for (j, column) in columns.enumerated() {
      for (i, element) in column.enumerated() { triangle[i, j] = element }
    }
    self.triangle = triangle
  }

  /// The columns that depend linearly on earlier ones, in order.
  public var dependentColumns: [Int] { [Int](pivots[rank...]) }

  /// Returns the coefficients that minimise the sum of squared residuals.
  ///
  /// R: `qr.coef(qr(A), b)`.
  ///
  /// - Throws: ``NumericsError/rankDeficient(rank:columns:)`` if columns are dependent, or
  ///   ``NumericsError/nonFinite(row:column:)`` for an element of the right-hand side.
  public func leastSquares(_ b: [Double]) throws(NumericsError) -> [Double] {
    precondition(b.count == rowCount, "a right-hand side of \(b.count) for \(rowCount) rows")
    if rank < pivots.count { throw .rankDeficient(rank: rank, columns: dependentColumns) }
    if let row = b.firstIndex(where: { !$0.isFinite }) { throw .nonFinite(row: row, column: 0) }
    var right = b
    for (k, reflection) in reflections.enumerated() { Self.reflect(&right, by: reflection, from: k) }
    var result = [Double](right[..<rank])
    for j in stride(from: rank - 1, through: 0, by: -1) {
      result[j] /= triangle[j, j]
      for i in 0..<j { result[i] -= triangle[i, j] * result[j] }
    }
    return result
  }

  /// The factor R of the independent columns, upper triangular.
  public var upperTriangle: Matrix { triangle }

  private static func reflect(_ column: inout [Double], by reflection: [Double], from k: Int) {
    var products = [Double](repeating: 0, count: reflection.count)
    for i in reflection.indices { products[i] = reflection[i] * column[k + i] }
    let factor = 2 * FixedOrder.sum(products)
    for i in reflection.indices { column[k + i] -= factor * reflection[i] }
  }

  /// The Euclidean length of a column from a row on, scaled against overflow.
  private static func length(_ column: [Double], from k: Int) -> Double {
    let largest = column[k...].reduce(0) { max($0, abs($1)) }
    if largest == 0 { return 0 }
    let squares = column[k...].map { ($0 / largest) * ($0 / largest) }
    return largest * FixedOrder.sum(squares).squareRoot()
  }
}
