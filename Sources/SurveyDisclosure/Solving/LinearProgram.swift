private import CCoinOR

/// A linear programme in COIN-OR's Clp: it is solved again and again, each time from where it stood.
///
/// One thread; the same programme in the same order of columns and rows gives the same solution.
@safe final class LinearProgram {
  /// How a search for the best value ended.
  enum Outcome: Equatable {
    /// The best value was found.
    case optimal
    /// No point fulfils the equations.
    case infeasible
    /// There is no best value.
    case unbounded
    /// The solver gave up.
    case abandoned
  }

  private let model: UnsafeMutableRawPointer
  /// The number of columns.
  let columnCount: Int

  /// Creates a programme whose rows are held between bounds.
  init(_ matrix: SparseColumns, lower: [Double], upper: [Double], rowLower: [Double], rowUpper: [Double]) {
    precondition(lower.count == matrix.columnCount && rowLower.count == matrix.rowCount, "bounds of another programme")
    columnCount = matrix.columnCount
    unsafe model = Clp_newModel()
    unsafe Clp_setLogLevel(model, 0)
    let objective = [Double](repeating: 0, count: columnCount)
    unsafe Clp_loadProblem(
      model, Int32(columnCount), Int32(matrix.rowCount), matrix.starts, matrix.rows, matrix.values, lower, upper,
      objective, rowLower, rowUpper)
  }

  deinit { unsafe Clp_deleteModel(model) }

  /// Gives a column its part of the value.
  func setObjective(_ column: Int, _ value: Double) { unsafe Clp_objective(model)[column] = value }

  /// Holds a column between bounds.
  func setBounds(_ column: Int, _ lower: Double, _ upper: Double) {
    unsafe Clp_columnLower(model)[column] = lower
    unsafe Clp_columnUpper(model)[column] = upper
  }

  /// Looks for the smallest value, or for the largest.
  func solve(maximizing: Bool = false) -> Outcome {
    unsafe Clp_setOptimizationDirection(model, maximizing ? -1 : 1)
    _ = unsafe Clp_primal(model, 0)
    return switch unsafe Clp_status(model) {
    case 0: .optimal
    case 1: .infeasible
    case 2: .unbounded
    default: .abandoned
    }
  }

  /// The value of a column in the solution.
  func value(_ column: Int) -> Double { unsafe Clp_primalColumnSolution(model)[column] }

  /// The values of all columns in the solution.
  var values: [Double] { (0..<columnCount).map { value($0) } }

  /// The value of the objective by each row, at the solution.
  func price(_ row: Int) -> Double { unsafe Clp_dualRowSolution(model)[row] }
}

/// A matrix by its columns, as solvers take it.
struct SparseColumns {
  let rowCount: Int
  let columnCount: Int
  private(set) var starts: [Int32] = [0]
  private(set) var rows: [Int32] = []
  private(set) var values: [Double] = []

  /// Takes the elements of each column, which are none, one or more rows with their values.
  init(rowCount: Int, columns: [[(row: Int, value: Double)]]) {
    self.rowCount = rowCount
    columnCount = columns.count
    for column in columns {
      for (row, value) in column {
        rows.append(Int32(row))
        values.append(value)
      }
      starts.append(Int32(rows.count))
    }
  }
}
