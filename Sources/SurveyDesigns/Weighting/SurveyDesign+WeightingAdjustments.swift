internal import SurveyNumerics

extension SurveyDesign {
  /// Returns, for each weighting step, the totals of its fitted values' variables by unit and their regression
  /// coefficients for each estimate.
  ///
  /// The last step comes first: the linearised variable of a step is what the steps after it have left. So the total of
  /// a variable that the last step calibrated has no variance, whatever was done before.
  func weightingAdjustments(of influence: Influence) -> [(totals: Matrix, coefficients: Matrix)] {
    var coefficients = [Matrix?](repeating: nil, count: weightingSteps.count)
    for position in weightingSteps.indices.reversed() {
      let product = influence.table.calibrationProducts[position]
      var explained = influence.applyingDerivatives(toColumnsOf: product)
      for later in (position + 1)..<max(weightingSteps.count, position + 1) {
        guard let ofLater = coefficients[later] else { continue }
        explained = explained - weightingSteps[later].crossProducts[position] * ofLater
      }
      coefficients[position] = weightingSteps[position].inverse * explained
    }
    return zip(weightingSteps, coefficients).compactMap { step, coefficients in
      guard let coefficients else { return nil }
      return (step.variables.totals(structure: structure, weights: step.fittedWeights), coefficients)
    }
  }
}
