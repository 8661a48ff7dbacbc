internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyQuestions

/// Says in a language what reading a file has shown of a column.
struct RemarkSentences {
  let language: Language

  /// What became of records without a weight; nil where there are none.
  func missingWeights(of described: DescribedDesign) -> String? {
    guard let own = described.missingWeightNote else { return nil }
    let design = described.design
    return language.words.missingWeights(
      design.recordsWithoutWeight, column: described.weights ?? "", weighZero: design.missingWeightRule == .zero) ?? own
  }

  /// That the file of the records declares a weight which the design does not use; nil where it does not.
  func unusedCaseWeight(of described: DescribedDesign) -> String? {
    described.unusedCaseWeight.map { language.words.unusedCaseWeight($0) }
  }

  func sentence(of remark: ColumnRemark) -> String {
    language.words.remark(
      RemarkKind(remark.kind), column: remark.column, count: remark.count, firstLine: remark.firstLine,
      firstCell: remark.firstCell)
      ?? remark.description
  }
}

extension RemarkKind {
  fileprivate init(_ kind: ColumnRemark.Kind) {
    self =
      switch kind {
      case .missingMarks: .missingMarks
      case .notAvailableAsLevel: .notAvailableAsLevel
      case .numbersButFor: .numbersButFor
      case .longWholeNumbers: .longWholeNumbers
      case .alikeLevels: .alikeLevels
      case .respelledNumbers: .respelledNumbers
      case .farValues: .farValues
      case .blankTexts: .blankTexts
      case .nameDiffersInCase: .nameDiffersInCase
      case .hiddenBlankRecords: .hiddenBlankRecords
      case .numbersAsText: .numbersAsText
      case .errorCells: .errorCells
      }
  }
}
