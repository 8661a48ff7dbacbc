public import SurveyMicrodata

extension ImputedDesigns: ShapePrinted {
  /// The number of completed designs.
  public var shape: String { "ImputedDesigns(\(countWithNoun(designs.count, "design")))" }
}
