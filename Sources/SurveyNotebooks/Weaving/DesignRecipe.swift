internal import Foundation
internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyQuestions

/// How the design of a notebook is made of its records, so that it can be made in another way as well.
struct DesignRecipe: Sendable {
  let records: Microdata
  let question: SurveyQuestion
  /// Where the design and the weighting are declared, for their errors.
  let node: NotebookNode
  let weightingNode: NotebookNode
  /// The folder that files are relative to.
  let folder: URL

  /// Makes the design as the notebook declares it.
  func design() throws(NotebookError) -> DescribedDesign { try weighted(drawn(records)) }

  /// Makes the design as if every record counted once.
  func unweightedDesign() throws(NotebookError) -> SurveyDesign {
    var unweighted = question
    unweighted.design.weights = nil
    unweighted.design.missingWeights = .refuse
    let drawn = try drawn(records)
    return try node.answering { () throws(QuestionError) in try unweighted.drawn(drawn.design.data) }.design
  }

  /// Makes the design of some of the records, weighted to the population anew.
  func design(collecting rows: [Bool], at place: NotebookNode) throws(NotebookError) -> SurveyDesign {
    let fewer = try place.reading { () throws(MicrodataError) in try records.collecting(only: rows) }
    return try weighted(drawn(fewer)).design
  }

  /// Makes the design with weights cut off at a multiple of their mean, and fitted to the population once more.
  func design(trimmedAt multiple: Double, at place: NotebookNode) throws(NotebookError) -> SurveyDesign {
    var trimmed = try design()
    let mean = trimmed.design.weights.reduce(0, +) / Double(trimmed.design.weights.count { $0 > 0 })
    let whole = trimmed.design
    trimmed.design = try place.designing { () throws(DesignError) in
      try whole.trimmed(to: 0...(multiple * mean))
    }
    return try weighted(trimmed).design
  }

  private func drawn(_ records: Microdata) throws(NotebookError) -> DescribedDesign {
    try node.answering { () throws(QuestionError) in try question.drawn(records) }
  }

  private func weighted(_ drawn: DescribedDesign) throws(NotebookError) -> DescribedDesign {
    guard let weighting = question.weighting else { return drawn }
    return try weightingNode.answering { () throws(QuestionError) in try weighting.applied(to: drawn) }
  }
}
