internal import SurveyNumerics

extension SurveyDesign {
  /// Returns, for each calibration, the weighted totals of its variables by unit and their regression coefficients
  /// for each estimate.
  ///
  /// The contribution of a record to an estimate is replaced by its residual from the regression on the
  /// calibration variables under the weights before the step (Deville and Särndal 1992, equation 3.4; R `calibrate`).
  func calibrationAdjustments(of influence: Influence) -> [(totals: Matrix, coefficients: Matrix)] {
    guard !calibrations.isEmpty else { return [] }
    var adjustments: [(totals: Matrix, coefficients: Matrix)] = []
    for (step, product) in zip(calibrations, influence.table.calibrationProducts) {
      var explained = influence.applyingDerivatives(toColumnsOf: product)
      for (earlier, product) in zip(adjustments, step.crossProducts) {
        explained = explained - product * earlier.coefficients
      }
      adjustments.append(
        (step.variables.totals(structure: structure, weights: weights), step.inverse * explained))
    }
    return adjustments
  }
}
