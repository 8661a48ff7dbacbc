internal import SurveyNumerics

/// How a calibration is solved.
extension CalibrationProblem {
  /// Solves the problem by Newton's method with step halving.
  ///
  /// η is the minimum of the convex function Σ d Φ(xᵀη) − Tᵀη, Φ′ = F. A step is halved until the slope along it has not
  /// turned to more than half of what it was, so that the search cannot overshoot for good.
  func solved(weights: [Double]) throws(CalibrationFailure) -> Solution {
    let base = variables.crossProduct(with: variables, weights: weights)
    let frame = try NewtonFrame(base, labels: labels, controls: controls, sizes: sizes(weights))
    try checkReach(weights)
    try checkConsistency(frame)
    var coefficients = [Double](repeating: 0, count: variables.columnCount)
    var state = State(self, weights: weights, at: coefficients)
    var previous = Double.infinity
    var iteration = 0
    while true {
      // Where rounding keeps the misfit from falling further, the solution is as exact as the data allow.
      if state.misfit <= tolerance || (state.misfit <= 100 * tolerance && state.misfit > previous / 2) {
        return Solution(coefficients: coefficients, factors: state.factors, iterationCount: iteration)
      }
      guard iteration < iterationLimit else { break }
      guard
        let step = frame.step(
          curvature: variables.crossProduct(with: variables, weights: state.slopes(weights)), residual: state.residual)
      else { break }
      let before = zip(state.residual, step).reduce(0) { $0 + $1.0 * $1.1 }
      previous = state.misfit
      var (length, candidate, next) = (1.0, coefficients, state)
      for _ in 0..<60 {
        for column in step.indices { candidate[column] = coefficients[column] + length * step[column] }
        next = State(self, weights: weights, at: candidate)
        let after = zip(next.residual, step).reduce(0) { $0 + $1.0 * $1.1 }
        if after >= -before / 2 { break }
        length /= 2
      }
      (coefficients, state) = (candidate, next)
      iteration += 1
      if isBlocked(coefficients, weights) {
        throw .incompatible(
          labels[state.worst], wanted: wanted(state.worst), reached: reached(state.worst, state, weights))
      }
    }
    throw .notConverged(
      iterations: iteration, labels[state.worst], wanted: wanted(state.worst),
      reached: reached(state.worst, state, weights))
  }

  /// The size of each control that its misfit is measured by.
  private func sizes(_ weights: [Double]) -> [Double] {
    zip(variables.absoluteSums(weights: weights), controls).map { max($0, abs($1)) }
  }

  private func wanted(_ column: Int) -> Double { labels[column].wanted(controls[column]) }

  private func reached(_ column: Int, _ state: State, _ weights: [Double]) -> Double {
    reached(column, factors: state.factors, weights)
  }

  /// The value of a control under factors of the weights.
  private func reached(_ column: Int, factors: [Double], _ weights: [Double]) -> Double {
    var (sum, weight) = (0.0, 0.0)
    for block in variables.blocks {
      for item in weights.indices where Int(block.columnOfItem[item]) == column && weights[item] > 0 {
        sum += weights[item] * factors[item] * (block.values?[item] ?? 1)
        weight += weights[item] * factors[item]
      }
    }
    return labels[column].reached(sum, weight: weight)
  }

  // MARK: Problems without a solution

  /// Throws where one control lies outside what the bounds of the factors allow.
  private func checkReach(_ weights: [Double]) throws(CalibrationFailure) {
    let (lowest, highest) = function.range
    let low = extremeSums(weights, positive: lowest, negative: highest)
    let high = extremeSums(weights, positive: highest, negative: lowest)
    for column in controls.indices {
      let slack = 1e-12 * max(abs(controls[column]), low[column].isFinite ? abs(low[column]) : 0)
      let isOpen = function.bounds == nil || function.method == .logit
      let isInside =
        isOpen && low[column] < high[column]
        ? low[column] < controls[column] && controls[column] < high[column]
        : low[column] - slack <= controls[column] && controls[column] <= high[column] + slack
      guard !isInside else { continue }
      throw .unreachable(
        labels[column], wanted: wanted(column),
        lowest: extreme(column, weights, positive: lowest, negative: highest),
        highest: extreme(column, weights, positive: highest, negative: lowest))
    }
  }

  /// Σ d · x · (a factor that depends on the sign of x).
  private func extremeSums(_ weights: [Double], positive: Double, negative: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: controls.count)
    for block in variables.blocks {
      for item in weights.indices where block.columnOfItem[item] >= 0 && weights[item] > 0 {
        let value = block.values?[item] ?? 1
        guard value != 0 else { continue }
        sums[Int(block.columnOfItem[item])] += weights[item] * value * (value > 0 ? positive : negative)
      }
    }
    return sums
  }

  /// An end of what a control can reach, as it is shown.
  private func extreme(_ column: Int, _ weights: [Double], positive: Double, negative: Double) -> Double {
    guard case .mean(let mean) = labels[column].kind else {
      return labels[column].reached(
        extremeSums(weights, positive: positive, negative: negative)[column], weight: 1)
    }
    var items: [(distance: Double, weight: Double)] = []
    for block in variables.blocks {
      for item in weights.indices where Int(block.columnOfItem[item]) == column && weights[item] > 0 {
        items.append((block.values?[item] ?? 1, weights[item]))
      }
    }
    // Without bounds all weight can move to one record.
    if positive == .infinity { return mean + (items.map(\.distance).max() ?? 0) }
    if negative == .infinity { return mean + (items.map(\.distance).min() ?? 0) }
    // The mean at which pushing the numbers above and below it apart gives that very mean (Dinkelbach 1967).
    var distance = 0.0
    for _ in 0..<100 {
      let pushed = items.map { ($0.distance, $0.weight * ($0.distance > distance ? positive : negative)) }
      distance = pushed.reduce(0) { $0 + $1.0 * $1.1 } / pushed.reduce(0) { $0 + $1.1 }
    }
    return mean + distance
  }

  /// Throws where a control differs from what the other controls imply.
  private func checkConsistency(_ frame: NewtonFrame) throws(CalibrationFailure) {
    for (column, implied) in frame.impliedControls
    where abs(controls[column] - implied) > 1e-8 * max(abs(implied), frame.sizes[column]) {
      throw .contradictory(labels[column], wanted: wanted(column), implied: labels[column].wanted(implied))
    }
  }

  /// Whether a direction shows that no factors within the bounds meet the controls: Tᵀη lies above all Σ d F xᵀη.
  private func isBlocked(_ direction: [Double], _ weights: [Double]) -> Bool {
    let (lowest, highest) = function.range
    guard lowest.isFinite else { return false }
    let wanted = zip(controls, direction).reduce(0) { $0 + $1.0 * $1.1 }
    var (most, size) = (0.0, abs(wanted))
    for (item, predictor) in variables.predictor(direction).enumerated() where weights[item] > 0 && predictor != 0 {
      most += weights[item] * predictor * (predictor > 0 ? highest : lowest)
      size += weights[item] * abs(predictor)
    }
    return wanted - most > 1e-9 * size
  }
}

extension CalibrationProblem {
  /// The factors at one set of coefficients, and how far the controls are missed.
  fileprivate struct State {
    let factors: [Double]
    let factorSlopes: [Double]
    /// T − Σ d F x.
    let residual: [Double]
    /// The largest residual, relative to the size of its control, and its column.
    let misfit: Double
    let worst: Int

    init(_ problem: CalibrationProblem, weights: [Double], at coefficients: [Double]) {
      let values = problem.variables.predictor(coefficients).map { problem.function.value($0) }
      factors = values.map(\.factor)
      factorSlopes = values.map(\.slope)
      let weighted = zip(weights, factors).map { $0 == 0 ? 0 : $0 * $1 }
      let sums = problem.variables.sums(weights: weighted)
      let sizes = zip(problem.variables.absoluteSums(weights: weighted), problem.controls).map { max(abs($0), abs($1)) }
      residual = zip(problem.controls, sums).map { $0 - $1 }
      let misfits = zip(residual, sizes).map { $1 > 0 ? abs($0) / $1 : 0 }
      worst = misfits.indices.max { misfits[$0] < misfits[$1] } ?? 0
      misfit = misfits.isEmpty ? 0 : misfits.contains(where: \.isNaN) ? .infinity : misfits[worst]
    }

    func slopes(_ weights: [Double]) -> [Double] { zip(weights, factorSlopes).map { $0 == 0 ? 0 : $0 * $1 } }
  }
}

/// The columns that Newton's method works on: scaled to one length, without those that follow from others.
private struct NewtonFrame {
  let sizes: [Double]
  /// For each column that follows from others, the control that theirs imply.
  let impliedControls: [(column: Int, implied: Double)]
  private let scales: [Double]
  private let kept: [Int]
  private let base: Matrix

  init(
    _ base: Matrix, labels: [ControlLabel], controls: [Double], sizes: [Double]
  ) throws(CalibrationFailure) {
    self.sizes = sizes
    let inverseLengths = base.diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    let scaled = base.scaled(by: inverseLengths)
    scales = inverseLengths
    self.base = scaled
    do {
      let dependent = try PivotedQR(scaled).dependentColumns
      let kept = base.diagonal.indices.filter { !dependent.contains($0) }
      let factorization = try CholeskyFactorization(scaled.submatrix(rows: kept, columns: kept))
      var implied: [(column: Int, implied: Double)] = []
      for column in dependent where inverseLengths[column] > 0 {
        let solution = factorization.solve(kept.map { scaled[$0, column] })
        // Scaled, a column is the sum of others times these coefficients, and so is its control.
        let sum = zip(kept, solution).reduce(0.0) { $0 + $1.1 * controls[$1.0] * inverseLengths[$1.0] }
        implied.append((column, sum / inverseLengths[column]))
      }
      self.kept = kept
      impliedControls = implied
    } catch {
      throw .numerics(error)
    }
  }

  /// Returns the Newton step, 0 for columns that follow from others; nil where the curvature is no longer a number.
  func step(curvature: Matrix, residual: [Double]) -> [Double]? {
    var matrix = curvature.scaled(by: scales).submatrix(rows: kept, columns: kept)
    let right = kept.map { residual[$0] * scales[$0] }
    var solution: [Double]?
    // Factors that are cut off at their bounds have no slope; a little of the first curvature keeps the step finite.
    for share in [0, 1e-8, 1e-4, 1] where solution == nil {
      if share > 0 {
        for (i, row) in kept.enumerated() {
          for (j, column) in kept.enumerated() { matrix[i, j] += share * base[row, column] }
        }
      }
      guard let factorization = try? CholeskyFactorization(matrix), factorization.reciprocalCondition > 1e-15 else {
        continue
      }
      solution = factorization.solve(right)
    }
    guard let solution else { return nil }
    var step = [Double](repeating: 0, count: residual.count)
    for (position, column) in kept.enumerated() { step[column] = solution[position] * scales[column] }
    return step
  }
}
