private import CCoinOR

/// An integer programme in COIN-OR's CBC: whole numbers at the least cost.
///
/// One thread and a bound on nodes rather than on time, so that the same programme ends the same way. What it returns is a
/// proposal: whoever asks checks it.
struct IntegerProgram {
  /// What a search has found.
  struct Solution {
    let values: [Double]
    /// Whether the solver says that there are no better ones.
    let isBest: Bool
    /// The number of nodes that it took.
    let nodes: Int
  }

  /// The matrix of the rows.
  var matrix: SparseColumns
  /// The cost of each column.
  var objective: [Double]
  /// The bounds of the columns, all of which are whole numbers.
  var lower: [Double]
  var upper: [Double]
  /// The bounds of the rows.
  var rowLower: [Double]
  var rowUpper: [Double]
  /// The number of nodes after which the search gives up.
  var mostNodes = 2_000

  /// Returns whole numbers of the least cost that was found; nil where none was.
  func solution() -> Solution? {
    let model = unsafe Cbc_newModel()
    defer { unsafe Cbc_deleteModel(model) }
    unsafe Cbc_setLogLevel(model, 0)
    unsafe Cbc_setParameter(model, "log", "0")
    unsafe Cbc_setParameter(model, "threads", "0")
    unsafe Cbc_setParameter(model, "randomCbcSeed", "1")
    unsafe Cbc_setParameter(model, "ratioGap", "0")
    unsafe Cbc_setParameter(model, "allowableGap", "1e-9")
    unsafe Cbc_loadProblem(
      model, Int32(matrix.columnCount), Int32(matrix.rowCount), matrix.starts, matrix.rows, matrix.values, lower, upper,
      objective, rowLower, rowUpper)
    for column in 0..<matrix.columnCount { unsafe Cbc_setInteger(model, Int32(column)) }
    unsafe Cbc_setMaximumNodes(model, Int32(mostNodes))
    unsafe Cbc_setObjSense(model, 1)
    _ = unsafe Cbc_solve(model)
    guard unsafe Cbc_isProvenInfeasible(model) == 0, let best = unsafe Cbc_bestSolution(model) else { return nil }
    let values = (0..<matrix.columnCount).map { unsafe best[$0].rounded() }
    return Solution(
      values: values, isBest: unsafe Cbc_isProvenOptimal(model) != 0, nodes: Int(unsafe Cbc_getNodeCount(model)))
  }
}
