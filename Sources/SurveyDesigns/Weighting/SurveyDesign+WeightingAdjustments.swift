internal import SurveyNumerics

/// The part of weighting steps in a linearised variance.
extension SurveyDesign {
  /// Returns, for each weighting step, the totals of its fitted values' variables by unit and their regression
  /// coefficients for each estimate.
  ///
  /// The last step comes first: the linearised variable of a step is what the steps after it have left. So the total of
  /// a variable that the last step calibrated has no variance, whatever was done before.
  func weightingAdjustments(of influence: Influence) -> [(totals: UnitTotals, coefficients: Matrix)] {
    zip(weightingSteps, weightingCoefficients(of: influence)).compactMap { step, coefficients in
      guard let coefficients else { return nil }
      return (UnitTotals(of: step.variables, structure: structure, weights: step.fittedWeights), coefficients)
    }
  }

  /// Returns what the uncertainty of estimated controls adds to the covariance of estimates; nil where none is estimated.
  ///
  /// With B the regression coefficients of the step, BᵀVB, V being the covariance of the controls (Dever and Valliant
  /// 2010, section 3).
  func controlCovariance(of influences: [Influence]) -> Matrix? {
    guard weightingSteps.contains(where: { $0.controlCovariance != nil }) else { return nil }
    let coefficients = influences.map { weightingCoefficients(of: $0) }
    var sum: Matrix?
    for (position, step) in weightingSteps.enumerated() {
      guard let covariance = step.controlCovariance else { continue }
      let columns = coefficients.flatMap { ofSteps in
        ofSteps[position].map { matrix in (0..<matrix.columnCount).map { matrix.column($0) } } ?? []
      }
      let stacked = Matrix(
        rowCount: covariance.rowCount, columnCount: columns.count, columnMajor: columns.flatMap { $0 })
      let added = (stacked.transposed * (covariance * stacked)).symmetrized()
      sum = sum.map { $0 + added } ?? added
    }
    return sum
  }

  /// The regression coefficients of each step, nil for a step without variables.
  private func weightingCoefficients(of influence: Influence) -> [Matrix?] {
    var coefficients = [Matrix?](repeating: nil, count: weightingSteps.count)
    for position in weightingSteps.indices.reversed() {
      // A step without variables explains nothing.
      guard weightingSteps[position].variables.columnCount > 0 else { continue }
      let product = influence.table.calibrationProducts[position]
      var explained = influence.applyingDerivatives(toColumnsOf: product)
      for later in (position + 1)..<max(weightingSteps.count, position + 1) {
        guard let ofLater = coefficients[later] else { continue }
        explained = explained - weightingSteps[later].crossProducts[position] * ofLater
      }
      coefficients[position] = weightingSteps[position].inverse * explained
    }
    return coefficients
  }
}
