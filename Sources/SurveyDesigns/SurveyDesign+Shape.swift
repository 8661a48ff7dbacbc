public import SurveyMicrodata

/// What a design prints of itself: its shape and no answer.
extension SurveyDesign: ShapePrinted {
  /// The number of records and stages.
  public var shape: String {
    "SurveyDesign(\(countWithNoun(data.rowCount, "record")), \(countWithNoun(stages.count, "stage")))"
  }
}
