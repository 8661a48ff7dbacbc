internal import SurveyMicrodata
internal import SurveyNumerics

/// What a calibration has to solve: Σ dᵢ F(xᵢᵀη) xᵢ = T for η, d being the weights before it.
struct CalibrationProblem: Sendable {
  let variables: AuxiliaryVariables
  /// T, a control for each column of the variables.
  let controls: [Double]
  /// How the control of each column is called and shown.
  let labels: [ControlLabel]
  let function: CalibrationFunction
  /// The largest misfit of a control, relative to its size, at which the search stops.
  let tolerance: Double
  let iterationLimit: Int

  /// What solves the problem.
  struct Solution: Sendable {
    let coefficients: [Double]
    /// The factor of each item.
    let factors: [Double]
    let iterationCount: Int
  }

  /// The factor of each item at a set of coefficients.
  func factors(at coefficients: [Double]) -> [Double] {
    variables.predictor(coefficients).map { function.value($0).factor }
  }
}

/// How a control is called, and how its value follows from the sum of its column.
struct ControlLabel: Sendable {
  /// The margin and, where it has several cells, the levels of the cell.
  let margin: String
  let level: LevelName?
  let kind: Kind

  enum Kind: Sendable {
    /// A sum, plus what was taken from it to centre the variable.
    case sum(offset: Double)
    /// A mean: the column is the distance of a number from the control.
    case mean(Double)
  }

  /// Returns the value that a control is to have.
  func wanted(_ control: Double) -> Double {
    switch kind {
    case .sum(let offset): control + offset
    case .mean(let mean): mean
    }
  }

  /// Returns the value from the sum of a column and the sum of the weights in its cell.
  func reached(_ sum: Double, weight: Double) -> Double {
    switch kind {
    case .sum(let offset): sum + offset
    case .mean(let mean): weight == 0 ? .nan : mean + sum / weight
    }
  }
}

/// Why a calibration has no solution, or none was found.
enum CalibrationFailure: Error {
  /// A control lies outside what any allowed weights can give.
  case unreachable(ControlLabel, wanted: Double, lowest: Double, highest: Double)
  /// A control differs from what the controls before it imply.
  case contradictory(ControlLabel, wanted: Double, implied: Double)
  /// The controls can each be reached, but not together.
  case incompatible(ControlLabel, wanted: Double, reached: Double)
  /// The search stopped before it met a control.
  case notConverged(iterations: Int, ControlLabel, wanted: Double, reached: Double)
  case numerics(NumericsError)
}
