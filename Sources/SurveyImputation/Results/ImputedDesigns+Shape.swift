public import SurveyMicrodata

/// What completed designs print of themselves: their number and no answer.
extension ImputedDesigns: ShapePrinted {
  /// The number of completed designs.
  public var shape: String { "ImputedDesigns(\(countWithNoun(designs.count, "design")))" }
}
