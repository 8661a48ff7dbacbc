internal import SurveyDesigns
internal import SurveyMicrodata

/// How the design of a notebook is made of its records, so that it can be made in another way as well.
struct DesignRecipe: Sendable {
  let records: Microdata
  /// Where the design is declared, for its errors.
  let node: NotebookNode
  let declaration: DesignDeclaration?
  let weighting: Weighting?

  /// How weights are fitted to the population.
  struct Weighting: Sendable {
    let node: NotebookNode
    let method: WeightingDeclaration.Method
    let margins: [PopulationMargin]
  }

  /// Makes the design as the notebook declares it.
  func design() throws(NotebookError) -> SurveyDesign { try weighted(drawn(records)) }

  /// Makes the design as if every record counted once.
  func unweightedDesign() throws(NotebookError) -> SurveyDesign { try drawn(records, isWeighted: false) }

  /// Makes the design of some of the records, weighted to the population anew.
  func design(collecting rows: [Bool], at place: NotebookNode) throws(NotebookError) -> SurveyDesign {
    let fewer = try place.reading { () throws(MicrodataError) in try records.collecting(only: rows) }
    return try weighted(drawn(fewer))
  }

  /// Makes the design with weights cut off at a multiple of their mean, and fitted to the population once more.
  func design(trimmedAt multiple: Double, at place: NotebookNode) throws(NotebookError) -> SurveyDesign {
    let design = try design()
    let mean = design.weights.reduce(0, +) / Double(design.weights.count { $0 > 0 })
    return try weighted(
      place.designing { () throws(DesignError) in try design.trimmed(to: 0...(multiple * mean)) })
  }

  private func drawn(_ records: Microdata, isWeighted: Bool = true) throws(NotebookError) -> SurveyDesign {
    try node.designing { () throws(DesignError) in
      try SurveyDesign(
        records, weights: isWeighted ? declaration?.weights : nil, stages: declaration?.stages ?? [Stage()],
        unitsAreNested: declaration?.isNested ?? false, singleUnitStrata: declaration?.singleUnit ?? .refuse)
    }
  }

  private func weighted(_ design: SurveyDesign) throws(NotebookError) -> SurveyDesign {
    guard let weighting else { return design }
    return try weighting.node.designing { () throws(DesignError) in
      switch weighting.method {
      case .raking: try design.raked(to: weighting.margins)
      case .poststratification: try design.postStratified(to: weighting.margins[0])
      }
    }
  }
}
