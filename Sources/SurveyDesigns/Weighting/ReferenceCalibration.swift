internal import SurveyNumerics

/// Bringing the weights of members to what the others, a sample of the population, say of it.
struct ReferenceCalibration: Sendable {
  /// The problem; its controls are those that the others have without replicates.
  let problem: CalibrationProblem
  let isMember: [Bool]

  /// Solves the problem with the controls that the others have under some weights.
  func solved(weights: [Double]) throws(CalibrationFailure) -> CalibrationProblem.Solution {
    let others = weights.indices.map { isMember[$0] ? 0 : weights[$0] }
    return try CalibrationProblem(
      variables: problem.variables, controls: problem.variables.sums(weights: others), labels: problem.labels,
      function: problem.function, tolerance: problem.tolerance, iterationLimit: problem.iterationLimit
    ).solved(weights: weights.indices.map { isMember[$0] ? weights[$0] : 0 })
  }

  /// What the weight of each item is multiplied by.
  func factors(at coefficients: [Double]) -> [Double] {
    zip(problem.factors(at: coefficients), isMember).map { $1 ? $0 : 0 }
  }

  /// The calibration of items that share all values and membership; nil where a variable is a number.
  func profiles() -> (calibration: ReferenceCalibration, itemOfRow: IdentifierCodes)? {
    problem.variables.profiles(within: isMember).map { variables, isMember, items in
      (ReferenceCalibration(problem: problem.replacingVariables(variables), isMember: isMember), items)
    }
  }
}
