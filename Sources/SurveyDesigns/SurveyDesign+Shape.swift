public import SurveyMicrodata

extension SurveyDesign: ShapePrinted {
  /// The number of records and stages.
  public var shape: String {
    "SurveyDesign(\(countWithNoun(data.rowCount, "record")), \(countWithNoun(stages.count, "stage")))"
  }
}
