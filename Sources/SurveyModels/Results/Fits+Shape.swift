public import SurveyMicrodata

/// What fits print of themselves: their size and no answer.
extension ModelFit: ShapePrinted {
  /// The number of coefficients.
  public var shape: String { "ModelFit(\(countWithNoun(coefficients.count, "coefficient")))" }
}

extension CategoricalFit: ShapePrinted {
  /// The number of coefficients.
  public var shape: String { "CategoricalFit(\(countWithNoun(coefficients.count, "coefficient")))" }
}

extension CoxFit: ShapePrinted {
  /// The number of coefficients.
  public var shape: String { "CoxFit(\(countWithNoun(coefficients.count, "coefficient")))" }
}
